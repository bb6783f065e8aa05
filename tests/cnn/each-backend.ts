import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { type BackendName, startBackend } from '#cnn/backend';
import { wasmUrls } from '../reference/wasm-files.ts';

export { wasmUrls };

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

export { pulledBy } from '../reference/topics/pulled-by.ts';
