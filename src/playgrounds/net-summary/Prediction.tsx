import { useId, useState } from 'react';
import { readNumber } from '#kit/state';
import type { Line } from './rows.ts';
import { gradeCount } from './words.ts';

interface Props {
  line: Line;
  /** Whether the counts are hidden until a number is said. */
  hidden: boolean;
  /** Whether predictions are asked for at all. */
  ask: boolean;
  live: boolean;
  onAsk(ask: boolean): void;
  onShow(): void;
}

const judged = (line: Line, text: string): { right: boolean; said: string } => {
  try {
    return gradeCount(line, readNumber(text.replace(/(\d),(?=\d{3}\b)/g, '$1'), 1e12));
  } catch (fault) {
    return { right: false, said: (fault as Error).message };
  }
};

/** First the reader's number, then the counter: a predicted count is judged with the way of counting that gives it. */
export function Prediction({ line, hidden, ask, live, onAsk, onShow }: Props) {
  const id = useId();
  const [text, type] = useState('');
  const [said, say] = useState('');
  if (!ask) {
    return (
      <button type="button" className="plain" disabled={!live} onClick={() => onAsk(true)}>
        Hide the counts and let me predict
      </button>
    );
  }
  return (
    <form
      className="prediction"
      onSubmit={(event) => {
        event.preventDefault();
        const { right, said } = judged(line, text);
        say(said);
        if (right) onShow();
      }}
    >
      <label htmlFor={id}>How many multiplications does this layer do for one image?</label>
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
        <button type="button" className="plain" disabled={!live} onClick={() => onAsk(false)}>
          No more predictions
        </button>
      </div>
    </form>
  );
}
