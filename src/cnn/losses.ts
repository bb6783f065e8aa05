import * as tf from '@tensorflow/tfjs-core';

/**
 * Logarithms of the probabilities, from logits of any size: `[batch, classes]` to the same (PyTorch's `F.log_softmax`).
 *
 * @throws RangeError when the logits have another rank, or there are none
 */
export function logSoftmax(logits: tf.Tensor): tf.Tensor {
  demandLogits(logits);
  const shifted = tf.sub(logits, tf.max(logits, 1, true));
  return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), 1, true)));
}

/**
 * Probabilities, each row summing up to 1: `[batch, classes]` to the same (PyTorch's `F.softmax`).
 *
 * @throws RangeError as `logSoftmax`
 */
export const softmax = (logits: tf.Tensor): tf.Tensor => tf.exp(logSoftmax(logits));

/**
 * The class with the largest logit, the first of equal ones: `[batch, classes]` to `[batch]`, int32.
 *
 * @throws RangeError as `logSoftmax`
 */
export function answers(logits: tf.Tensor): tf.Tensor {
  demandLogits(logits);
  return tf.argMax(logits, 1);
}

/**
 * Mean cross-entropy over the batch, from logits as they are: log-softmax is inside, as in PyTorch's
 * `F.cross_entropy`.
 *
 * @param logits `[batch, classes]`
 * @param labels `[batch]`, int32, the true class of each image
 * @throws RangeError when there is not one row of logits for each label, or a label is none of the classes
 */
export function crossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  demandAnswerable(logits, labels);
  const [batch, classes] = logits.shape as [number, number];
  // Log-softmax and its gradient in one place: (softmax − one-hot) / batch.
  const loss = tf.customGrad((...args) => {
    const [logits, save] = args as [tf.Tensor, tf.GradSaveFunc];
    const logProbabilities = logSoftmax(logits);
    const truth = tf.cast(tf.oneHot(tf.cast(labels, 'int32'), classes), 'float32');
    save([logProbabilities, truth]);
    return {
      value: tf.div(tf.sum(tf.mul(truth, logProbabilities)), -batch),
      gradFunc: (dy, saved) => {
        const [logProbabilities, truth] = saved as [tf.Tensor, tf.Tensor];
        return tf.mul(tf.sub(tf.exp(logProbabilities), truth), tf.div(dy, batch));
      },
    };
  });
  return loss(logits) as tf.Scalar;
}

/**
 * Share of images, 0 to 1, whose largest logit is at their label; of equal logits the first counts.
 *
 * @param logits `[batch, classes]`
 * @param labels `[batch]`, int32
 * @throws RangeError as `crossEntropy`
 */
export function accuracy(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  demandAnswerable(logits, labels);
  const right = tf.equal(answers(logits), tf.cast(labels, 'int32'));
  return tf.mean(tf.cast(right, 'float32'));
}

function demandLogits(logits: tf.Tensor) {
  if (logits.rank === 2 && logits.size > 0) return;
  throw new RangeError(
    `logits has shape [${logits.shape.join(', ')}]; it accepts [batch, classes], at least one of each.`,
  );
}

function demandAnswerable(logits: tf.Tensor, labels: tf.Tensor) {
  if (labels.rank !== 1) {
    throw new RangeError(
      `labels has shape [${labels.shape.join(', ')}]; it accepts [batch], a class for each image.`,
    );
  }
  if (logits.rank !== 2 || logits.shape[0] !== labels.size || labels.size === 0) {
    throw new RangeError(
      `logits has shape [${logits.shape.join(', ')}]; it accepts [${labels.size || 'at least 1'}, classes], ` +
        'a row for each label. End the network with Flatten.',
    );
  }
  const classes = logits.shape[1]!;
  const isClass = (label: number) => Number.isInteger(label) && label >= 0 && label < classes;
  const given = Array.from(labels.dataSync());
  const odd = given.findIndex((label) => !isClass(label));
  if (odd >= 0) {
    throw new RangeError(
      `labels[${odd}] is ${given[odd]}; with ${classes} classes it accepts whole numbers from 0 to ${classes - 1}.`,
    );
  }
}
