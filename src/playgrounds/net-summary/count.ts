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

/**
 * Runs the loops of one convolution on one image and counts its products: at each place of the output grid; those whose
 * pixel is real; and with the kernel put down once for every place of the input grid.
 *
 * @param out side of the output
 */
export function counted(conv: Counted, out: number): Multiplications & { whole: boolean } {
  const { side, inChannels, outChannels, kernel, stride, padding } = conv;
  const pairs = inChannels * outChannels;
  const turns = pairs * kernel ** 2 * (side ** 2 + out ** 2);
  const whole = turns <= longest;
  const run = whole ? pairs : 1;
  let outputGrid = 0;
  let withoutPadding = 0;
  let inputGrid = 0;
  for (let pair = 0; pair < run; pair++) {
    for (let y = 0; y < out; y++) {
      for (let x = 0; x < out; x++) {
        for (let i = 0; i < kernel; i++) {
          for (let j = 0; j < kernel; j++) {
            outputGrid++;
            const row = y * stride - padding + i;
            const column = x * stride - padding + j;
            if (row >= 0 && row < side && column >= 0 && column < side) withoutPadding++;
          }
        }
      }
    }
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        for (let i = 0; i < kernel; i++) {
          for (let j = 0; j < kernel; j++) inputGrid++;
        }
      }
    }
  }
  const alike = pairs / run;
  return {
    outputGrid: outputGrid * alike,
    withoutPadding: withoutPadding * alike,
    inputGrid: inputGrid * alike,
    whole,
  };
}
