import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from './byte-batch.ts';
import { accuracy, crossEntropy } from './losses.ts';
import { demand, demandNumbers, demandWhole } from './math/index.ts';
import type { Sequential } from './sequential.ts';
import type { BatchMoments } from './step-engine.ts';

/** What a training pass found out. */
export interface Passed {
  /** Mean cross-entropy of the batch. */
  loss: number;
  /** Of the loss, one array per parameter, in the order of the model's parameters. */
  gradients: Float32Array[];
}

/**
 * Forward in training mode, then backward, all tensors freed in the end; changes no parameter, but running statistics take the batch in.
 *
 * @throws RangeError when the batch contradicts itself or holds what is no number, or a layer cannot take it
 */
export function trainingPass(
  model: Sequential,
  batch: Batch,
  { afterPred, afterLoss, beforeBackward }: Partial<BatchMoments> = {},
): Passed {
  return tidyEvenAfterErrors(() => {
    const { images, labels } = toTensors(batch);
    const variables = model.parameters.map(({ value }) => value);
    let loss = Number.NaN;
    const { grads } = tf.variableGrads(() => {
      const logits = model.forward(images, true);
      afterPred?.();
      const mean = crossEntropy(logits, labels);
      loss = mean.dataSync()[0]!;
      afterLoss?.(loss);
      beforeBackward?.();
      return mean;
    }, variables);
    return {
      loss,
      gradients: variables.map(({ name }) => Float32Array.from(grads[name]!.dataSync())),
    };
  });
}

/** Forward in evaluation mode. @returns how many images the network got right */
export function validationPass(
  model: Sequential,
  batch: Batch,
  { afterPred, afterLoss }: Omit<BatchMoments, 'beforeBackward'>,
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

/**
 * Square images of one channel as a tensor.
 *
 * @throws RangeError when the numbers do not make `count` square images, or one of them is no number
 */
export function toImages(images: Float32Array, count: number) {
  demandWhole('count', count, 1);
  const side = Math.sqrt(images.length / count);
  const square = Number.isInteger(side) && side >= 1;
  demand('images', images.length, square, `the numbers of ${count} square images`);
  demandNumbers('images', images);
  return tf.tensor(images, [count, side, side, 1]);
}

function toTensors({ images, labels, size }: Batch) {
  demandWhole('size', size, 1);
  demand('labels', labels.length, labels.length === size, `${size} labels, one for each image`);
  return { images: toImages(images, size), labels: tf.tensor(labels, [size], 'int32') };
}

/** Frees what TensorFlow.js keeps for a backward pass that never comes: an error in between, or a cancelled batch. */
function tidyEvenAfterErrors<Result>(pass: () => Result): Result {
  try {
    // What a pass gives are plain numbers, which TensorFlow.js's types do not foresee.
    return tf.tidy(pass as () => tf.TensorContainer) as Result;
  } catch (error) {
    const { state } = tf.engine();
    for (const { saved } of state.activeTape ?? []) tf.dispose(saved ?? []);
    throw error;
  }
}
