import type * as tf from '@tensorflow/tfjs-core';
import { normalizeGroups } from './group-norm.ts';
import type { Parameter } from './layer.ts';
import type { PlanOf } from './math/index.ts';
import { type Affine, affineStart, scaleAndShift } from './normalize.ts';
import { PlainLayer } from './plain-layer.ts';

/**
 * PyTorch's InstanceNorm2d (Ulyanov and others 2016): every channel of every image has a mean and variance of its own,
 * over height and width. Unless the plan says `affine` it trains nothing. It keeps no running statistics, PyTorch's
 * default, and so does the same in training and evaluation.
 *
 * @throws RangeError naming the setting of the plan that cannot be used
 */
export class InstanceNorm2d extends PlainLayer<PlanOf<'InstanceNorm2d'>> {
  override readonly parameters: readonly Parameter[];
  readonly affine: Affine | undefined;

  constructor(plan: PlanOf<'InstanceNorm2d'>) {
    super(plan);
    this.affine = plan.affine ? affineStart(plan.name, [plan.channels]) : undefined;
    this.parameters = this.affine?.parameters ?? [];
  }

  /** @throws RangeError when an image has a single pixel, as PyTorch does: it has no variance */
  protected override compute(x: tf.Tensor): tf.Tensor {
    const { name, channels, eps = 1e-5 } = this.plan;
    const [, height, width] = x.shape;
    if (height! * width! === 1) {
      throw new RangeError(
        `${name} got images of one pixel and cannot take its variance. Use images of at least two pixels per channel.`,
      );
    }
    const normal = normalizeGroups(x, channels, eps);
    return this.affine ? scaleAndShift(normal, this.affine) : normal;
  }
}
