import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { accuracy, crossEntropy } from '#cnn';
import { onEachBackend } from './each-backend.ts';
import { cases, expectNear } from './referee.ts';

onEachBackend(() => {
  test('cross-entropy, its gradient and the accuracy are PyTorch’s, huge logits and ties included', () => {
    for (const one of cases('losses', 14, () => true)) {
      tf.tidy(() => {
        const logits = tf.tensor(one.logits, one.logits_shape);
        const labels = tf.tensor(one.targets, [one.targets.length], 'int32');
        const { value, grad } = tf.valueAndGrad((z) => crossEntropy(z, labels))(logits);
        expectNear(value.dataSync(), [one.loss], one.tol, `${one.name}: loss`);
        expectNear(grad.dataSync(), one.gz, one.tol, `${one.name}: gradient`);
        expect(accuracy(logits, labels).dataSync()[0]).toBeCloseTo(one.accuracy, 6);
      });
    }
  });
});
