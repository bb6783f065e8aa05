import * as tf from '@tensorflow/tfjs-core';
import { ConvolutionCode, type ConvolutionKind } from './wasm/index.ts';

// The wasm backend's convolutions, written anew for each shape and put in the place of its own. They work on the
// backend's memory, which is not public: it is tried before anything is replaced.

interface WasmBackend extends tf.KernelBackend {
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array;
  dataIdMap: { get(id: tf.DataId): { memoryOffset: number } };
  wasm: { asm?: { memory?: unknown }; wasmMemory?: unknown };
}

interface Given {
  inputs: Record<string, tf.TensorInfo>;
  attrs: Record<string, unknown>;
  backend: WasmBackend;
}

type Shape4D = [number, number, number, number];

/** The kernels, and how each is asked: what it reads, and the shapes of image and filter. */
const kernels = {
  Conv2D: ({ inputs: { x, filter } }: Given) => ({ x: x!.shape, filter: filter!.shape }),
  FusedConv2D: ({ inputs: { x, filter } }: Given) => ({ x: x!.shape, filter: filter!.shape }),
  Conv2DBackpropFilter: ({ inputs: { x }, attrs }: Given) => ({
    x: x!.shape,
    filter: attrs.filterShape as number[],
  }),
  Conv2DBackpropInput: ({ inputs: { filter }, attrs }: Given) => ({
    x: attrs.inputShape as number[],
    filter: filter!.shape,
  }),
};
type Name = keyof typeof kernels;

const kinds: Record<Name, ConvolutionKind> = {
  Conv2D: 'forward',
  FusedConv2D: 'forward',
  Conv2DBackpropFilter: 'weightGradient',
  Conv2DBackpropInput: 'inputGradient',
};

/** Codes that are kept; each is some kilobytes. */
const MOST = 64;
/** What was there before. */
let before: tf.KernelConfig[] = [];

/**
 * Puts emitted convolutions in the place of those the wasm backend has, which stay for what is not covered: images
 * with channels first, padding that differs from side to side, activations other than ReLU.
 *
 * @param fused whether the browser multiplies and adds in one operation
 * @throws Error when the memory of the backend is not where it was in TensorFlow.js 4.22.0
 */
export function registerEmittedConvolutions(fused: boolean) {
  putBackConvolutions();
  const backend = tf.backend() as WasmBackend;
  const memory = memoryOf(backend);
  before = (Object.keys(kernels) as Name[]).map(stock);
  const codes = new Map<string, ConvolutionCode>();
  for (const old of before) {
    const name = old.kernelName as Name;
    replace(old, (given) => {
      // A backend that was started anew has a memory of its own.
      const shape = given.backend === backend ? shapeOf(name, given) : undefined;
      if (!shape) return old.kernelFunc(given as never) as tf.TensorInfo;
      const key = JSON.stringify([kinds[name], shape]);
      const code = codes.get(key) ?? new ConvolutionCode(kinds[name], shape, memory, fused);
      // The latest used last: the first is the one to forget.
      codes.delete(key);
      codes.set(key, code);
      if (codes.size > MOST) codes.delete(codes.keys().next().value!);
      return run(name, code, given);
    });
  }
}

/** The wasm backend has again what it had before. */
export function putBackConvolutions() {
  for (const old of before) replace(old, old.kernelFunc as never);
  before = [];
}

/** @throws Error when there is none to fall back on */
function stock(name: Name): tf.KernelConfig {
  const kernel = tf.getKernel(name, 'wasm') as tf.KernelConfig | undefined;
  if (kernel) return kernel;
  throw new Error(`Kernel '${name}' is not registered for backend 'wasm'`);
}

/** The memory that tensors of the backend lie in, once a number was written there and found. */
function memoryOf(backend: WasmBackend): WebAssembly.Memory {
  const memory = backend.wasm?.asm?.memory ?? backend.wasm?.wasmMemory;
  if (memory instanceof WebAssembly.Memory) {
    const probe = backend.makeOutput([4], 'float32');
    backend.typedArrayFromHeap(probe).set([1, 2, 3, 4]);
    const { memoryOffset } = backend.dataIdMap.get(probe.dataId);
    const [, , third] = new Float32Array(memory.buffer, memoryOffset, 4);
    backend.disposeData(probe.dataId);
    if (third === 3) return memory;
  }
  throw new Error('the memory of TensorFlow.js is not where it is expected');
}

/** Another kernel of the name; the old one goes on being told when a backend starts, for it may be asked again. */
function replace(old: tf.KernelConfig, kernel: (given: Given) => tf.TensorInfo) {
  tf.unregisterKernel(old.kernelName, 'wasm');
  tf.registerKernel({
    ...old,
    kernelFunc: (given) => kernel(given as unknown as Given),
  });
}

/** Nothing when the emitters do not cover it. */
function shapeOf(name: Name, given: Given) {
  const { strides, pad, dataFormat, dilations = 1, activation, dimRoundingMode } = given.attrs;
  const { x, filter } = kernels[name](given);
  const linear = activation === undefined || activation === null || activation === 'linear';
  if (dataFormat === 'NCHW' || !(linear || activation === 'relu')) return undefined;
  const info = tf.backend_util.computeConv2DInfo(
    x as Shape4D,
    filter as Shape4D,
    strides as [number, number],
    dilations as [number, number],
    pad as number,
    dimRoundingMode as 'floor',
  );
  const { top, left } = info.padInfo;
  const input = { height: info.inHeight, width: info.inWidth, channels: info.inChannels };
  const axes = [
    {
      kernel: info.filterHeight,
      stride: info.strideHeight,
      padding: top,
      dilation: info.dilationHeight,
    },
    {
      kernel: info.filterWidth,
      stride: info.strideWidth,
      padding: left,
      dilation: info.dilationWidth,
    },
  ] as const;
  const outChannels = info.outChannels;
  const covered = { input, outChannels, axes, images: info.batchSize, relu: !linear };
  const { height, width } = ConvolutionCode.outputOf(covered);
  return height === info.outHeight && width === info.outWidth && info.batchSize > 0
    ? covered
    : undefined;
}

function run(name: Name, code: ConvolutionCode, { inputs, backend }: Given): tf.TensorInfo {
  const at = (tensor: tf.TensorInfo | undefined) =>
    tensor ? backend.dataIdMap.get(tensor.dataId).memoryOffset : 0;
  const out = backend.makeOutput([...code.outputShape], 'float32');
  const room = backend.makeOutput([code.scratch], 'float32');
  backend.typedArrayFromHeap(room).fill(0);
  const { x, filter, bias, dy } = inputs;
  const given = {
    forward: () => [at(x), at(filter), at(bias)] as const,
    weightGradient: () => [at(x), at(dy), 0] as const,
    inputGradient: () => [at(dy), at(filter), 0] as const,
  }[kinds[name]]();
  if (kinds[name] === 'weightGradient') backend.typedArrayFromHeap(out).fill(0);
  code.run(given, at(out), at(room));
  backend.disposeData(room.dataId);
  return out;
}
