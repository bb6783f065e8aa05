import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { crossEntropy } from '#cnn';
import { onBackend } from './each-backend.ts';

onBackend('cpu', () => {
  test('logits that are a map, or another number of rows than labels, are refused', () => {
    const loss = (shape: number[], labels: number) => () =>
      tf.tidy(() => crossEntropy(tf.zeros(shape), tf.zeros([labels], 'int32')));
    expect(loss([2, 28, 28, 1], 2)).toThrow(
      'logits has shape [2, 28, 28, 1]; it accepts [2, classes], a row for each label. End the network with Flatten.',
    );
    expect(loss([3, 10], 2)).toThrow('logits has shape [3, 10]; it accepts [2, classes]');
    expect(loss([0, 10], 0)).toThrow('it accepts [at least 1, classes]');
  });
});
