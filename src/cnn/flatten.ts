import * as tf from '@tensorflow/tfjs-core';
import type { PlanOf } from './math/index.ts';
import { PlainLayer } from './plain-layer.ts';

/**
 * fastai's Flatten: keeps the batch axis and merges all others, `[batch, …]` to `[batch, features]`.
 *
 * @throws RangeError naming the setting of the plan that cannot be used
 */
export class Flatten extends PlainLayer<PlanOf<'Flatten'>> {
  protected override compute(x: tf.Tensor): tf.Tensor {
    const batch = x.shape[0]!;
    return tf.reshape(x, [batch, x.size / batch]);
  }
}
