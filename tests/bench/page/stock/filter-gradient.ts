import * as tf from '@tensorflow/tfjs-core';

/**
 * Gives the wasm backend the one kernel this net lacks there, Conv2DBackpropFilter, out of kernels it has: the gradient
 * of the weights is itself a convolution, of the images with their channels as batch, by the output's gradient as
 * kernel, whose cells lie as far apart as the stride was wide. Exact, and the fastest way without kernels of one's own.
 */
export function registerFilterGradient() {
  const run = (
    name: string,
    x: Record<string, tf.TensorInfo>,
    attrs: object,
    backend: object,
  ): tf.TensorInfo =>
    tf.getKernel(name, 'wasm').kernelFunc({
      inputs: x,
      attrs: attrs as tf.NamedAttrMap,
      backend,
    }) as tf.TensorInfo;

  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
      const { strides, pad, filterShape, dimRoundingMode } =
        attrs as unknown as tf.Conv2DBackpropFilterAttrs;
      const info = tf.backend_util.computeConv2DInfo(
        x.shape as [number, number, number, number],
        filterShape,
        strides,
        1,
        pad,
        dimRoundingMode,
      );
      const { filterHeight, filterWidth, inChannels, padInfo, strideHeight, strideWidth } = info;
      // Padding after the image so that the result has the kernel's size; what would be negative is cut off below.
      const after = (out: number, stride: number, cells: number, size: number, before: number) =>
        Math.max(0, (out - 1) * stride + cells - size - before);
      const bottom = after(info.outHeight, strideHeight, filterHeight, info.inHeight, padInfo.top);
      const right = after(info.outWidth, strideWidth, filterWidth, info.inWidth, padInfo.left);

      const made: tf.TensorInfo[] = [];
      const through = (name: string, of: Record<string, tf.TensorInfo>, how: object) => {
        const result = run(name, of, how, backend);
        made.push(result);
        return result;
      };
      const channelsFirst = through('Transpose', { x }, { perm: [3, 1, 2, 0] });
      const filter = through('Transpose', { x: dy }, { perm: [1, 2, 0, 3] });
      const wide = through(
        'Conv2D',
        { x: channelsFirst, filter },
        {
          strides: [1, 1],
          pad: [
            [0, 0],
            [padInfo.top, bottom],
            [padInfo.left, right],
            [0, 0],
          ],
          dataFormat: 'NHWC',
          dilations: [strideHeight, strideWidth],
        },
      );
      const size = [inChannels, filterHeight, filterWidth, info.outChannels];
      const cut = wide.shape.every((side, axis) => side === size[axis])
        ? wide
        : through('Slice', { x: wide }, { begin: [0, 0, 0, 0], size });
      const gradient = run('Transpose', { x: cut }, { perm: [1, 2, 0, 3] }, backend);
      for (const { dataId } of made) (backend as tf.KernelBackend).disposeData(dataId);
      return gradient;
    },
  });
}
