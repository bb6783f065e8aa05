import { NumberField, type Selection } from '#kit';
import { forEye } from '#kit/state';
import type { Own, Pin } from './fields.ts';
import type { Light } from './light.ts';
import { billOf, type Shown } from './matrix.ts';
import { limit, type Tied } from './model.ts';
import { numberAt, weightName } from './words.ts';

interface Props {
  state: Tied;
  all: Shown;
  /** The light of what is pinned. */
  light: Light;
  selection: Selection<Pin>;
  live: boolean;
  onChange(part: Partial<Tied>): void;
  onWeight(weight: number, value: number): void;
}

/** Cut the ties, free the zeros, and read what it costs in numbers to learn. */
export function Ties({ state, all, light, selection, live, onChange, onWeight }: Props) {
  const bill = billOf(state, all);
  const { weight } = light;
  const everyWeight = all.weights.map((_, i) => i);
  const press = (label: string, act: () => void, off = false) => (
    <button type="button" className="plain" disabled={!live || off} onClick={act}>
      {label}
    </button>
  );
  const pinned = selection.pinned;
  const entry = pinned && 'row' in pinned && 'column' in pinned ? pinned : null;
  const loose = entry && (weight === null ? state.zeros : state.cut.includes(weight));
  return (
    <>
      <table className="tbl bill">
        <thead>
          <tr>
            <th scope="col">numbers to learn</th>
            <th scope="col">how many</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">the kernel, all copies tied</th>
            <td>{forEye(bill.tied)}</td>
          </tr>
          <tr>
            <th scope="row">every copy by itself</th>
            <td>{forEye(bill.copies)}</td>
          </tr>
          <tr>
            <th scope="row">the zeros as well: a linear layer</th>
            <td>{forEye(bill.all)}</td>
          </tr>
          <tr className="now">
            <th scope="row">as things stand</th>
            <td>
              <output>{forEye(bill.now)}</output>
            </td>
          </tr>
        </tbody>
      </table>
      <div className="acts">
        {press(
          weight === null
            ? 'Cut the tie of one weight (pin it first)'
            : `Cut the tie of ${weightName(state, weight)}`,
          () => onChange({ cut: [...state.cut, weight!] }),
          weight === null || state.cut.includes(weight),
        )}
        {press(
          'Cut all ties',
          () => onChange({ cut: everyWeight }),
          state.cut.length === everyWeight.length,
        )}
        {press('Free the zeros', () => onChange({ zeros: true }), state.zeros)}
        {press(
          'Tie everything again',
          () => onChange({ cut: [], zeros: false, own: [] }),
          state.cut.length === 0 && !state.zeros,
        )}
      </div>
      {entry && (weight !== null || state.zeros) && (
        <NumberField
          key={`${entry.row},${entry.column},${loose}`}
          label={
            loose
              ? `Row ${entry.row}, column ${entry.column}: this entry alone`
              : `Row ${entry.row}, column ${entry.column} is ${weightName(state, weight!)}: all its copies move`
          }
          value={numberAt(all, entry.row, entry.column)}
          min={-limit}
          max={limit}
          disabled={!live}
          onChange={(value) => {
            if (!loose) return onWeight(weight!, value);
            const rest = state.own.filter(
              ([row, column]) => row !== entry.row || column !== entry.column,
            );
            const own: Own = [entry.row, entry.column, value];
            onChange({ own: [...rest, own] });
          }}
        />
      )}
    </>
  );
}
