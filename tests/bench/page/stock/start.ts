import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import { registerFilterGradient } from './filter-gradient.ts';

/** Starts a backend of TensorFlow.js as it comes, single-threaded; wasm gets the one kernel it lacks. */
export async function startStock(name: 'wasm' | 'cpu') {
  tf.enableProdMode();
  if (name === 'wasm') {
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths({
      'tfjs-backend-wasm.wasm': plain,
      'tfjs-backend-wasm-simd.wasm': simd,
      'tfjs-backend-wasm-threaded-simd.wasm': simd,
    });
    registerFilterGradient();
  }
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js could not start ${name}.`);
  await tf.ready();
}
