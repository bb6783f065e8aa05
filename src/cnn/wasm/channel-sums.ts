import { addToDoubles, clear } from './channel-pass.ts';
import { type Code, type Local, multiplyAdd, op } from './code.ts';

/** Sums for each vector of a panel, and each of the rows that go together: a sum that waits for itself is slow. */
export const rowsOfSums = (code: Code, vectors: number, rows: number): Local[][] =>
  Array.from({ length: rows }, () => code.locals(vectors, 'v128'));

/** All rows' sums in the first's. */
export function joined(code: Code, [first, ...others]: readonly Local[][]): Local[] {
  for (const other of others)
    for (const [i, sum] of first!.entries()) code.set(sum, op('f32x4.add', sum, other[i]!));
  return first!;
}

/** Sums of one number, and of its product with another, for each channel of a panel. */
export function sumsOf(code: Code, vectors: number, rows: number) {
  const firsts = rowsOfSums(code, vectors, rows);
  const seconds = rowsOfSums(code, vectors, rows);
  return {
    clear: () => clear(code, [...firsts, ...seconds].flat()),
    add(row: number, i: number, number: Local, other: Local) {
      const [first, second] = [firsts[row]![i]!, seconds[row]![i]!];
      code.set(first, op('f32x4.add', first, number));
      code.set(second, multiplyAdd(number, other, second));
    },
    flush(pointer: Local, channels: number) {
      for (const [i, sum] of joined(code, firsts).entries())
        addToDoubles(code, sum, pointer, 32 * i);
      for (const [i, sum] of joined(code, seconds).entries())
        addToDoubles(code, sum, pointer, channels * 8 + 32 * i);
    },
  };
}
