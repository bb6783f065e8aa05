import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from './layer.ts';
import type { PlanOf } from './math/index.ts';
import { type Affine, affineStart, normalizeRows, scaleAndShift } from './normalize.ts';
import { PlainLayer } from './plain-layer.ts';

/**
 * Every group of channels of every image brought to mean 0 and variance 1.
 *
 * @param x `[batch, height, width, channels]`
 * @param groups divides the channels
 */
export function normalizeGroups(x: tf.Tensor, groups: number, eps: number): tf.Tensor {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const [places, each] = [height * width, channels / groups];
  const apart = tf.transpose(tf.reshape(x, [batch, places, groups, each]), [0, 2, 1, 3]);
  const rows = normalizeRows(tf.reshape(apart, [batch * groups, places * each]), eps);
  const back = tf.transpose(tf.reshape(rows, [batch, groups, places, each]), [0, 2, 1, 3]);
  return tf.reshape(back, x.shape);
}

/**
 * PyTorch's GroupNorm (Wu and He 2018): the channels of each image in groups of equal size, each group with one mean and
 * variance; then a scale and a shift per channel. The same in training and evaluation.
 *
 * Its scale decays: fastai's `norm_bias_params` (torch_core.py) spares biases and the norms of its own list, and group
 * norm is not on it.
 *
 * @throws RangeError naming the setting of the plan that cannot be used, also groups that do not divide the channels
 */
export class GroupNorm extends PlainLayer<PlanOf<'GroupNorm'>> {
  override readonly parameters: readonly Parameter[];
  readonly affine: Affine | undefined;

  constructor(plan: PlanOf<'GroupNorm'>) {
    super(plan);
    this.affine = (plan.affine ?? true) ? affineStart(plan.name, [plan.channels], true) : undefined;
    this.parameters = this.affine?.parameters ?? [];
  }

  /** @throws RangeError when the whole batch has one value per group, as PyTorch does */
  protected override compute(x: tf.Tensor): tf.Tensor {
    const { name, groups, eps = 1e-5 } = this.plan;
    if (x.size === groups) {
      throw new RangeError(
        `${name} got one value per group and cannot take its variance. Use fewer groups or larger images.`,
      );
    }
    const normal = normalizeGroups(x, groups, eps);
    return this.affine ? scaleAndShift(normal, this.affine) : normal;
  }
}
