import { useId, useState } from 'react';
import { readNumber } from '#kit/state';
import { type Grade, grade } from './guess.ts';
import type { Settings } from './settings.ts';

interface Props {
  settings: Settings;
  /** Side of the input. */
  size: number;
  /** The output is hidden until it is predicted or shown. */
  hidden: boolean;
  /** Whether predictions are asked for at all. */
  predict: boolean;
  live: boolean;
  onPredict(predict: boolean): void;
  onAnother(): void;
  onShow(): void;
}

const judged = (settings: Settings, size: number, text: string): Grade => {
  try {
    return grade(settings, size, readNumber(text, 1e6));
  } catch (fault) {
    return { right: false, said: (fault as Error).message, slips: [] };
  }
};

/** First the reader's number, then the picture: a prediction of the output's side, judged with the slip that led to it. */
export function Prediction(props: Props) {
  const { settings, size, hidden, predict, live, onPredict, onAnother, onShow } = props;
  const id = useId();
  const [text, type] = useState('');
  const [said, say] = useState('');
  const check = (event: { preventDefault(): void }): void => {
    event.preventDefault();
    const { right, said } = judged(settings, size, text);
    say(said);
    if (right) onShow();
  };
  if (!predict) {
    return (
      <button type="button" className="plain" disabled={!live} onClick={() => onPredict(true)}>
        Hide the output and let me predict its size
      </button>
    );
  }
  return (
    <form className="prediction" onSubmit={check}>
      <label htmlFor={id}>How many cells does one side of the output have?</label>
      <div className="ask">
        <input
          id={id}
          className="line"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          disabled={!live}
          aria-describedby={`${id}-said`}
          onChange={({ target }) => type(target.value)}
        />
        <button type="submit" className="btn" disabled={!live}>
          Check
        </button>
      </div>
      <p id={`${id}-said`} role="status" className="said">
        {said}
      </p>
      <div className="acts">
        <button type="button" className="plain" disabled={!live || !hidden} onClick={onShow}>
          Show me
        </button>
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => {
            type('');
            say('');
            onAnother();
          }}
        >
          Another layer
        </button>
        <button type="button" className="plain" disabled={!live} onClick={() => onPredict(false)}>
          No more predictions
        </button>
      </div>
    </form>
  );
}
