import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { allowEmitted } from './choose-engine.ts';
import { putBackConvolutions, registerEmittedConvolutions } from './emitted-convolutions.ts';
import { arithmetic } from './fused-numbers.ts';
import { inTime } from './in-time.ts';
import { demandPrecision } from './precision.ts';
import { emittedStep, preflight } from './preflight.ts';
import { registerWasmKernels } from './wasm-kernels.ts';

/** TensorFlow.js's name of who computes: WebAssembly, plain JavaScript, or a graphics processor. */
export type BackendName = 'wasm' | 'cpu' | 'webgl' | 'webgpu';

/** A backend, or a part of one, that was tried and not used; `why` continues the sentence "wasm was not used: …". */
export interface Refusal {
  name: string;
  why: string;
}

/** How a backend is chosen. */
export interface BackendOptions {
  /** TensorFlow.js's two single-threaded binaries: URLs in a browser, file paths in Node. */
  wasmUrls?: { plain: string; simd: string };
  /** Tried one after the other. */
  order?: readonly BackendName[];
  /** Whether learners may run on emitted code; when absent, where wasm was reached in the order, though it be refused. */
  emitted?: boolean;
  /** Told of each refusal as it happens. */
  onRefused?: (refusal: Refusal) => void;
  /** Milliseconds a backend has to start. */
  timeLimit?: number;
  /** Makes TensorFlow.js use a backend: resolves to whether it does. Tests put failures here. */
  init?: (name: BackendName) => Promise<boolean>;
}

/**
 * Starts the first backend of the order that starts in time and trains a tiny network correctly. Call it once, before
 * any tensor is made.
 *
 * TensorFlow.js itself does none of this: `setBackend` may never answer, may answer false, and may then compute on
 * another backend without a word; and its wasm backend cannot train a convolution.
 *
 * It also settles whether learners made from now on run on emitted code, once that has passed the same test: it needs
 * WebAssembly, but none of the backend's files.
 *
 * A refused backend is forgotten as long as another one computes. When all were refused they may be tried again: a file
 * that did not come may come the next time.
 *
 * @throws Error when no backend is left, with the reason of each
 */
export async function startBackend({
  wasmUrls,
  order = ['wasm', 'cpu'],
  emitted,
  onRefused,
  timeLimit = 8000,
  init = tf.setBackend,
}: BackendOptions = {}): Promise<{ name: BackendName; refused: Refusal[] }> {
  const refused: Refusal[] = [];
  const refuse = (name: string, error: unknown) => {
    const refusal = { name, why: error instanceof Error ? error.message : String(error) };
    refused.push(refusal);
    onRefused?.(refusal);
  };
  const forgotten: [BackendName, ReturnType<typeof tf.findBackendFactory>][] = [];
  for (const name of order) {
    try {
      await inTime(prepare(name, wasmUrls), timeLimit);
      const accepted = await inTime(init(name), timeLimit);
      if (!accepted) throw new Error('it did not start');
      if (tf.getBackend() !== name) {
        throw new Error(`"${tf.getBackend()}" started in its place`);
      }
      checkUp(name, (problem) => refuse('emitted convolutions', problem));
      const reached = order.slice(0, order.indexOf(name) + 1).includes('wasm');
      allowEmitted(
        (emitted ?? reached) ? problemOf(() => preflight(emittedStep)) : 'it was not asked for',
      );
      return { name, refused };
    } catch (error) {
      // Forgotten entirely: one that starts late must not take over.
      const factory = tf.findBackendFactory(name);
      if (factory) {
        tf.removeBackend(name);
        forgotten.push([name, factory]);
      }
      refuse(name, error);
    }
  }
  for (const [name, factory] of forgotten) tf.registerBackend(name, factory);
  const reasons = refused.map(({ name, why }) => `${name}: ${why}`).join('; ');
  throw new Error(
    `This browser offers no way to compute that works (${reasons}). ` +
      'Load the page again, or try a recent version of another browser.',
  );
}

/**
 * A training step on this backend; on wasm another one with emitted convolutions, which stay if they work.
 *
 * @throws Error saying what is wrong with the backend
 */
function checkUp(name: BackendName, onSlower: (problem: unknown) => void) {
  demandPrecision();
  preflight();
  const available = name === 'wasm' ? arithmetic(false) : undefined;
  if (!available) return;
  try {
    registerEmittedConvolutions(available.fused);
    preflight();
  } catch (error) {
    putBackConvolutions();
    onSlower(error);
  }
}

/** What an attempt failed of. */
function problemOf(attempt: () => void): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Where TensorFlow.js was told its files are. */
let told = { plain: '', simd: '' };

/** Backends that come only when they are wanted. */
const loads: Partial<Record<BackendName, () => Promise<unknown>>> = {
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
  webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
};

async function prepare(name: BackendName, wasmUrls: BackendOptions['wasmUrls']) {
  if (!tf.findBackendFactory(name)) await loads[name]?.();
  if (!tf.findBackendFactory(name)) throw new Error('it is not part of this page');
  if (name !== 'wasm') return;
  if (!wasmUrls) throw new Error('nobody said where its files are');
  // The threaded build hangs under a strict content security policy, and gains nothing here.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  // Once a start has failed, TensorFlow.js takes offence at being told, even the same again.
  if (told.plain !== wasmUrls.plain || told.simd !== wasmUrls.simd) {
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasmUrls.plain,
      'tfjs-backend-wasm-simd.wasm': wasmUrls.simd,
      // Never loaded, but TensorFlow.js insists on an entry.
      'tfjs-backend-wasm-threaded-simd.wasm': wasmUrls.simd,
    });
    told = { ...wasmUrls };
  }
  putBackConvolutions();
  registerWasmKernels();
}
