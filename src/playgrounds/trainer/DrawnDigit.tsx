import { useEffect, useId, useState } from 'react';
import { centredLikeMnist, DigitPicture, DrawPad, Status, type Stroke, type Training } from '#kit';
import { classesOf, likeliest } from './answers.ts';
import { percent } from './words.ts';

interface Props {
  training: Training;
  disabled: boolean;
}

/** A digit the reader draws, as MNIST would centre it, with the ten probabilities the network gives it. */
export function DrawnDigit({ training, disabled }: Props) {
  const id = useId();
  const { answers, ask, run } = training;
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [said, say] = useState('');
  const [scores, setScores] = useState<number[]>();
  const empty = strokes.length === 0;
  const asking = answers && !empty;
  const ended = run.phase;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that ended answers anew
  useEffect(() => {
    let latest = true;
    if (!asking) setScores(undefined);
    else {
      ask('predict', { pixels: centredLikeMnist(strokes) }).then(
        ([row]) => latest && setScores(row),
        () => latest && setScores(undefined),
      );
    }
    return () => {
      latest = false;
    };
  }, [asking, ask, strokes, ended]);

  const classes = classesOf(run);
  const guess = scores && likeliest(scores);
  const spoken =
    guess === undefined ? said : `It says ${classes[guess]}, ${percent(scores?.[guess] ?? 0)}.`;
  return (
    <div className="drawn">
      <p className="rowname" id={id}>
        <em>draw a digit</em>{' '}
        {answers ? 'and the network answers' : 'now; press Train and the network answers'}
      </p>
      <DrawPad strokes={strokes} onChange={setStrokes} onSay={say} disabled={disabled} />
      <div className="panel-bar">
        <button
          type="button"
          className="plain"
          disabled={disabled || empty}
          onClick={() => setStrokes([])}
        >
          Clear
        </button>
        <span className="seen">
          <DigitPicture pixels={centredLikeMnist(strokes)} />
        </span>
        <span className="quiet">what the network sees</span>
      </div>
      <ol className="scores" aria-labelledby={id}>
        {classes.map((name, place) => {
          const score = scores?.[place] ?? 0;
          return (
            <li key={name} className={place === guess ? 'best' : undefined}>
              <span>{name}</span>
              <span className="bar" aria-hidden="true">
                <span style={{ width: `${100 * score}%` }} />
              </span>
              <span>{scores ? score.toFixed(3) : '–'}</span>
            </li>
          );
        })}
      </ol>
      <Status every={600}>{spoken}</Status>
    </div>
  );
}
