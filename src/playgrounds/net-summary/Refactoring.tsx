import {
  changesOf,
  image,
  longParts,
  longSummary,
  oddGrids,
  places,
  shortKernel,
  shortParts,
  shortSummary,
} from './game.ts';
import type { NetState } from './model.ts';
import { Strip } from './Strip.tsx';
import { stagesOf } from './stages.ts';
import { longWords, shortWords } from './words-of-game.ts';

interface Props {
  state: NetState;
  live: boolean;
  onChange(part: Partial<NetState>): void;
}

/** The same wish twice: ten numbers of the long definition to press, or the one of `conv()`. */
export function Refactoring({ state, live, onChange }: Props) {
  const long = longSummary(state);
  const short = shortSummary(state);
  const number = (value: number, name: string, changed: boolean, press: () => void) => (
    <button
      type="button"
      className="number-of-code"
      disabled={!live}
      aria-label={`${name}, ${value}`}
      aria-pressed={changed}
      onClick={press}
    >
      {value}
    </button>
  );
  const flip = (bit: number) => () => onChange({ ten: state.ten ^ (1 << bit) });
  const { head, tail } = shortParts();
  return (
    <div className="definitions">
      <section aria-label="Written out">
        <span className="lab">
          written out: {changesOf(state.ten)} of {places} numbers changed
        </span>
        <div className="code-lines">
          {longParts(state).map((part, i) => (
            <p key={part.head}>
              {part.head}
              {number(
                part.kernel.value,
                `kernel of layer ${i + 1}`,
                part.kernel.changed,
                flip(2 * i),
              )}
              {part.between}
              {number(
                part.padding.value,
                `padding of layer ${i + 1}`,
                part.padding.changed,
                flip(2 * i + 1),
              )}
              {part.tail}
            </p>
          ))}
        </div>
        <div className="scroll-strip">
          <Strip
            stages={stagesOf(image, long.lines, oddGrids(state))}
            label={`The grids of the definition written out. ${longWords(state)}`}
          />
        </div>
        <div>
          <p className="said">{longWords(state)}</p>
          {long.refusal && (
            <p className="said is-error">
              PyTorch refuses layer {long.refusal.at + 1}: <code>{long.refusal.message}</code>
            </p>
          )}
        </div>
      </section>
      <section aria-label="With conv()">
        <span className="lab">with conv(): {Number(state.one)} of 1 number changed</span>
        <div className="code-lines">
          <p>
            {head}
            {number(shortKernel(state), 'default kernel of conv()', state.one, () =>
              onChange({ one: !state.one }),
            )}
            {tail[0]}
          </p>
          {tail.slice(1).map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the line number is the identity
            <p key={i}>{line || ' '}</p>
          ))}
        </div>
        <div className="scroll-strip">
          <Strip
            stages={stagesOf(image, short.lines)}
            label={`The grids of the definition with conv(). ${shortWords(state)}`}
          />
        </div>
        <p className="said">{shortWords(state)}</p>
      </section>
    </div>
  );
}
