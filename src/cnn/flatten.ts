import * as tf from '@tensorflow/tfjs-core';
import type { LayerPlan } from './math/index.ts';
import { PlainLayer } from './plain-layer.ts';

/** fastai's Flatten: keeps the batch axis and merges all others, `[batch, …]` to `[batch, features]`. */
export class Flatten extends PlainLayer<Extract<LayerPlan, { type: 'Flatten' }>> {
  override forward(x: tf.Tensor): tf.Tensor {
    const batch = x.shape[0]!;
    return tf.reshape(x, [batch, x.size / batch]);
  }
}
