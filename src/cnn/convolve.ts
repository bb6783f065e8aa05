import * as tf from '@tensorflow/tfjs-core';

type Pair = readonly [height: number, width: number];

/**
 * Cross-correlation without a bias: TensorFlow.js's kernel, asked without `tf.conv2d`, which takes a number of padding
 * for a square's and would size the output of any other kernel by its height.
 *
 * @param x `[batch, height, width, inChannels]`
 * @param weight `[kernelHeight, kernelWidth, inChannels, outChannels]`
 * @returns `[batch, outHeight, outWidth, outChannels]`
 */
export function convolve(x: tf.Tensor, weight: tf.Tensor, stride: Pair, padding: Pair): tf.Tensor {
  const [rows, columns] = padding;
  const attributes = {
    strides: [...stride],
    pad: [
      [0, 0],
      [rows, rows],
      [columns, columns],
      [0, 0],
    ],
    dataFormat: 'NHWC',
    dilations: [1, 1],
    dimRoundingMode: 'floor',
  };
  return tf.engine().runKernel<tf.Tensor>('Conv2D', { x, filter: weight }, attributes);
}

/**
 * A kernel with dilation is a larger one with zeros between its cells. Written so, it strides and trains like any other;
 * TensorFlow.js has no convolution that strides and dilates at once, and no gradient of one that dilates.
 *
 * @param weight `[kernelHeight, kernelWidth, inChannels, outChannels]`
 * @returns the same with `dilation − 1` rows and columns of zeros between its own; the weight itself for dilation 1
 */
export function spread(weight: tf.Tensor, [down, across]: Pair): tf.Tensor {
  if (down === 1 && across === 1) return weight;
  const apart = tf.customGrad((given) => {
    const w = given as tf.Tensor;
    const [rows, columns, inChannels, outChannels] = w.shape as [number, number, number, number];
    const channels = inChannels * outChannels;
    // Zeros behind every row and every column, then without those behind the last.
    const lower = tf.pad(tf.reshape(w, [rows, 1, columns * channels]), [
      [0, 0],
      [0, down - 1],
      [0, 0],
    ]);
    const wider = tf.pad(tf.reshape(lower, [rows * down, columns, 1, channels]), [
      [0, 0],
      [0, 0],
      [0, across - 1],
      [0, 0],
    ]);
    const all = tf.reshape(wider, [rows * down, columns * across, inChannels, outChannels]);
    const reach = [(rows - 1) * down + 1, (columns - 1) * across + 1, inChannels, outChannels];
    return {
      value: tf.slice(all, [0, 0, 0, 0], reach),
      gradFunc: (dy: tf.Tensor) => tf.stridedSlice(dy, [0, 0, 0, 0], reach, [down, across, 1, 1]),
    };
  });
  return apart(weight);
}
