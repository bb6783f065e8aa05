/** Python values as the figure shows and compares them. Pure. */
import { forEye } from '#kit/state';
import type { Plain } from '#lab/python';

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);
const isTuple = (value: Plain): value is { tuple: readonly Plain[] } =>
  typeof value === 'object' && value !== null && 'tuple' in value;
const isOther = (value: Plain): value is { other: string } =>
  typeof value === 'object' && value !== null && 'other' in value;

/** A value as Python writes it. */
export function pythonOf(value: Plain): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'number') return String(value);
  if (isOther(value)) return value.other;
  if (isTuple(value)) {
    const items = value.tuple.map(pythonOf);
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
  }
  return isList(value) ? `[${value.map(pythonOf).join(', ')}]` : '';
}

/** A value in a cell: numbers as the page writes them. */
export const cellText = (value: Plain): string =>
  typeof value === 'number' ? forEye(value) : typeof value === 'string' ? value : pythonOf(value);

/** Rows of a list of lists; null for any other value, and for no rows. */
export function rowsOf(value: Plain): readonly (readonly Plain[])[] | null {
  return isList(value) && value.length > 0 && value.every(isList)
    ? (value as readonly (readonly Plain[])[])
    : null;
}

/** A grid of numbers, where every cell is one and the rows are of one length. */
export function numbersOf(rows: readonly (readonly Plain[])[]): number[][] | null {
  const columns = rows[0]?.length ?? 0;
  const even = columns > 0 && rows.every((row) => row.length === columns);
  return even && rows.every((row) => row.every((cell) => typeof cell === 'number'))
    ? (rows as number[][])
    : null;
}

/** Equal as a task counts it: numbers up to rounding, a truth as 0 or 1, a tuple as a list. */
export function equal(a: Plain, b: Plain): boolean {
  const [one, other] = [loose(a), loose(b)];
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(one), Math.abs(other));
  }
  if (isList(one) && isList(other)) {
    return one.length === other.length && one.every((item, i) => equal(item, other[i]!));
  }
  return one === other;
}

const loose = (value: Plain): Plain => {
  if (typeof value === 'boolean') return Number(value);
  return isTuple(value) ? value.tuple : value;
};

/** Rows and columns as words: `26 × 26`, or how uneven rows are. */
export function sizeOf(rows: readonly (readonly Plain[])[]): string {
  const lengths = new Set(rows.map(({ length }) => length));
  return lengths.size === 1 ? `${rows.length} × ${rows[0]!.length}` : `${rows.length} uneven rows`;
}
