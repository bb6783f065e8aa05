import { addToDoubles, clear } from './channel-pass.ts';
import {
  type Expression,
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
const TOGETHER = 4;
const LANES = 4;
const ROWS = TOGETHER * LANES;

/**
 * Where the kernel leaves its figures, in bytes: four sums and four sums of squares of distances from the origin, in
 * double precision, four counts of numbers near zero, then the rows of counters, in the end all in the first.
 */
export const FIGURES = {
  sums: 0,
  squares: 32,
  near: 64,
  counters: 80,
  bytes: 80 + 4 * ROWS * COUNTERS,
};

/**
 * Vectors whose sums are taken in single precision before they join those in double precision: with 256 a mean is off by
 * more than half a millionth.
 */
const CHUNK = 64;

/** From here on neighbours of single precision are 1 apart, and their last bits a whole number. */
const WHOLE = 2 ** 23;
/** Bits of that number, four times over as the distance of a counter is. */
const WHOLE_BITS = (0x4b000000 << 2) | 0;
/** Bits of a number that the upper half of a pair is above. */
const WORD: Expression = (code) => code.op('i64.const', 32);

/**
 * Figures of numbers side by side: `figures(x, figures, vectors, origin)`; the memory for them must be 0. Neighbours do
 * not share counters, or those in the same bin would wait for each other.
 */
export function emitFigures(module: ModuleBuilder) {
  const signature = { x: 'i32', figures: 'i32', vectors: 'i32', origin: 'f32' } as const;
  module.define('figures', signature, (code, { x, figures, vectors, origin }) => {
    const [sum, squares, near, value, distance, bins] = code.locals(6, 'v128') as Six;
    const [chunks, left, counter] = code.locals(3, 'i32') as [Local, Local, Local];
    const pair = code.local('i64');
    const [start, top, scale, limit] = code.locals(4, 'v128') as Four<Local>;
    const [lowest, whole, counters] = code.locals(3, 'v128') as [Local, Local, Local];
    code.set(start, op('f32x4.splat', origin));
    code.set(top, everywhere(TOP));
    code.set(scale, everywhere(BINS / TOP));
    code.set(limit, everywhere(0.05));
    code.set(lowest, everywhere(-1));
    code.set(whole, everywhere(WHOLE + 1));
    code.set(counters, op('i32x4.splat', op('i32.sub', figures, WHOLE_BITS)));
    const count = (place: Operand, row: number) => {
      const offset = FIGURES.counters + 4 * COUNTERS * row;
      code.set(counter, place);
      code.store('i32.store', counter, offset, op('i32.add', load('i32.load', counter, offset), 1));
    };
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
      for (let half = 0; half < LANES / 2; half++) {
        // Two counters' places at once: each step from a vector to a number is a slow one.
        code.set(pair, lane('i64x2.extract_lane', bins, half));
        count(op('i32.wrap_i64', pair), LANES * i + 2 * half);
        count(op('i32.wrap_i64', op('i64.shr_u', pair, WORD)), LANES * i + 2 * half + 1);
      }
    };
    const some = (many: Operand, together: number) => {
      code.set(left, many);
      code.when(left, () =>
        code.times(left, () => {
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
    code.times(COUNTERS / LANES, () => {
      const row = (i: number) => vector(figures, FIGURES.counters + 4 * COUNTERS * i);
      const all = Array.from({ length: ROWS }, (_, i): Operand => row(i));
      const together = all.reduce((sum, one) => op('i32x4.add', sum, one));
      code.store('v128.store', figures, FIGURES.counters, together);
      code.advance(figures, 16);
    });
  });
}

type Four<Each> = [Each, Each, Each, Each];
type Six = [Local, Local, Local, Local, Local, Local];

/** The counters as a histogram, 10 itself counted with the last bin. */
export function histogramOf(counters: Int32Array): number[] {
  const histogram = Array.from(counters.subarray(1, 1 + BINS));
  histogram[BINS - 1]! += counters[1 + BINS]!;
  return histogram;
}

/** Counters that are read in the end. */
export const COUNTERS_READ = 2 + BINS;
