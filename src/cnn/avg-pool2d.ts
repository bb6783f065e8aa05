import * as tf from '@tensorflow/tfjs-core';
import type { PlanOf } from './math/index.ts';
import { PlainLayer } from './plain-layer.ts';

/**
 * PyTorch's AvgPool2d without padding: the mean of each square of `kernel` by `kernel` numbers.
 *
 * @throws RangeError naming the setting of the plan that cannot be used
 */
export class AvgPool2d extends PlainLayer<PlanOf<'AvgPool2d'>> {
  protected override compute(x: tf.Tensor): tf.Tensor {
    const { kernel, stride } = this.plan;
    return tf.avgPool(x as tf.Tensor4D, kernel, stride, 'valid');
  }
}
