import { useId } from 'react';
import { Status } from '#kit';
import { slippedLines, slips, verdictOf } from './game.ts';
import type { NetState } from './model.ts';

interface Props {
  state: NetState;
  live: boolean;
  onChange(part: Partial<NetState>): void;
}

/** The long definition with one slip in it: which line? */
export function SlipGame({ state, live, onChange }: Props) {
  const name = useId();
  return (
    <>
      <p>
        One of these lines is not like the others. PyTorch runs all five without a word. Which one
        is it?
      </p>
      <fieldset className="lines" disabled={!live}>
        <legend className="hide">The line with the slip</legend>
        {slippedLines(state.slip).map((line, i) => (
          <label key={line} className="win">
            <input
              type="radio"
              name={name}
              checked={state.guess === i}
              onChange={() => onChange({ guess: i })}
            />
            <code>{line}</code>
          </label>
        ))}
      </fieldset>
      <div className="verdict">
        <Status visible>{verdictOf(state)}</Status>
      </div>
      <button
        type="button"
        className="plain"
        disabled={!live}
        onClick={() => onChange({ slip: (state.slip + 1) % slips.length, guess: null })}
      >
        Another slip
      </button>
    </>
  );
}
