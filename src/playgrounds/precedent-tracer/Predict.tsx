import { useId, useState } from 'react';
import { numberProblem } from '#kit';
import { readNumber } from '#kit/state';
import type { Tracer } from './model.ts';
import { verdictOn } from './predict.ts';

interface Props {
  state: Tracer;
  live: boolean;
  onGuess(guess: number): void;
  onSkip(): void;
}

/** Asks for the width of the field before it is shown; every wrong number is answered by what it forgets. */
export function Predict({ state, live, onGuess, onSkip }: Props) {
  const id = useId();
  const [text, type] = useState('');
  const [problem, complain] = useState<string>();
  const layers = state.layers.slice(0, state.at.grid);
  const verdict = state.guess === null ? undefined : verdictOn(state.guess, layers);
  return (
    <form
      className="predict"
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = numberProblem(text, { min: 1, max: 999, whole: true });
        complain(wrong);
        if (wrong === undefined) onGuess(readNumber(text, 999));
      }}
    >
      <label htmlFor={id}>
        How many pixels wide is the field of the framed cell, {layers.length} layers up?
      </label>
      <div className="ask">
        <input
          id={id}
          className="line"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          disabled={!live}
          value={text}
          aria-invalid={problem ? true : undefined}
          aria-describedby={`${id}-answer`}
          onChange={({ target }) => type(target.value)}
        />
        <button type="submit" className="btn" disabled={!live}>
          Check
        </button>
        <button type="button" className="plain" disabled={!live} onClick={onSkip}>
          Show me
        </button>
      </div>
      <p id={`${id}-answer`} className="said" role="status">
        {problem ?? verdict?.text}
      </p>
    </form>
  );
}
