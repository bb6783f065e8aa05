import { type Code, type Local, lane, load, type Operand, op, zeros } from './code.ts';
import { NUMBER } from './conv-shape.ts';

/** What a pass does with the vectors of one row that lie in its panel. Pointers stand at the panel's first channel. */
export interface Visit {
  /** Before the rows of a chunk: per-channel numbers into registers, sums to 0. */
  before?(): void;
  /** One vector of four channels of one row; `offset` from the pointers, in bytes. @param row of those that go together */
  each(vector: number, offset: number, row: number): void;
  /** After the rows of a chunk: sums to memory. */
  after?(): void;
}

/** What a pass goes through. */
export interface PassOptions {
  /** As stored, a multiple of 8. */
  channels: number;
  /** How many rows of channels: places of all images. Used up. */
  rows: Local;
  /** Arrays `[row][channel]`, of single precision. Used up. */
  arrays: readonly Local[];
  /** Tables with one single or one double precision number for each channel. Used up. */
  tables?: readonly Local[];
  sums?: readonly Local[];
  /** Rows after which sums go to memory, where they are kept in double precision. */
  chunk?: number;
  /** Rows written out one after the other before the code loops: a power of two, 1 when absent. */
  together?: number;
}

/** Bytes of a vector. */
const VECTOR = 16;

/**
 * Goes through rows of channels a panel of eight or sixteen channels at a time, so that what belongs to a channel stays in
 * registers.
 */
export function channelPass(
  code: Code,
  { channels, rows, arrays, tables = [], sums = [], chunk, together = 1 }: PassOptions,
  visit: Visit,
  vectors: number,
) {
  const rowBytes = channels * NUMBER;
  const starts = arrays.map(() => code.local('i32'));
  const [panels, left, count] = code.locals(3, 'i32') as [Local, Local, Local];
  const loop = (many: Operand, together: number) => {
    code.set(count, many);
    code.when(count, () =>
      code.times(count, () => {
        for (let row = 0; row < together; row++)
          for (let vector = 0; vector < vectors; vector++)
            visit.each(vector, row * rowBytes + vector * VECTOR, row);
        for (const array of arrays) code.advance(array, together * rowBytes);
      }),
    );
  };
  const someRows = (many: Operand) => {
    visit.before?.();
    if (together > 1) loop(op('i32.div_u', many, together), together);
    loop(together > 1 ? op('i32.and', many, together - 1) : many, 1);
    visit.after?.();
  };
  for (const [i, array] of arrays.entries()) code.set(starts[i]!, array);
  code.set(panels, channels / (4 * vectors));
  code.times(panels, () => {
    if (chunk === undefined) someRows(rows);
    else {
      code.set(left, op('i32.div_u', op('i32.add', rows, chunk - 1), chunk));
      const rest = code.local('i32');
      code.set(rest, rows);
      code.when(left, () =>
        code.times(left, () => {
          someRows(op('select', rest, chunk, op('i32.lt_s', rest, chunk)));
          code.set(rest, op('i32.sub', rest, chunk));
        }),
      );
    }
    for (const [i, array] of arrays.entries()) {
      code.advance(starts[i]!, vectors * VECTOR);
      code.set(array, starts[i]!);
    }
    for (const table of tables) code.advance(table, vectors * VECTOR);
    for (const sum of sums) code.advance(sum, vectors * 2 * VECTOR);
  });
}

/** Vectors of a panel: one line of the cache where the channels allow it. */
export const vectorsOf = (channels: number, most = 4) =>
  most === 4 && channels % 16 === 0 ? 4 : 2;

/** Adds four sums of single precision to four of double precision, which lie in memory. */
export function addToDoubles(code: Code, sum: Local, pointer: Local, offset: number) {
  const add = (at: number, half: Operand) =>
    code.store(
      'v128.store',
      pointer,
      at,
      op('f64x2.add', load('v128.load', pointer, at), op('f64x2.promote_low_f32x4', half)),
    );
  add(offset, sum);
  add(offset + VECTOR, (code: Code) => {
    code.put(sum);
    code.put(sum);
    code.op('i8x16.shuffle', ...[8, 9, 10, 11, 12, 13, 14, 15], ...[8, 9, 10, 11, 12, 13, 14, 15]);
  });
}

/** All four lanes of a vector of sums, added up. */
export const lanesTogether = (sum: Operand): Operand =>
  [0, 1, 2, 3]
    .map((i): Operand => lane('f32x4.extract_lane', sum, i))
    .reduce((total, one) => op('f32.add', total, one));

/** Sets sums to 0. */
export function clear(code: Code, sums: readonly Local[]) {
  for (const sum of sums) code.set(sum, zeros);
}
