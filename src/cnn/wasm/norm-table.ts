import { type Arena, doubles, floats, type Part } from './arena.ts';
import { NORM_ROWS, NORM_TABLE } from './batch-norm-kernels.ts';
import { NUMBER } from './conv-shape.ts';
import type { Views } from './views.ts';

/** Names of a table's rows. */
export type NormRow = keyof typeof NORM_TABLE;

/** What the passes of a batch norm read for each channel, in memory. */
export class NormTable {
  readonly at: number;
  /** 1/√(variance + eps) of each channel, in double precision. */
  readonly inverse: Part;
  private readonly all: Part;
  private readonly channels: number;

  /** @param channels as stored */
  constructor(arena: Arena, channels: number) {
    this.channels = channels;
    this.inverse = doubles(arena, channels);
    this.all = floats(arena, NORM_ROWS * channels);
    this.at = this.all.at;
  }

  row(views: Views, row: NormRow): Float32Array {
    const at = this.at + NORM_TABLE[row] * this.channels * NUMBER;
    return views.floats({ at, count: this.channels });
  }

  /** Sets one channel's way of being normalised; `variance` has eps in it. */
  writer(views: Views) {
    const [means, scales, biases] = (['mean', 'scale', 'bias'] as const).map((row) =>
      this.row(views, row),
    );
    return (i: number, mean: number, variance: number, weight: number, bias: number) => {
      means![i] = mean;
      scales![i] = weight / Math.sqrt(variance);
      biases![i] = bias;
    };
  }
}
