import * as tf from '@tensorflow/tfjs-core';
import { accuracy, answers, crossEntropy, logSoftmax, softmax } from '#cnn';
import type { Topic } from '../topic.ts';

/** Softmax and its logarithm, cross-entropy with its gradient, the answer and the share of right ones. */
export const losses: Topic = {
  name: 'losses',
  topic: 'softmax, log softmax, cross entropy (mean) with its gradient, accuracy',
  needs: () => [
    ...['logits_shape', 'logits', 'targets', 'loss', 'gz', 'tol'],
    ...['softmax', 'log_softmax', 'argmax', 'accuracy'],
  ],
  run(one, check) {
    const { tol } = one;
    tf.tidy(() => {
      const logits = tf.tensor(one.logits, one.logits_shape);
      const labels = tf.tensor(one.targets, [one.targets.length], 'int32');
      const { value, grad } = tf.valueAndGrad((z) => crossEntropy(z, labels))(logits);
      check.near('loss', value.dataSync(), [one.loss], tol);
      check.near('gz', grad.dataSync(), one.gz, tol);
      check.near('softmax', softmax(logits).dataSync(), one.softmax, tol);
      check.near('log_softmax', logSoftmax(logits).dataSync(), one.log_softmax, tol);
      check.same('argmax', Array.from(answers(logits).dataSync()), one.argmax);
      const share = accuracy(logits, labels).dataSync();
      check.near('accuracy', share, [one.accuracy], { atol: 1e-6, rtol: 0 });
    });
  },
};
