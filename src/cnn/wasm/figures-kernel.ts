import { addToDoubles, clear } from './channel-pass.ts';
import { everywhere, type Local, lane, load, op, vector } from './code.ts';
import type { ModuleBuilder } from './module.ts';

/** Bins of the histogram and its upper edge, from 0: fastai's (callback/hook.py). */
const BINS = 40;
const TOP = 10;
/** Counters for each lane: one before the first bin, for what is below 0, and two behind the last. */
const COUNTERS = 64;

/**
 * Where the kernel leaves its figures, in bytes: four sums and four sums of squares of distances from the origin, in
 * double precision, four counts of numbers near zero, then for each of four lanes a row of counters.
 */
export const FIGURES = { sums: 0, squares: 32, near: 64, counters: 80, bytes: 80 + 16 * COUNTERS };

/** Vectors whose sums are taken in single precision before they join those in double precision. */
const CHUNK = 256;

/**
 * Figures of numbers side by side: `figures(x, figures, vectors, origin)`; the memory for them must be 0. Each lane counts
 * in counters of its own, or neighbours in the same bin would wait for each other.
 */
export function emitFigures(module: ModuleBuilder) {
  const signature = { x: 'i32', figures: 'i32', vectors: 'i32', origin: 'f32' } as const;
  module.define('figures', signature, (code, { x, figures, vectors, origin }) => {
    const [sum, squares, near, value, distance, bins] = code.locals(6, 'v128') as Six;
    const [chunks, count, counter] = code.locals(3, 'i32') as [Local, Local, Local];
    const [start, top, beyond, limit] = code.locals(4, 'v128') as [Local, Local, Local, Local];
    code.set(start, op('f32x4.splat', origin));
    code.set(top, everywhere(TOP));
    code.set(beyond, everywhere(BINS + 1));
    code.set(limit, everywhere(0.05));
    code.set(chunks, op('i32.div_u', op('i32.add', vectors, CHUNK - 1), CHUNK));
    code.times(chunks, () => {
      code.set(count, op('select', vectors, CHUNK, op('i32.lt_s', vectors, CHUNK)));
      code.set(vectors, op('i32.sub', vectors, CHUNK));
      clear(code, [sum, squares]);
      code.times(count, () => {
        code.set(value, vector(x));
        code.set(distance, op('f32x4.sub', value, start));
        code.set(sum, op('f32x4.add', sum, distance));
        code.set(squares, op('f32x4.add', squares, op('f32x4.mul', distance, distance)));
        code.set(near, op('i32x4.sub', near, op('f32x4.le', value, limit)));
        // The number's bin; what is below or no number goes to −1, what is above to one behind the last but one.
        const place = op('f32x4.floor', op('f32x4.mul', value, everywhere(BINS / TOP)));
        const above = op('v128.and', op('f32x4.gt', value, top), beyond);
        const inside = op('v128.andnot', place, op('f32x4.gt', value, top));
        const bounded = op('f32x4.pmax', everywhere(-1), op('v128.or', inside, above));
        code.set(bins, op('i32x4.shl', op('i32x4.trunc_sat_f32x4_s', bounded), 2));
        for (let i = 0; i < 4; i++) {
          const offset = FIGURES.counters + 4 * (i * COUNTERS + 1);
          code.set(counter, op('i32.add', figures, lane('i32x4.extract_lane', bins, i)));
          const more = op('i32.add', load('i32.load', counter, offset), 1);
          code.store('i32.store', counter, offset, more);
        }
        code.advance(x, 16);
      });
      addToDoubles(code, sum, figures, FIGURES.sums);
      addToDoubles(code, squares, figures, FIGURES.squares);
    });
    code.store('v128.store', figures, FIGURES.near, near);
  });
}

type Six = [Local, Local, Local, Local, Local, Local];

/** The four lanes' counters as one histogram, 10 itself counted with the last bin. */
export function histogramOf(counters: Int32Array): number[] {
  const at = (bin: number) =>
    [0, 1, 2, 3].reduce((sum, lane) => sum + counters[lane * COUNTERS + 1 + bin]!, 0);
  const histogram = Array.from({ length: BINS }, (_, bin) => at(bin));
  histogram[BINS - 1]! += at(BINS);
  return histogram;
}

/** Numbers of the counters, behind the other figures. */
export const COUNTERS_IN_ALL = 4 * COUNTERS;
