import * as tf from '@tensorflow/tfjs-core';
import { channelSums } from './gradients.ts';
import type { Parameter } from './layer.ts';
import { variable } from './variable.ts';

/**
 * Brings every row to mean 0 and variance 1: less its mean, over the root of its *biased* variance plus `eps`. What a
 * row is tells layer, group and instance norm apart.
 *
 * @param x `[rows, values]`
 * @returns the same shape
 */
export function normalizeRows(x: tf.Tensor, eps: number): tf.Tensor {
  const normalize = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor, tf.GradSaveFunc];
    const centred = tf.sub(x, tf.mean(x, 1, true));
    const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 1, true), eps));
    const normal = tf.mul(centred, scale);
    save([normal, scale]);
    return {
      value: normal,
      // dx = scale·(dy − mean(dy) − x̂·mean(dy·x̂))
      gradFunc: (dy, saved) => {
        const [normal, scale] = saved as [tf.Tensor, tf.Tensor];
        const slope = tf.mean(tf.mul(dy, normal), 1, true);
        const projected = tf.add(tf.mul(normal, slope), tf.mean(dy, 1, true));
        return tf.mul(tf.sub(dy, projected), scale);
      },
    };
  });
  return normalize(x);
}

/** A norm's trained scale and shift, one of each for every number of the last axis. */
export interface Affine {
  weight: tf.Variable;
  bias: tf.Variable;
  parameters: readonly Parameter[];
}

/** Scale 1 and shift 0, which change nothing. The shift never decays, the scale only where fastai forgets to spare it. */
export function affineStart(name: string, shape: number[], decays = false): Affine {
  const filled = (value: number) =>
    variable(shape, new Float32Array(tf.util.sizeFromShape(shape)).fill(value));
  const [weight, bias] = [filled(1), filled(0)];
  const parameters = [
    { name: `${name}.weight`, value: weight, decays },
    { name: `${name}.bias`, value: bias, decays: false },
  ];
  return { weight, bias, parameters };
}

/** Every number times its weight plus its bias. @param x `[…, places]`, with one weight and bias for each place */
export function scaleAndShift(x: tf.Tensor, { weight, bias }: Affine): tf.Tensor {
  const places = [weight.size];
  const apply = tf.customGrad((...args) => {
    const [x, weight, bias, save] = args as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const row = tf.reshape(weight, places);
    save([x, row]);
    return {
      value: tf.add(tf.mul(x, row), tf.reshape(bias, places)),
      gradFunc: (dy, saved) => {
        const [x, row] = saved as [tf.Tensor, tf.Tensor];
        const dWeight = tf.reshape(channelSums(tf.mul(dy, x)), weight.shape);
        return [tf.mul(dy, row), dWeight, tf.reshape(channelSums(dy), bias.shape)];
      },
    };
  });
  return apply(x, weight, bias);
}
