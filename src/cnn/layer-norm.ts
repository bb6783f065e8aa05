import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from './layer.ts';
import type { PlanOf } from './math/index.ts';
import { type Affine, affineStart, normalizeRows, scaleAndShift } from './normalize.ts';
import { PlainLayer } from './plain-layer.ts';

/**
 * PyTorch's LayerNorm (Ba, Kiros and Hinton 2016): the last axes of each image share one mean and variance, and every
 * place in them has a scale and a shift of its own. The same in training and evaluation.
 *
 * `normalizedShape` is in PyTorch's order, `[channels, height, width]`; the weight and bias over whole images are
 * `[height, width, channels]`, as images are here, and have PyTorch's shape otherwise.
 *
 * @throws RangeError naming the setting of the plan that cannot be used
 */
export class LayerNorm extends PlainLayer<PlanOf<'LayerNorm'>> {
  override readonly parameters: readonly Parameter[];
  readonly affine: Affine | undefined;

  constructor(plan: PlanOf<'LayerNorm'>) {
    super(plan);
    const { name, normalizedShape, affine = true } = plan;
    const [channels, height, width] = normalizedShape;
    const shape = normalizedShape.length === 3 ? [height!, width!, channels!] : normalizedShape;
    this.affine = affine ? affineStart(name, shape) : undefined;
    this.parameters = this.affine?.parameters ?? [];
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { normalizedShape, eps = 1e-5 } = this.plan;
    const places = tf.util.sizeFromShape(normalizedShape);
    // Whole images lie together as they are; for a part of their axes those have to come last first.
    const turn = x.rank === 4 && normalizedShape.length < 3;
    const turned = turn ? tf.transpose(x, [0, 3, 1, 2]) : x;
    const normal = normalizeRows(tf.reshape(turned, [x.size / places, places]), eps);
    const scaled = this.affine ? scaleAndShift(normal, this.affine) : normal;
    const y = tf.reshape(scaled, turned.shape);
    return turn ? tf.transpose(y, [0, 2, 3, 1]) : y;
  }
}
