import { forEye, weightForEye } from './kernels.ts';
import type { Bench } from './model.ts';
import { type Sum, spokenSum } from './sum.ts';
import type { Link } from './useLink.ts';

interface Props {
  bench: Bench;
  sum: Sum;
  link: Link;
}

const bracketed = (weight: number): string =>
  weight < 0 ? `(${weightForEye(weight)})` : weightForEye(weight);

/** The sum written out, a table so that it adds up in a column; readers of speech get it as sentences. */
export function Ledger({ bench, sum, link }: Props) {
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
        {i % 3 === 2 ? '=' : '+'}
      </td>,
    ];
  };
  return (
    <>
      <p className="hide">{spokenSum(sum, bench)}</p>
      <table className="ledger" aria-hidden="true">
        <tbody>
          {[0, 1, 2].map((row) => (
            <tr key={row}>
              <td className="lab">
                <span>row </span>
                {bench.at[0] + row - 1}
              </td>
              {[0, 1, 2].map((column) => product(3 * row + column))}
              <td>{forEye(sum.rows[row]!)}</td>
            </tr>
          ))}
          {bench.bias !== 0 && (
            <tr>
              <td className="lab">bias</td>
              <td colSpan={12} />
              <td>{forEye(bench.bias)}</td>
            </tr>
          )}
          <tr className="sum">
            <td className="void" colSpan={13} />
            <td className="total">{forEye(sum.total)}</td>
          </tr>
        </tbody>
      </table>
    </>
  );
}
