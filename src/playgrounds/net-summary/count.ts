/** Multiplications counted by doing them: the loops of a convolution with a counter inside. */
import type { Multiplications } from '#cnn/math';

/** A square convolution on a square image. */
export interface Counted {
  side: number;
  inChannels: number;
  outChannels: number;
  kernel: number;
  stride: number;
  padding: number;
}

/** Above this many turns one pair of channels is run, and the rest, which is alike, multiplied. */
const longest = 400_000;

interface Places {
  /** Side of the grid of places the kernel is put down on. */
  side: number;
  stride: number;
  padding: number;
  /** How many of them are counted, in reading order. */
  first: number;
}

/** Runs the loops of one convolution on one image, and counts its products and those whose pixel is real. */
function run(conv: Counted, places: Places) {
  const { side, inChannels, outChannels, kernel } = conv;
  const pairs = inChannels * outChannels;
  const whole = pairs * kernel ** 2 * places.first <= longest;
  const turns = whole ? pairs : 1;
  let products = 0;
  let real = 0;
  for (let pair = 0; pair < turns; pair++) {
    for (let place = 0; place < places.first; place++) {
      const top = Math.floor(place / places.side) * places.stride - places.padding;
      const left = (place % places.side) * places.stride - places.padding;
      for (let i = 0; i < kernel; i++) {
        for (let j = 0; j < kernel; j++) {
          products++;
          const row = top + i;
          const column = left + j;
          if (row >= 0 && row < side && column >= 0 && column < side) real++;
        }
      }
    }
  }
  const alike = pairs / turns;
  return { products: products * alike, real: real * alike, whole };
}

/**
 * The three counts of one convolution: at each place of the output grid; there, but only products whose pixel is real; and
 * with the kernel put down once for every place of the input grid.
 *
 * @param out side of the output
 */
export function counted(conv: Counted, out: number): Multiplications & { whole: boolean } {
  const { side, stride, padding } = conv;
  const output = run(conv, { side: out, stride, padding, first: out ** 2 });
  const input = run(conv, { side, stride: 1, padding, first: side ** 2 });
  return {
    outputGrid: output.products,
    withoutPadding: output.real,
    inputGrid: input.products,
    whole: output.whole && input.whole,
  };
}

/** The count as far as it has come: after the first `places` of the output grid, in reading order. */
export function countedTo(conv: Counted, out: number, places: number) {
  const { stride, padding } = conv;
  const { products, real } = run(conv, { side: out, stride, padding, first: places });
  return { products, onPadding: products - real };
}
