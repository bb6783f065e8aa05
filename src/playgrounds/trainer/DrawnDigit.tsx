import { useEffect, useId, useMemo, useState } from 'react';
import {
  centredLikeMnist,
  DigitPicture,
  DrawPad,
  FileButton,
  Status,
  type Stroke,
  type Training,
} from '#kit';
import { greyPicture } from '#lab';
import { likeliest } from './answers.ts';
import { likeMnist } from './own-picture.ts';
import { percent } from './words.ts';

/** Side of the square a picture is read at, before it is cut out and made small. */
const SEEN = 112;

interface Props {
  training: Training;
  /** What the network answers. */
  classes: readonly string[];
  disabled: boolean;
}

/** A digit the reader draws, as MNIST would centre it, with the ten probabilities the network gives it. */
export function DrawnDigit({ training, classes, disabled }: Props) {
  const id = useId();
  const { answers, ask, run, network } = training;
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [said, say] = useState('');
  const [picture, setPicture] = useState<{ name: string; pixels: Uint8Array }>();
  const [problem, setProblem] = useState('');
  const drawn = useMemo(() => centredLikeMnist(strokes), [strokes]);
  const pixels = picture?.pixels ?? drawn;
  const [scores, setScores] = useState<number[]>();
  const empty = strokes.length === 0 && !picture;
  const draw = (next: readonly Stroke[]) => {
    setStrokes(next);
    setPicture(undefined);
    setProblem('');
  };
  const show = async (file: File | undefined) => {
    if (!file) return;
    try {
      const greys = await greyPicture(file, SEEN);
      setStrokes([]);
      setPicture({ name: file.name, pixels: likeMnist(greys, SEEN) });
      setProblem('');
    } catch (reason) {
      setProblem(`${file.name}: ${(reason as Error).message}`);
    }
  };
  const asking = answers && !empty;
  const ended = run.phase;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that ended answers anew
  useEffect(() => {
    let latest = true;
    if (!asking) setScores(undefined);
    else {
      ask('predict', { pixels }).then(
        ([row]) => latest && setScores(row),
        () => latest && setScores(undefined),
      );
    }
    return () => {
      latest = false;
    };
  }, [asking, ask, pixels, ended, network]);

  const guess = scores && likeliest(scores);
  const spoken =
    guess === undefined ? said : `It says ${classes[guess]}, ${percent(scores?.[guess] ?? 0)}.`;
  return (
    <div className="drawn">
      <p className="rowname" id={id}>
        <em>draw a digit</em>{' '}
        {answers ? 'and the network answers' : 'now; press Train and the network answers'}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button below does the same */}
      <div
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          if (!disabled) void show(event.dataTransfer.files[0]);
        }}
      >
        <DrawPad strokes={strokes} onChange={draw} onSay={say} disabled={disabled} />
      </div>
      <div className="panel-bar">
        <button
          type="button"
          className="plain"
          disabled={disabled || empty}
          onClick={() => draw([])}
        >
          Clear
        </button>
        <FileButton
          label="Or a picture"
          accept="image/*"
          disabled={disabled}
          onFiles={([file]) => show(file)}
        />
        <span className="seen">
          <DigitPicture pixels={pixels} />
        </span>
        <span className="quiet">{picture ? `${picture.name}, as` : 'what'} the network sees</span>
      </div>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
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
