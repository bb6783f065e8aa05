import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from './data-loaders.ts';
import { accuracy, crossEntropy } from './losses.ts';
import type { Sequential } from './sequential.ts';

/** Moments inside a pass of one batch; all tensors of the batch are freed when it ends. */
export interface BatchMoments {
  afterPred(): void;
  afterLoss(loss: number): void;
}

/** Forward in training mode, then backward: the gradients, in the order of the model's parameters. */
export function trainingPass(
  model: Sequential,
  batch: Batch,
  { afterPred, afterLoss }: BatchMoments,
): Float32Array[] {
  return tidyEvenAfterErrors(() => {
    const { images, labels } = toTensors(batch);
    const variables = model.parameters.map(({ value }) => value);
    const { grads } = tf.variableGrads(() => {
      const logits = model.forward(images, true);
      afterPred();
      const loss = crossEntropy(logits, labels);
      afterLoss(loss.dataSync()[0]!);
      return loss;
    }, variables);
    return variables.map(({ name }) => Float32Array.from(grads[name]!.dataSync()));
  });
}

/** Forward in evaluation mode. @returns how many images the network got right */
export function validationPass(
  model: Sequential,
  batch: Batch,
  { afterPred, afterLoss }: BatchMoments,
): number {
  return tf.tidy(() => {
    const { images, labels } = toTensors(batch);
    const logits = model.forward(images, false);
    afterPred();
    afterLoss(crossEntropy(logits, labels).dataSync()[0]!);
    return Math.round(accuracy(logits, labels).dataSync()[0]! * batch.size);
  });
}

/**
 * @param images `[count × pixels]`, normalised, each image square
 * @returns `[images × classes]`
 */
export function predictionPass(
  model: Sequential,
  images: Float32Array,
  count: number,
): Float32Array {
  return tf.tidy(() => {
    const probabilities = tf.softmax(model.forward(toImages(images, count), false));
    return Float32Array.from(probabilities.dataSync());
  });
}

/** Square images of one channel. */
function toImages(values: Float32Array, count: number) {
  const side = Math.sqrt(values.length / count);
  return tf.tensor(values, [count, side, side, 1]);
}

function toTensors({ images, labels, size }: Batch) {
  return { images: toImages(images, size), labels: tf.tensor(labels, [size], 'int32') };
}

/** Frees what TensorFlow.js keeps for a backward pass that never comes: an error in between, or a cancelled batch. */
function tidyEvenAfterErrors<Result extends tf.TensorContainer>(pass: () => Result): Result {
  try {
    return tf.tidy(pass);
  } catch (error) {
    const { state } = tf.engine();
    for (const { saved } of state.activeTape ?? []) tf.dispose(saved ?? []);
    throw error;
  }
}
