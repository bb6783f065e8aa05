import { addToDoubles, clear } from './channel-pass.ts';
import {
  everywhere,
  type Local,
  lane,
  load,
  multiplyAdd,
  type Operand,
  op,
  vector,
} from './code.ts';
import type { ModuleBuilder } from './module.ts';

/** Bins of the histogram and its upper edge, from 0: fastai's (callback/hook.py). */
const BINS = 40;
const TOP = 10;
/** Counters of a row: one for what falls into no bin, then the bins, and one for 10 itself. */
const COUNTERS = 64;
/** Vectors at a time, and lanes of a vector: each lane of each has a row of counters of its own. */
const TOGETHER = 2;
const LANES = 4;
/** Numbers of all counters, behind the other figures. */
export const COUNTERS_IN_ALL = TOGETHER * LANES * COUNTERS;

/**
 * Where the kernel leaves its figures, in bytes: four sums and four sums of squares of distances from the origin, in
 * double precision, four counts of numbers near zero, then the rows of counters.
 */
export const FIGURES = {
  sums: 0,
  squares: 32,
  near: 64,
  counters: 80,
  bytes: 80 + 4 * COUNTERS_IN_ALL,
};

/** Vectors whose sums are taken in single precision before they join those in double precision. */
const CHUNK = 256;

/** From here on neighbours of single precision are 1 apart, and their last bits a whole number. */
const WHOLE = 2 ** 23;
/** Bits of that number, four times over as the distance of a counter is. */
const WHOLE_BITS = (0x4b000000 << 2) | 0;

/**
 * Figures of numbers side by side: `figures(x, figures, vectors, origin)`; the memory for them must be 0. Neighbours do
 * not share counters, or those in the same bin would wait for each other.
 */
export function emitFigures(module: ModuleBuilder) {
  const signature = { x: 'i32', figures: 'i32', vectors: 'i32', origin: 'f32' } as const;
  module.define('figures', signature, (code, { x, figures, vectors, origin }) => {
    const [sum, squares, near, value, distance, bins] = code.locals(6, 'v128') as Six;
    const [chunks, count, counter] = code.locals(3, 'i32') as [Local, Local, Local];
    const [start, top, scale, limit] = code.locals(4, 'v128') as Four<Local>;
    const [lowest, whole, counters] = code.locals(3, 'v128') as [Local, Local, Local];
    code.set(start, op('f32x4.splat', origin));
    code.set(top, everywhere(TOP));
    code.set(scale, everywhere(BINS / TOP));
    code.set(limit, everywhere(0.05));
    code.set(lowest, everywhere(-1));
    code.set(whole, everywhere(WHOLE + 1));
    code.set(counters, op('i32x4.splat', op('i32.sub', figures, WHOLE_BITS)));
    const add = (i: number) => {
      code.set(value, vector(x, 16 * i));
      code.set(distance, op('f32x4.sub', value, start));
      code.set(sum, op('f32x4.add', sum, distance));
      code.set(squares, multiplyAdd(distance, distance, squares));
      code.set(near, op('i32x4.sub', near, op('f32x4.le', value, limit)));
      // What is above the top becomes no number, and what is none or below 0 falls before the first bin.
      const inside = op('v128.or', value, op('f32x4.gt', value, top));
      const place = op('f32x4.floor', op('f32x4.mul', inside, scale));
      const bounded = op('f32x4.pmax', lowest, place);
      const place4 = op('i32x4.shl', op('f32x4.add', bounded, whole), 2);
      code.set(bins, op('i32x4.add', place4, counters));
      for (let lane = 0; lane < LANES; lane++) {
        const offset = FIGURES.counters + 4 * COUNTERS * (LANES * i + lane);
        code.set(counter, laneOf(bins, lane));
        const more = op('i32.add', load('i32.load', counter, offset), 1);
        code.store('i32.store', counter, offset, more);
      }
    };
    const some = (many: Operand, together: number) => {
      code.set(count, many);
      code.when(count, () =>
        code.times(count, () => {
          for (let i = 0; i < together; i++) add(i);
          code.advance(x, 16 * together);
        }),
      );
    };
    const least = (limit: number) => op('select', vectors, limit, op('i32.lt_s', vectors, limit));
    code.set(chunks, op('i32.div_u', op('i32.add', vectors, CHUNK - 1), CHUNK));
    code.times(chunks, () => {
      clear(code, [sum, squares]);
      some(op('i32.div_u', least(CHUNK), TOGETHER), TOGETHER);
      some(op('i32.and', least(CHUNK), TOGETHER - 1), 1);
      code.set(vectors, op('i32.sub', vectors, CHUNK));
      addToDoubles(code, sum, figures, FIGURES.sums);
      addToDoubles(code, squares, figures, FIGURES.squares);
    });
    code.store('v128.store', figures, FIGURES.near, near);
  });
}

const laneOf = (value: Local, i: number) => lane('i32x4.extract_lane', value, i);

type Four<Each> = [Each, Each, Each, Each];
type Six = [Local, Local, Local, Local, Local, Local];

/** All rows of counters as one histogram, 10 itself counted with the last bin. */
export function histogramOf(counters: Int32Array): number[] {
  const histogram = new Array<number>(BINS).fill(0);
  for (let row = 0; row < counters.length; row += COUNTERS)
    for (let bin = 0; bin <= BINS; bin++)
      histogram[Math.min(bin, BINS - 1)]! += counters[row + 1 + bin]!;
  return histogram;
}
