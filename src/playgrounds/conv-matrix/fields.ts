/** Parts of the state that only this figure has, as texts. */
import { type Field, readNumber, writeNumber } from '#kit/state';

/** A thing the reader has pinned: a weight, a row (an output), a column (a pixel), or one entry. */
export type Pin =
  | { weight: number }
  | { row: number }
  | { column: number }
  | { row: number; column: number };

/** An entry with a number of its own: row, column, value. */
export type Own = readonly [row: number, column: number, value: number];

export const samePin = (a: Pin, b: Pin): boolean => pinField.write(a) === pinField.write(b);

export const pinField: Field<Pin | null> = {
  read(text) {
    if (text === '') return null;
    const [, kind, first, second] = /^([wrce])(\d{1,4})(?:,(\d{1,4}))?$/.exec(text) ?? [];
    if (kind === undefined || (kind === 'e') !== (second !== undefined)) {
      throw new RangeError('a weight, row, column or entry such as w0, r2, c5 or e2,5');
    }
    const n = Number(first);
    if (kind === 'w') return { weight: n };
    if (kind === 'r') return { row: n };
    return kind === 'c' ? { column: n } : { row: n, column: Number(second) };
  },
  write(pin) {
    if (pin === null) return '';
    if ('weight' in pin) return `w${pin.weight}`;
    if ('row' in pin && 'column' in pin) return `e${pin.row},${pin.column}`;
    return 'row' in pin ? `r${pin.row}` : `c${pin.column}`;
  },
};

/** Sides of the image: 1 to 12, or the 28 of an MNIST digit. */
export const sideField: Field<number> = {
  read(text) {
    const side = /^\d{1,2}$/.test(text) ? Number(text) : 0;
    if (!(side >= 1 && side <= 12) && side !== 28) {
      throw new RangeError('a whole number from 1 to 12, or 28');
    }
    return side;
  },
  write: String,
};

/** Whole numbers with commas between, or none. */
export function wholes(min: number, max: number): Field<readonly number[]> {
  return {
    read(text) {
      const list =
        text === ''
          ? []
          : text.split(',').map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : -1));
      if (list.length > max + 1 || list.some((n) => n < min || n > max)) {
        throw new RangeError(`whole numbers from ${min} to ${max} with commas between`);
      }
      return list;
    },
    write: (list) => list.join(','),
  };
}

/** Most entries that may have a number of their own. */
const mostOwn = 60;

/** Triples `row,column,value` with semicolons between. */
export function ownField(limit: number): Field<readonly Own[]> {
  const accepts = `at most ${mostOwn} entries such as 0,3,1.5 with semicolons between`;
  return {
    read(text) {
      const parts = text === '' ? [] : text.split(';');
      if (parts.length > mostOwn) throw new RangeError(accepts);
      return parts.map((part) => {
        const [, row, column, value] = /^(\d{1,4}),(\d{1,4}),([^,]+)$/.exec(part) ?? [];
        if (value === undefined) throw new RangeError(accepts);
        try {
          return [Number(row), Number(column), readNumber(value, limit)] as const;
        } catch {
          throw new RangeError(accepts);
        }
      });
    },
    write: (list) =>
      list.map(([row, column, value]) => `${row},${column},${writeNumber(value)}`).join(';'),
  };
}
