import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, test } from 'vitest';
import { chooseRunner } from '../../src/cnn/choose-runner.ts';
import { graphicsInUse } from '../../src/cnn/graphics.ts';
import { wasmUrls } from './each-backend.ts';

/** A backend that holds what TensorFlow.js's hold of a graphics processor. */
function use(name: string, held: object) {
  tf.registerBackend(name, () => ({ ...held, dispose() {} }) as unknown as tf.KernelBackend);
  return tf.setBackend(name);
}
afterEach(async () => {
  for (const name of ['gl', 'gpu']) if (tf.findBackendFactory(name)) tf.removeBackend(name);
});

test('a lost WebGL context is told at once, and by an event', async () => {
  const canvas = new EventTarget();
  let gone = false;
  await use('gl', { gpgpu: { gl: { canvas, isContextLost: () => gone } } });
  const graphics = graphicsInUse()!;
  expect(graphics.isLost()).toBe(false);
  gone = true;
  expect(graphics.isLost()).toBe(true);
  canvas.dispatchEvent(new Event('webglcontextlost'));
  await expect(graphics.lost).resolves.toBeUndefined();
});

test('a lost WebGPU device is told by a promise', async () => {
  let lose = () => {};
  const lost = new Promise<void>((resolve) => {
    lose = resolve;
  });
  await use('gpu', { device: { lost } });
  const graphics = graphicsInUse()!;
  expect(graphics.isLost()).toBe(false);
  lose();
  await graphics.lost;
  expect(graphics.isLost()).toBe(true);
});

test('one that was lost is neither raced, nor remembered, nor used though a reader wants it', async () => {
  const geforce = { runner: 'webgl', name: 'NVIDIA GeForce RTX 3060' } as const;
  const remembered = {
    ...{ runner: 'webgl', by: 'measured', device: `webgl ${geforce.name}`, timings: [] },
  } as const;
  const avoiding = { wasmUrls, adapters: async () => [geforce], avoid: ['webgl'] } as const;
  for (const way of [{}, { remembered: { ...remembered, timings: [] } }, { wanted: 'webgl' }]) {
    const chosen = await chooseRunner({ ...avoiding, ...(way as object) });
    expect(chosen.choice.runner).toBe('emitted');
    expect(chosen.refused).toEqual([{ name: 'webgl', why: 'its graphics processor was lost' }]);
    expect(chosen.graphics).toBeUndefined();
  }
});
