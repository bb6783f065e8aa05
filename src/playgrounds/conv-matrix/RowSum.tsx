import type { Selection } from '#kit';
import { forEye } from '#kit/state';
import type { Pin } from './fields.ts';
import type { Light } from './light.ts';
import type { Shown } from './matrix.ts';
import type { Tied } from './model.ts';
import { outputName, termsOf } from './words.ts';

interface Props {
  state: Tied;
  all: Shown;
  row: number;
  light: Light;
  selection: Selection<Pin>;
}

const factor = (value: number): string => (value < 0 ? `(${forEye(value)})` : forEye(value));

/** One row of the matrix times the vector, written out with today's numbers. */
export function RowSum({ state, all, row, light, selection }: Props) {
  const terms = termsOf(all, row);
  const { out, bias, columns } = all;
  const b = bias[Math.floor(row / (out[0] * out[1]))]!;
  const others = columns - terms.length;
  return (
    <p className="sum">
      <span className="of">
        row {row}, {outputName(state, all, row)}:
      </span>{' '}
      {terms.map(({ column, value, pixel }, i) => (
        <span key={column}>
          {i > 0 && ' + '}
          <span
            className={light.column === column ? 'term lit' : 'term'}
            onPointerEnter={() => selection.light({ row, column })}
            onPointerLeave={() => selection.light(null)}
          >
            {factor(value)} · {factor(pixel)}
          </span>
        </span>
      ))}
      {others > 0 && (
        <span className="quiet">
          {terms.length > 0 && ' + '}0 · the other {forEye(others)}
        </span>
      )}
      {b !== 0 && ` + ${factor(b)} bias`} = <output>{forEye(all.product[row]!)}</output>
    </p>
  );
}
