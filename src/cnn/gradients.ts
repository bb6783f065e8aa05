import * as tf from '@tensorflow/tfjs-core';

// Loaded for its effect: tells TensorFlow.js the derivative of each operation our layers use. Its own table of all
// gradients would be ten times the code, and cannot be loaded by Node.

type Attributes = Record<string, unknown>;

const run = (kernel: string, inputs: Record<string, tf.Tensor>, attributes: Attributes = {}) =>
  tf.engine().runKernel<tf.Tensor>(kernel, inputs, attributes as unknown as tf.NamedAttrMap);

/** Sums over all axes but the last: `[…, channels]` to `[channels]`. */
export function channelSums(x: tf.Tensor): tf.Tensor {
  // Ours where registered: sums along the first axes are slow on the wasm backend.
  if (tf.getKernel('ChannelSums', tf.getBackend())) return run('ChannelSums', { x });
  const channels = x.shape.at(-1)!;
  return tf.sum(tf.reshape(x, [x.size / channels, channels]), 0);
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

register('Conv2D', ['x', 'filter'], (dy, [x, filter], attributes) => {
  if ([attributes.dilations].flat().some((dilation) => dilation !== 1)) {
    throw new Error(
      'A convolution with dilation has no gradient here. Use the Conv2d layer, which has one.',
    );
  }
  return {
    x: () =>
      run('Conv2DBackpropInput', { dy, filter: filter! }, { ...attributes, inputShape: x!.shape }),
    filter: () =>
      run('Conv2DBackpropFilter', { x: x!, dy }, { ...attributes, filterShape: filter!.shape }),
  };
});

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

/** The turn back: where axis i went, axis `perm[i]` came from. */
register('Transpose', ['x'], (dy, [x], { perm }) => {
  const order = perm as number[];
  return {
    x: () =>
      tf.transpose(
        dy,
        x!.shape.map((_, axis) => order.indexOf(axis)),
      ),
  };
});

register('AvgPool', ['x'], (dy, [x], attributes) => ({
  x: () => run('AvgPoolGrad', { dy, input: x! }, attributes),
}));

/** AvgPool ends in one, from numbers to the same numbers. */
register('Cast', [], (dy) => ({ x: () => tf.cast(dy, 'float32') }));
