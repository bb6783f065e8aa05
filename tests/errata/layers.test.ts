import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { BatchNorm2d, build, Flatten } from '#cnn';
import { simpleCnnPlan } from '#cnn/math';
import { onBackend } from '../cnn/each-backend.ts';

/** Layers that a hook hangs on, as fastai's ActivationStats chooses them. */
function watched(norm: 'none' | 'batch'): string[] {
  const net = build(simpleCnnPlan({ norm }), 0);
  const names = net.layers
    .filter(({ parameters }) => parameters.length > 0)
    .map(({ name }) => name);
  net.dispose();
  return names;
}

onBackend('cpu', () => {
  test('errata E4: Flatten keeps a batch of one and merges a grid, squeeze does neither', () => {
    const flatten = new Flatten({ type: 'Flatten', name: 'flatten' });
    tf.tidy(() => {
      const [one, grid] = [tf.zeros([1, 1, 1, 2]), tf.zeros([64, 2, 2, 2])];
      expect(flatten.forward(one, false).shape).toEqual([1, 2]);
      expect(tf.squeeze(one).shape).toEqual([2]);
      expect(flatten.forward(grid, false).shape).toEqual([64, 8]);
      expect(tf.squeeze(grid).shape).toEqual([64, 2, 2, 2]);
    });
  });

  test('errata E6: only layers with parameters are watched, so conv outputs are seen before their ReLU', () => {
    expect(watched('none')).toEqual(['conv1', 'conv2', 'conv3', 'conv4', 'conv5']);
  });

  test('errata C12: −2 without batch norm and −4 with it are the fourth convolution', () => {
    expect(watched('none').at(-2)).toBe('conv4');
    expect(watched('batch').at(-4)).toBe('conv4');
  });

  test('errata E10: the running statistics are an exponential average, and the variance in it is unbiased', () => {
    const norm = new BatchNorm2d({ type: 'BatchNorm2d', name: 'bn', channels: 1 });
    const batch = (values: number[]) =>
      tf.tidy(() => void norm.forward(tf.tensor(values, [values.length, 1, 1, 1]), true));
    batch([1, 3]);
    // The mean is 2, the variance 1 with n below the line and 2 with n − 1.
    expect(norm.runningMean.dataSync()[0]).toBeCloseTo(0.9 * 0 + 0.1 * 2, 6);
    expect(norm.runningVar.dataSync()[0]).toBeCloseTo(0.9 * 1 + 0.1 * 2, 6);
    batch([5, 7]);
    expect(norm.runningMean.dataSync()[0]).toBeCloseTo(0.9 * 0.2 + 0.1 * 6, 6);
    norm.dispose();
  });
});
