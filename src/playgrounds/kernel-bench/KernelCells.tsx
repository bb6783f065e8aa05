import { Tone, weightTone } from './Cells.tsx';
import { weightForEye } from './kernels.ts';
import { partner } from './sum.ts';
import type { Link } from './useLink.ts';
import type { Typing } from './useTyping.ts';

interface Props {
  kernel: readonly number[];
  flip: boolean;
  live: boolean;
  link: Link;
  typing: Typing;
  /** Id of the sentences about wrong weights. */
  help: string;
}

const places = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const called = (place: number): string =>
  `row ${Math.floor(place / 3) + 1}, column ${(place % 3) + 1}`;

/** The kernel as nine editable numbers. */
export function KernelCells({ kernel, flip, live, link, typing, help }: Props) {
  return (
    <fieldset className="nine">
      <legend className="hide">The kernel, nine weights</legend>
      {places.map((place) => {
        const pixel = partner(place, flip);
        const draft = typing.drafts[place];
        const text = draft?.text ?? weightForEye(kernel[place]!);
        const { onFocus, onBlur, ...hover } = link.point(pixel);
        return (
          <div key={place} className={link.lit === pixel ? 'cell lit' : 'cell'} {...hover}>
            <input
              type="text"
              className={text.length > 5 ? 'long' : undefined}
              aria-label={`Weight, ${called(place)}`}
              autoComplete="off"
              spellCheck={false}
              enterKeyHint="done"
              readOnly={!live}
              value={text}
              aria-invalid={draft?.problem ? true : undefined}
              aria-describedby={draft?.problem ? help : undefined}
              onChange={(event) => typing.type(place, event.target.value)}
              onFocus={(event) => {
                event.target.select();
                onFocus();
              }}
              onBlur={() => {
                typing.leave(place);
                onBlur();
              }}
              onKeyDown={({ key }) => {
                if (key === 'Enter') typing.leave(place);
                if (key === 'Escape') typing.drop(place);
              }}
            />
            <Tone fill={weightTone(kernel[place]!, kernel)} />
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
      {typing.wrong.map(({ place, problem }) => (
        <p key={place} className="said is-error">
          Weight in {called(place)}: {problem} Until then {weightForEye(kernel[place]!)} goes on
          counting.
        </p>
      ))}
    </div>
  );
}
