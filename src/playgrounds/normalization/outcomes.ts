/** How runs of many seeds ended. For the build: it takes all claims along. */
import { accuraciesOf } from '#claims';
import small from './small-batches.json' with { type: 'json' };

/** Accuracies by recipe name, one a seed. */
export interface Outcomes {
  /** Batches of 512, 117 steps, as the chapter's run E: without a norm, then with each. */
  none: readonly number[];
  batch: readonly number[];
  layer: readonly number[];
  group: readonly number[];
  instance: readonly number[];
  /** Batch norm before ReLU. */
  before: readonly number[];
  /** Batches of 8: the same norms. */
  small: { readonly [norm: string]: readonly number[] };
}

export const outcomes = (): Outcomes => ({
  none: accuraciesOf('D'),
  batch: accuraciesOf('E'),
  layer: accuraciesOf('layerNorm'),
  group: accuraciesOf('groupNorm'),
  instance: accuraciesOf('instanceNorm'),
  before: accuraciesOf('normFirst'),
  small,
});
