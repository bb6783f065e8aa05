/**
 * Who computes a training. `emitted`: code emitted for the network, and TensorFlow.js on WebAssembly for networks that
 * does not cover; `two-cores` the same, each batch cut in two. All others are TensorFlow.js alone, layer by layer, on one of its backends.
 */
export type Runner = 'emitted' | 'two-cores' | 'wasm' | 'webgpu' | 'webgl' | 'cpu';

/** What a reader calls them. */
export const runnerNames: Readonly<Record<Runner, string>> = Object.freeze({
  emitted: 'emitted kernels',
  'two-cores': 'emitted kernels on two cores',
  wasm: 'TensorFlow.js, WebAssembly',
  webgpu: 'TensorFlow.js, WebGPU',
  webgl: 'TensorFlow.js, WebGL',
  cpu: 'TensorFlow.js, plain JavaScript',
});

/** What a reader calls who helps on `two-cores`. */
export const secondCore = 'the second core';

/** How long a step of a training took. */
export interface Timing {
  runner: Runner;
  /** Median of one step. */
  milliseconds: number;
}

/** Who computes on a device, and how that came. */
export interface RunnerChoice {
  runner: Runner;
  /** `reader`: asked for. `alone`: no graphics processor worth a try. `measured`: the fastest. `remembered`: was so before. */
  by: 'reader' | 'alone' | 'measured' | 'remembered';
  /** Names of the browser's graphics processors, which a remembered choice must agree with. */
  device: string;
  /** When measured. */
  timings: Timing[];
  /** Whose steps were timed, when it is a choice of cores, which holds for these only. */
  timed?: string;
}
