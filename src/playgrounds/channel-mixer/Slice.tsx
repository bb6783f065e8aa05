import { type KeyboardEvent, useRef, useState } from 'react';
import { diverging, numberProblem, type Selection } from '#kit';
import { readNumber, writeNumber } from '#kit/state';
import { cells, weightLimit } from './filters.ts';

interface Props {
  channel: string;
  /** Nine, in reading order. */
  weights: readonly number[];
  /** Place of the first of them among the 27. */
  from: number;
  /** The weight drawn in full colour. */
  most: number;
  live: boolean;
  link: Selection<number>;
  onWeight(cell: number, weight: number): void;
}

const steps: Record<string, number> = { ArrowUp: -3, ArrowDown: 3, ArrowLeft: -1, ArrowRight: 1 };
const shown = (weight: number): string => writeNumber(weight).replace('-', '−');

/** Whether an arrow key would leave the text of a field: all of it is chosen, or the caret stands at that end. */
function leaves({ key, currentTarget }: KeyboardEvent<HTMLInputElement>): boolean {
  const { selectionStart, selectionEnd, value } = currentTarget;
  if (key === 'ArrowUp' || key === 'ArrowDown') return true;
  if (selectionStart === 0 && selectionEnd === value.length) return true;
  const end = key === 'ArrowLeft' ? 0 : value.length;
  return selectionStart === end && selectionEnd === end;
}

/** The nine weights of one channel as fields: one tab stop, arrow keys walk. A text that is no weight stays, with a sentence. */
export function Slice({ channel, weights, from, most, live, link, onWeight }: Props) {
  const [draft, setDraft] = useState<{ cell: number; text: string; problem?: string } | null>(null);
  const [stop, setStop] = useState(4);
  const fields = useRef<(HTMLInputElement | null)[]>([]);
  const type = (cell: number, text: string): void => {
    const problem = numberProblem(text, { min: -weightLimit, max: weightLimit });
    if (problem === undefined) onWeight(from + cell, readNumber(text, weightLimit));
    setDraft({ cell, text, problem });
  };
  const name = (cell: number): string =>
    `Weight of ${channel}, row ${Math.floor(cell / 3)}, column ${cell % 3}`;
  return (
    <>
      <fieldset className="nine">
        <legend className="hide">The {channel} slice, nine weights</legend>
        {weights.map((weight, cell) => {
          const mine = draft?.cell === cell ? draft : null;
          const text = mine?.text ?? shown(weight);
          return (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              key={cell}
              className={link.lit === from + cell ? 'cell lit' : 'cell'}
              onPointerEnter={({ pointerType }) =>
                pointerType === 'mouse' && link.light(from + cell)
              }
              onPointerLeave={() => link.light(null)}
            >
              <input
                ref={(field) => {
                  fields.current[cell] = field;
                }}
                type="text"
                inputMode="decimal"
                autoComplete="off"
                spellCheck={false}
                enterKeyHint="done"
                readOnly={!live}
                tabIndex={cell === stop ? 0 : -1}
                className={text.length > 3 ? 'long' : undefined}
                aria-label={name(cell)}
                aria-invalid={mine?.problem ? true : undefined}
                value={text}
                onChange={({ target }) => type(cell, target.value)}
                onFocus={({ target }) => {
                  target.select();
                  setStop(cell);
                  link.light(from + cell);
                }}
                onBlur={() => {
                  if (mine && !mine.problem) setDraft(null);
                  link.light(null);
                }}
                onKeyDown={(event) => {
                  const step = steps[event.key];
                  if (event.key === 'Escape') setDraft(null);
                  if (step === undefined || !leaves(event)) return;
                  event.preventDefault();
                  fields.current[(cell + step + cells) % cells]?.focus();
                }}
              />
              <svg className="strip-of-tone" aria-hidden="true" width="100%" height="5">
                <rect width="100%" height="5" fill={diverging(weight, most)} />
              </svg>
            </div>
          );
        })}
      </fieldset>
      <p role="alert" className={draft?.problem ? 'said is-error' : 'hide'}>
        {draft?.problem &&
          `${name(draft.cell)}: ${draft.problem} Until then ${shown(weights[draft.cell]!)} goes on counting.`}
      </p>
    </>
  );
}
