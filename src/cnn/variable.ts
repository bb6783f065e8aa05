import * as tf from '@tensorflow/tfjs-core';
import type { Random } from './math/index.ts';

/** A variable that owns its numbers: the tensor it starts from is freed. */
export function variable(shape: number[], values: Float32Array): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor(values, shape)));
}

/**
 * Values of PyTorch's default start for weight and bias of Conv2d and Linear, U(−1/√fanIn, 1/√fanIn)
 * (torch/nn/modules/conv.py: Kaiming uniform with a = √5).
 *
 * @param fanIn numbers that meet in one output: inChannels · kernel², or inFeatures
 */
export function defaultInit(count: number, fanIn: number, { uniform }: Random): Float32Array {
  const bound = 1 / Math.sqrt(fanIn);
  return Float32Array.from({ length: count }, () => (2 * uniform() - 1) * bound);
}
