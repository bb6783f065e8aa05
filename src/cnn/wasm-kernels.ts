import * as tf from '@tensorflow/tfjs-core';

// The wasm backend of TensorFlow.js 4.22.0 has no weight gradient for convolutions, its input gradient is slow, and so
// are its sums along first axes. Both gradients are a matrix product over "patches": the kernel-sized pieces of the
// image, one per place of the output. The product runs in wasm; the patches are copied here, in TypeScript, on the
// backend's own memory.

/** What we use of the wasm backend: not public, hence one place, checked by the preflight at every start. */
interface WasmBackend extends tf.KernelBackend {
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array;
}

type ConvInfo = tf.backend_util.Conv2DInfo;
type Shape4D = [number, number, number, number];
interface KernelArguments {
  inputs: Record<string, tf.TensorInfo>;
  attrs: Record<string, unknown>;
  backend: WasmBackend;
}

/** Gives the wasm backend its two convolution gradients and ChannelSums. Call it once, before the first training step. */
export function registerWasmKernels() {
  replace('Conv2DBackpropFilter', ({ inputs, attrs, backend }) => {
    const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
    const info = convInfo(x.shape, attrs.filterShape as Shape4D, attrs);
    const places = info.batchSize * info.outHeight * info.outWidth;
    const cells = info.filterHeight * info.filterWidth * info.inChannels;
    const patches = backend.makeOutput([cells, places], 'float32');
    gatherPatches(backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(patches), info);
    const outputs = { ...dy, shape: [places, info.outChannels] };
    const product = matMul(backend, patches, outputs);
    backend.disposeData(patches.dataId);
    return { ...product, shape: info.filterShape };
  });

  replace('Conv2DBackpropInput', ({ inputs, attrs, backend }) => {
    const { dy, filter } = inputs as { dy: tf.TensorInfo; filter: tf.TensorInfo };
    const info = convInfo(attrs.inputShape as Shape4D, filter.shape as Shape4D, attrs);
    const places = info.batchSize * info.outHeight * info.outWidth;
    const cells = info.filterHeight * info.filterWidth * info.inChannels;
    const outputs = { ...dy, shape: [places, info.outChannels] };
    const weights = { ...filter, shape: [cells, info.outChannels] };
    const turned = runKernel('Transpose', { x: weights }, { perm: [1, 0] }, backend);
    const patches = matMul(backend, outputs, turned);
    const dx = backend.makeOutput(info.inShape, 'float32');
    scatterPatches(backend.typedArrayFromHeap(patches), backend.typedArrayFromHeap(dx), info);
    backend.disposeData(turned.dataId);
    backend.disposeData(patches.dataId);
    return dx;
  });

  replace('ChannelSums', ({ inputs, backend }) => {
    const { x } = inputs as { x: tf.TensorInfo };
    const channels = x.shape.at(-1)!;
    const sums = backend.makeOutput([channels], 'float32');
    backend.typedArrayFromHeap(sums).set(sumChannels(backend.typedArrayFromHeap(x), channels));
    return sums;
  });
}

function replace(kernelName: string, kernel: (given: KernelArguments) => tf.TensorInfo) {
  if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: (given) => kernel(given as unknown as KernelArguments),
  });
}

function runKernel(
  name: string,
  inputs: Record<string, tf.TensorInfo>,
  attrs: Record<string, unknown>,
  backend: WasmBackend,
): tf.TensorInfo {
  const { kernelFunc } = tf.getKernel(name, 'wasm');
  return kernelFunc({
    inputs,
    attrs: attrs as unknown as tf.NamedAttrMap,
    backend,
  }) as tf.TensorInfo;
}

/** `[rows, inner] × [inner, columns]`, both given as matrices. */
function matMul(backend: WasmBackend, a: tf.TensorInfo, b: tf.TensorInfo) {
  const attrs = { transposeA: false, transposeB: false };
  const as3d = (matrix: tf.TensorInfo) => ({ ...matrix, shape: [1, ...matrix.shape] });
  return runKernel('BatchMatMul', { a: as3d(a), b: as3d(b) }, attrs, backend);
}

function convInfo(
  inShape: number[],
  filterShape: Shape4D,
  { strides, pad, dimRoundingMode }: Record<string, unknown>,
): ConvInfo {
  return tf.backend_util.computeConv2DInfo(
    inShape as Shape4D,
    filterShape,
    strides as [number, number],
    1,
    pad as number,
    dimRoundingMode as 'floor',
  );
}

/** Patches as columns: `patches[cell of the kernel and channel][place]`, 0 where a cell lies on padding. */
function gatherPatches(x: Float32Array, patches: Float32Array, info: ConvInfo) {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  let to = 0;
  for (let r = 0; r < filterHeight; r++) {
    for (let c = 0; c < filterWidth; c++) {
      for (let channel = 0; channel < inChannels; channel++) {
        for (let n = 0; n < batchSize; n++) {
          for (let i = 0; i < outHeight; i++) {
            const row = i * strideHeight - padInfo.top + r;
            const inside = row >= 0 && row < inHeight;
            const rowStart = (n * inHeight + row) * inWidth;
            for (let j = 0; j < outWidth; j++) {
              const column = j * strideWidth - padInfo.left + c;
              const real = inside && column >= 0 && column < inWidth;
              patches[to++] = real ? x[(rowStart + column) * inChannels + channel]! : 0;
            }
          }
        }
      }
    }
  }
}

/** Adds patches, as rows `patches[place][cell and channel]`, onto the pixels they came from. */
function scatterPatches(patches: Float32Array, dx: Float32Array, info: ConvInfo) {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  dx.fill(0);
  let from = 0;
  for (let n = 0; n < batchSize; n++) {
    for (let i = 0; i < outHeight; i++) {
      for (let j = 0; j < outWidth; j++) {
        for (let r = 0; r < filterHeight; r++) {
          const row = i * strideHeight - padInfo.top + r;
          for (let c = 0; c < filterWidth; c++) {
            const column = j * strideWidth - padInfo.left + c;
            const real = row >= 0 && row < inHeight && column >= 0 && column < inWidth;
            if (real) {
              const pixel = ((n * inHeight + row) * inWidth + column) * inChannels;
              for (let channel = 0; channel < inChannels; channel++) {
                dx[pixel + channel]! += patches[from + channel]!;
              }
            }
            from += inChannels;
          }
        }
      }
    }
  }
}

/** Sums in double precision: a hundred thousand numbers would lose digits in single. */
function sumChannels(x: Float32Array, channels: number): Float64Array {
  const sums = new Float64Array(channels);
  let from = 0;
  while (from < x.length) {
    for (let channel = 0; channel < channels; channel++) sums[channel]! += x[from++]!;
  }
  return sums;
}
