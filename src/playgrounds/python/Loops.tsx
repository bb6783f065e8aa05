import { nestedIn, unrolled } from './source.ts';
import { tokensOf } from './tokens.ts';

interface Props {
  /** Code whose comprehension is written out. */
  code: string;
  /** The loops' values and what is made, beside the lines that make them. */
  outer: string;
  inner: string;
  element: string;
}

/** The comprehension as the two loops that it stands for, with the values of one step beside them. */
export function Loops({ code, outer, inner, element }: Props) {
  const nested = nestedIn(code);
  if (!nested) {
    return (
      <p className="said">
        {tokensOf(code).problem ??
          'The code has no nested comprehension: no [ … for … ] whose items are a [ … for … ] themselves.'}
      </p>
    );
  }
  const beside = { outer, inner, element };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="loops" tabIndex={0} aria-label="The comprehension written out as loops">
      <table>
        <tbody>
          {unrolled(nested).map(({ text, sets }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the line is the identity
            <tr key={i}>
              <td>
                <code>{text}</code>
              </td>
              <td className="now">{sets ? beside[sets] : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
