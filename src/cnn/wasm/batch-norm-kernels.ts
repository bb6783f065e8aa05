import { addToDoubles, channelPass, clear, vectorsOf } from './channel-pass.ts';
import { joined, rowsOfSums, sumsOf } from './channel-sums.ts';
import { type Code, type Local, multiplyAdd, op, vector, zeros } from './code.ts';
import { NUMBER } from './conv-shape.ts';
import type { ModuleBuilder } from './module.ts';

/** Rows whose sums are taken in single precision before they join those in double precision. */
const CHUNK = 256;
/** Rows between two turns of a loop that only reads and writes. */
const ROWS_TOGETHER = 4;

/**
 * Where a channel's numbers stand in the table of a batch norm, in rows of `channels` numbers: what forward and backward
 * passes read. `gain`, `slope` and `lift` make the gradient: `gain · dy + slope · (x − mean) + lift`.
 */
export const NORM_TABLE = { mean: 0, scale: 1, bias: 2, gain: 3, slope: 4, lift: 5 } as const;
/** Rows of that table. */
export const NORM_ROWS = Object.keys(NORM_TABLE).length;

/** `sums[channel] += x` over all rows, in double precision: `name(x, sums, rows)`. Also the gradient of a bias. */
export function emitChannelSums(module: ModuleBuilder, name: string, channels: number) {
  module.define(name, { x: 'i32', sums: 'i32', rows: 'i32' }, (code, { x, sums, rows }) => {
    const vectors = vectorsOf(channels);
    const together = 8 / vectors;
    const totals = rowsOfSums(code, vectors, together);
    channelPass(
      code,
      { channels, rows, arrays: [x], sums: [sums], chunk: CHUNK, together },
      {
        before: () => clear(code, totals.flat()),
        each: (i, offset, row) => {
          const total = totals[row]![i]!;
          code.set(total, op('f32x4.add', total, vector(x, offset)));
        },
        after: () => {
          for (const [i, total] of joined(code, totals).entries())
            addToDoubles(code, total, sums, 32 * i);
        },
      },
      vectors,
    );
  });
}

/**
 * Adds up distances from a shift near the mean and their squares: `name(x, shift, sums, rows)`, with the squares
 * `channels` numbers behind the sums. Distances keep the variance exact however far from 0 the numbers lie.
 */
export function emitMoments(module: ModuleBuilder, name: string, channels: number) {
  const signature = { x: 'i32', shift: 'i32', sums: 'i32', rows: 'i32' } as const;
  module.define(name, signature, (code, { x, shift, sums, rows }) => {
    const vectors = vectorsOf(channels);
    const distance = code.local('v128');
    const together = 4 / vectors;
    const squares = sumsOf(code, vectors, together);
    channelPass(
      code,
      { channels, rows, arrays: [x], tables: [shift], sums: [sums], chunk: CHUNK, together },
      {
        before: () => squares.clear(),
        each: (i, offset, row) => {
          code.set(distance, op('f32x4.sub', vector(x, offset), vector(shift, 16 * i)));
          squares.add(row, i, distance, distance);
        },
        after: () => squares.flush(sums, channels),
      },
      vectors,
    );
  });
}

/**
 * What the gradient of a batch norm needs to know of all images: sums of dy, and of dy times the distance from the mean,
 * `channels` numbers behind them: `name(dy, x, mean, sums, rows)`.
 */
export function emitNormGradientSums(module: ModuleBuilder, name: string, channels: number) {
  const signature = { dy: 'i32', x: 'i32', mean: 'i32', sums: 'i32', rows: 'i32' } as const;
  module.define(name, signature, (code, { dy, x, mean, sums, rows }) => {
    const vectors = vectorsOf(channels);
    const [distance, pull] = code.locals(2, 'v128') as [Local, Local];
    const together = 4 / vectors;
    const products = sumsOf(code, vectors, together);
    channelPass(
      code,
      { channels, rows, arrays: [dy, x], tables: [mean], sums: [sums], chunk: CHUNK, together },
      {
        before: () => products.clear(),
        each: (i, offset, row) => {
          code.set(pull, vector(dy, offset));
          code.set(distance, op('f32x4.sub', vector(x, offset), vector(mean, 16 * i)));
          products.add(row, i, pull, distance);
        },
        after: () => products.flush(sums, channels),
      },
      vectors,
    );
  });
}

/** `out = (x − mean) · scale + bias`, and no less than 0 with `relu`: `name(x, out, table, rows)`. */
export function emitNormalize(
  module: ModuleBuilder,
  name: string,
  channels: number,
  { relu }: { relu: boolean },
) {
  const signature = { x: 'i32', out: 'i32', table: 'i32', rows: 'i32' } as const;
  module.define(name, signature, (code, { x, out, table, rows }) => {
    const vectors = 2;
    const read = tableOf(code, table, channels, vectors, ['mean', 'scale', 'bias']);
    channelPass(
      code,
      { channels, rows, arrays: [x, out], tables: [table], together: ROWS_TOGETHER },
      {
        before: () => read.load(),
        each: (i, offset) => {
          const distance = op('f32x4.sub', vector(x, offset), read.of('mean', i));
          const y = multiplyAdd(distance, read.of('scale', i), read.of('bias', i));
          code.store('v128.store', out, offset, relu ? op('f32x4.pmax', y, zeros) : y);
        },
      },
      vectors,
    );
  });
}

/**
 * Turns the gradient of a batch norm's output into that of its input, in place: `name(dy, x, table, rows)`. With `mask`
 * it goes on through the ReLU that made x: nothing passes where x is not above 0.
 */
export function emitNormGradient(
  module: ModuleBuilder,
  name: string,
  channels: number,
  { mask }: { mask: boolean },
) {
  const signature = { dy: 'i32', x: 'i32', table: 'i32', rows: 'i32' } as const;
  module.define(name, signature, (code, { dy, x, table, rows }) => {
    const vectors = 2;
    const read = tableOf(code, table, channels, vectors, ['mean', 'gain', 'slope', 'lift']);
    const value = code.local('v128');
    channelPass(
      code,
      { channels, rows, arrays: [dy, x], tables: [table], together: ROWS_TOGETHER },
      {
        before: () => read.load(),
        each: (i, offset) => {
          code.set(value, vector(x, offset));
          const distance = op('f32x4.sub', value, read.of('mean', i));
          const spread = multiplyAdd(distance, read.of('slope', i), read.of('lift', i));
          const dx = multiplyAdd(vector(dy, offset), read.of('gain', i), spread);
          const passes = op('v128.and', dx, op('f32x4.gt', value, zeros));
          code.store('v128.store', dy, offset, mask ? passes : dx);
        },
      },
      vectors,
    );
  });
}

/** Rows of a batch norm's table in registers, for the channels of a panel. */
function tableOf(
  code: Code,
  table: Local,
  channels: number,
  vectors: number,
  rows: readonly (keyof typeof NORM_TABLE)[],
) {
  const held = new Map(rows.map((row) => [row, code.locals(vectors, 'v128')]));
  return {
    of: (row: keyof typeof NORM_TABLE, i: number) => held.get(row)![i]!,
    load() {
      for (const [row, locals] of held)
        for (const [i, local] of locals.entries())
          code.set(local, vector(table, NORM_TABLE[row] * channels * NUMBER + 16 * i));
    },
  };
}
