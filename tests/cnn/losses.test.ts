import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { accuracy, crossEntropy } from '#cnn';
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

  test.each([
    ['crossEntropy', crossEntropy],
    ['accuracy', accuracy],
  ])('%s refuses labels that are no class, and those in another shape', (_, measure) => {
    const of = (labels: tf.TensorLike) => () =>
      tf.tidy(() => measure(tf.zeros([2, 10]), tf.tensor(labels)).dataSync()[0]);
    expect(of([0, 10])).toThrow(
      'labels[1] is 10; with 10 classes it accepts whole numbers from 0 to 9.',
    );
    expect(of([-1, 0])).toThrow('labels[0] is -1;');
    expect(of([0.5, 0])).toThrow('labels[0] is 0.5;');
    expect(of([[0], [1]])).toThrow('labels has shape [2, 1]; it accepts [batch],');
    expect(of([0, 1, 2])).toThrow('logits has shape [2, 10]; it accepts [3, classes]');
    expect(of([0, 9])).not.toThrow();
  });
});
