import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { type BackendName, startBackend } from '#cnn/backend';

const folder = '../../node_modules/@tensorflow/tfjs-backend-wasm/dist/';
const path = (file: string) => fileURLToPath(new URL(folder + file, import.meta.url));

/** Where Node finds the two binaries. */
export const wasmUrls = {
  plain: path('tfjs-backend-wasm.wasm'),
  simd: path('tfjs-backend-wasm-simd.wasm'),
};

/** Every test closes by asking whether as many tensors are left as before: tf.memory() itself would start a backend. */
export function countTensors() {
  let before = 0;
  beforeEach(() => {
    before = tf.engine().state.numTensors;
  });
  afterEach(() => {
    expect(tf.engine().state.numTensors, 'tensors left').toBe(before);
  });
}

/** Runs the same tests on one backend, which must be accepted. */
export function onBackend(name: BackendName, tests: () => void) {
  describe(`on ${name}`, () => {
    beforeAll(async () => {
      const started = await startBackend({ wasmUrls, order: [name] });
      expect(started).toEqual({ name, refused: [] });
    });
    countTensors();
    tests();
  });
}

export function onEachBackend(tests: () => void) {
  onBackend('wasm', tests);
  onBackend('cpu', tests);
}

/** The sum of y times gy, whose gradient for y is gy: lets a test choose what comes down from above. */
export function pulledBy(gy: tf.Tensor, y: tf.Tensor): tf.Scalar {
  const pull = tf.customGrad((y, save) => {
    (save as tf.GradSaveFunc)([]);
    return { value: tf.sum(tf.mul(y as tf.Tensor, gy)), gradFunc: (dy) => tf.mul(gy, dy) };
  });
  return pull(y) as tf.Scalar;
}
