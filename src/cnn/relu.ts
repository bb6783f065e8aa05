import * as tf from '@tensorflow/tfjs-core';
import type { PlanOf } from './math/index.ts';
import { PlainLayer } from './plain-layer.ts';

/**
 * Negative numbers become 0. Its gradient at exactly 0 is 0, as in PyTorch.
 *
 * @throws RangeError naming the setting of the plan that cannot be used
 */
export class ReLU extends PlainLayer<PlanOf<'ReLU'>> {
  protected override compute(x: tf.Tensor): tf.Tensor {
    return tf.relu(x);
  }
}
