import { type Arena, floats, type Part } from './arena.ts';
import { NORM_ROWS, NORM_TABLE } from './batch-norm-kernels.ts';
import { NUMBER } from './conv-shape.ts';
import type { Views } from './views.ts';

/** Names of a table's rows. */
export type NormRow = keyof typeof NORM_TABLE;

/** What the passes of a batch norm read for each channel, in memory. */
export class NormTable {
  readonly at: number;
  /** 1/√(variance + eps) of each channel. */
  readonly inverse: Float64Array;
  private readonly all: Part;
  private readonly channels: number;

  /** @param channels as stored */
  constructor(arena: Arena, channels: number) {
    this.channels = channels;
    this.inverse = new Float64Array(channels);
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
      const inverse = 1 / Math.sqrt(variance);
      this.inverse[i] = inverse;
      means![i] = mean;
      scales![i] = weight * inverse;
      biases![i] = bias;
    };
  }
}
