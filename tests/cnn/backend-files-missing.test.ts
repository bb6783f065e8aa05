import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { startBackend } from '#cnn/backend';
import { countTensors, wasmUrls } from './each-backend.ts';

countTensors();

// In a file of its own: TensorFlow.js accepts no other place for the files once one start has failed.
test('wasm files that are not there make cpu take over', async () => {
  const nowhere = { plain: `${wasmUrls.plain}.gone`, simd: `${wasmUrls.simd}.gone` };
  const { name, refused } = await startBackend({ wasmUrls: nowhere });
  expect(name).toBe('cpu');
  expect(refused).toEqual([{ name: 'wasm', why: 'it did not start' }]);
  expect(tf.getBackend()).toBe('cpu');
});
