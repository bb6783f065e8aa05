import * as tf from '@tensorflow/tfjs-core';

/**
 * Mean cross-entropy over the batch, from logits as they are: log-softmax is inside, as in PyTorch's
 * `F.cross_entropy`.
 *
 * @param logits `[batch, classes]`
 * @param labels `[batch]`, int32, the true class of each image
 */
export function crossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  const [batch, classes] = logits.shape as [number, number];
  // Log-softmax and its gradient in one place: (softmax − one-hot) / batch.
  const loss = tf.customGrad((...args) => {
    const [logits, save] = args as [tf.Tensor, tf.GradSaveFunc];
    const shifted = tf.sub(logits, tf.max(logits, 1, true));
    const logProbabilities = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), 1, true)));
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

/** Share of images whose largest logit is at their label; of equal logits the first counts. */
export function accuracy(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  const right = tf.equal(tf.argMax(logits, 1), tf.cast(labels, 'int32'));
  return tf.mean(tf.cast(right, 'float32'));
}
