import * as tf from '@tensorflow/tfjs-core';
import type { LayerPlan } from './math/index.ts';
import { PlainLayer } from './plain-layer.ts';

/** Negative numbers become 0. Its gradient at exactly 0 is 0, as in PyTorch. */
export class ReLU extends PlainLayer<Extract<LayerPlan, { type: 'ReLU' }>> {
  override forward(x: tf.Tensor): tf.Tensor {
    return tf.relu(x);
  }
}
