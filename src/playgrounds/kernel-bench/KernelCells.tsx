import { diverging, type Selection } from '#kit';
import { sideOf, weightForEye } from './kernels.ts';
import { partner } from './sum.ts';
import type { Typing } from './useTyping.ts';

interface Props {
  kernel: readonly number[];
  flip: boolean;
  live: boolean;
  link: Selection<number>;
  typing: Typing;
  /** Id of the sentences about wrong weights. */
  help: string;
  /** A text was pasted into a field; true when it was a whole kernel, or none and said so. */
  onPaste(text: string): boolean;
}

const called = (place: number, side: number): string =>
  `row ${Math.floor(place / side) + 1}, column ${(place % side) + 1}`;

/** The kernel as editable numbers. */
export function KernelCells({ kernel, flip, live, link, typing, help, onPaste }: Props) {
  const side = sideOf(kernel);
  const steepest = Math.max(...kernel.map(Math.abs));
  return (
    <fieldset className="nine">
      <legend className="hide">
        The kernel, {side === 3 ? 'nine' : side * side} weight{side > 1 && 's'}
      </legend>
      {kernel.map((weight, place) => {
        const pixel = partner(place, flip, side);
        const draft = typing.drafts[place];
        const text = draft?.text ?? weightForEye(weight);
        return (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
            key={place}
            className={link.lit === pixel ? 'cell lit' : 'cell'}
            onPointerEnter={() => link.light(pixel)}
            onPointerLeave={() => link.light(null)}
          >
            <input
              type="text"
              className={text.length > (side > 3 ? 4 : 5) ? 'long' : undefined}
              aria-label={`Weight, ${called(place, side)}`}
              autoComplete="off"
              spellCheck={false}
              enterKeyHint="done"
              readOnly={!live}
              value={text}
              aria-invalid={draft?.problem ? true : undefined}
              aria-describedby={draft?.problem ? help : undefined}
              onChange={(event) => typing.type(place, event.target.value)}
              onPaste={(event) => {
                if (live && onPaste(event.clipboardData.getData('text'))) event.preventDefault();
              }}
              onFocus={(event) => {
                event.target.select();
                link.light(pixel);
              }}
              onBlur={() => {
                typing.leave(place);
                link.light(null);
              }}
              onKeyDown={({ key }) => {
                if (key === 'Enter') typing.leave(place);
                if (key === 'Escape') typing.drop(place);
              }}
            />
            <svg className="strip-of-tone" aria-hidden="true" width="100%" height="5">
              <rect width="100%" height="5" fill={diverging(weight, steepest)} />
            </svg>
          </div>
        );
      })}
    </fieldset>
  );
}

/** One sentence for each weight that is wrong: where, what, and which weight still counts. */
export function WrongWeights({ kernel, typing, help }: Pick<Props, 'kernel' | 'typing' | 'help'>) {
  return (
    <div className="wrong" id={help} role="alert">
      {typing.pasted && <p className="said is-error">{typing.pasted}</p>}
      {typing.wrong.map(({ place, problem }) => (
        <p key={place} className="said is-error">
          Weight in {called(place, sideOf(kernel))}: {problem} Until then{' '}
          {weightForEye(kernel[place]!)} goes on counting.
        </p>
      ))}
    </div>
  );
}
