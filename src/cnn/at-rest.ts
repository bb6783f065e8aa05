import * as tf from '@tensorflow/tfjs-core';
import { toImages, trainingPass } from './batch-pass.ts';
import { networkFor } from './build.ts';
import type { Batch } from './byte-batch.ts';
import type { Recipe } from './math/index.ts';
import { type ModelState, type TensorValues, writeState } from './model-state.ts';
import type { Sequential } from './sequential.ts';

/** A network at one point of its training: what kind it is, and its numbers there. */
export interface AtRest {
  recipe: Pick<Recipe, 'net' | 'norm' | 'normPlace' | 'firstKernel' | 'seed'>;
  state: ModelState;
}

/**
 * What layers put out for these images together: in training mode the norm layers use the statistics of just this batch.
 * A copy of the network does the work, so nothing is trained and no running statistic moves.
 *
 * @param images `[count × 784]`, normalised as the network's own
 * @param layers names of layers; all when empty
 * @returns by the layer's name, `[count, height, width, channels]` or `[count, features]`
 * @throws RangeError when the network has no such layer, or the state is of another network
 */
export function outputsAt(
  at: AtRest,
  images: Float32Array,
  count: number,
  { layers, training }: { layers: readonly string[]; training: boolean },
): Map<string, TensorValues> {
  return withCopy(at, (model) => {
    const known = model.flat.map(({ name }) => name);
    const odd = layers.find((name) => !known.includes(name));
    if (odd !== undefined) {
      throw new RangeError(`layers names "${odd}"; the network has ${known.join(', ')}.`);
    }
    const outputs = new Map<string, TensorValues>();
    model.watch(({ layer, shape, values }) => {
      if (layers.length > 0 && !layers.includes(layer)) return;
      outputs.set(layer, { shape: [...shape], values: Array.from(values()) });
    });
    tf.tidy(() => {
      model.forward(toImages(images, count), training);
    });
    return outputs;
  });
}

/**
 * The gradient of the mean loss over a batch, in training mode, one array per parameter in the order of the layers.
 *
 * @throws RangeError when the state is of another network, or a layer cannot take the batch
 */
export function gradientsAt(at: AtRest, batch: Batch): Float32Array[] {
  return withCopy(at, (model) => trainingPass(model, batch).gradients);
}

function withCopy<Result>({ recipe, state }: AtRest, work: (model: Sequential) => Result): Result {
  const model = networkFor(recipe);
  try {
    writeState(model, state);
    return work(model);
  } finally {
    model.dispose();
  }
}
