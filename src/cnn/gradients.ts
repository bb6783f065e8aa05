import * as tf from '@tensorflow/tfjs-core';

// Loaded for its effect: tells TensorFlow.js the derivative of each operation our layers use. Its own table of all
// gradients would be ten times the code, and cannot be loaded by Node.

type Attributes = Record<string, unknown>;

const run = (kernel: string, inputs: Record<string, tf.Tensor>, attributes: Attributes = {}) =>
  tf.engine().runKernel<tf.Tensor>(kernel, inputs, attributes as unknown as tf.NamedAttrMap);

/** Sums over all axes but the last: `[…, channels]` to `[channels]`. */
export function channelSums(x: tf.Tensor): tf.Tensor1D {
  const channels = x.shape.at(-1)!;
  const rows = tf.reshape(x, [x.size / channels, channels]);
  // A product with a row of ones: on the wasm backend several times faster than tf.sum along the first axis.
  return tf.reshape(tf.matMul(tf.ones([1, rows.shape[0]!]), rows), [channels]);
}

function register(
  kernelName: string,
  saved: string[],
  gradients: (
    dy: tf.Tensor,
    saved: tf.Tensor[],
    attributes: Attributes,
  ) => Record<string, () => tf.Tensor>,
) {
  tf.registerGradient({
    kernelName,
    inputsToSave: saved,
    gradFunc: (dy, tensors, attributes) =>
      gradients(dy as tf.Tensor, tensors, attributes as unknown as Attributes),
  });
}

register('Conv2D', ['x', 'filter'], (dy, [x, filter], attributes) => ({
  x: () =>
    run('Conv2DBackpropInput', { dy, filter: filter! }, { ...attributes, inputShape: x!.shape }),
  filter: () =>
    run('Conv2DBackpropFilter', { x: x!, dy }, { ...attributes, filterShape: filter!.shape }),
}));

/** Addition of equal shapes, or of one number per channel (a bias) on the right. */
register('Add', ['a', 'b'], (dy, [a, b]) => ({
  a: () => tf.reshape(dy, a!.shape),
  b: () => (b!.size === dy.size ? tf.reshape(dy, b!.shape) : channelSums(dy)),
}));

register('BatchMatMul', ['a', 'b'], (dy, [a, b]) => ({
  a: () => tf.matMul(dy, b!, false, true),
  b: () => tf.matMul(a!, dy, true, false),
}));

register('Relu', ['x'], (dy, [x]) => ({ x: () => tf.mul(dy, tf.step(x!)) }));

register('Reshape', ['x'], (dy, [x]) => ({ x: () => tf.reshape(dy, x!.shape) }));

register('AvgPool', ['x'], (dy, [x], attributes) => ({
  x: () => run('AvgPoolGrad', { dy, input: x! }, attributes),
}));
