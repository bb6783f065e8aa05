import type { Selection } from '#kit';
import { forEye } from '#kit/state';
import { anchorOf, weightForEye } from './kernels.ts';
import type { Place } from './model.ts';
import { type Sum, spokenSum } from './sum.ts';

interface Props {
  at: Place;
  bias: number;
  sum: Sum;
  link: Selection<number>;
}

const bracketed = (weight: number): string =>
  weight < 0 ? `(${weightForEye(weight)})` : weightForEye(weight);

/** The sum written out, a table so that it adds up in a column; readers of speech get it as sentences. */
export function Ledger({ at, bias, sum, link }: Props) {
  const side = sum.rows.length;
  const columns = 4 * side;
  const product = (i: number) => {
    const lit = link.lit === i ? ' lit' : '';
    const point = { onPointerEnter: () => link.light(i), onPointerLeave: () => link.light(null) };
    return [
      <td key={`a${i}`} className={`a${lit}`} {...point}>
        {sum.pixels[i]}
      </td>,
      <td key={`x${i}`} className={`x${lit}`} {...point}>
        ·
      </td>,
      <td key={`k${i}`} className={`k${lit}`} {...point}>
        {bracketed(sum.weights[i]!)}
      </td>,
      <td key={`o${i}`} className="op">
        {i % side === side - 1 ? '=' : '+'}
      </td>,
    ];
  };
  return (
    <>
      <p className="hide">{spokenSum(sum, { at, bias })}</p>
      <table className={side > 4 ? 'ledger dense' : 'ledger'} aria-hidden="true">
        <tbody>
          {sum.rows.map((total, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
            <tr key={row}>
              <td className="lab">
                <span>row </span>
                {at[0] + row - anchorOf(side)}
              </td>
              {sum.rows.map((_, column) => product(side * row + column))}
              <td>{forEye(total)}</td>
            </tr>
          ))}
          {bias !== 0 && (
            <tr>
              <td className="lab">bias</td>
              <td colSpan={columns} />
              <td>{forEye(bias)}</td>
            </tr>
          )}
          <tr className="sum">
            <td className="void" colSpan={columns + 1} />
            <td className="total">{forEye(sum.total)}</td>
          </tr>
        </tbody>
      </table>
    </>
  );
}
