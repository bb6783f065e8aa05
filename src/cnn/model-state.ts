import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from './layer.ts';
import { demandNumbers } from './math/index.ts';

/** Numbers of one tensor, detached from the network. */
export interface TensorValues {
  shape: number[];
  values: number[];
}

/** All parameters and buffers of a network as plain arrays, by name. */
export type ModelState = Map<string, Float32Array>;

const tensorsOf = (model: Layer) => [...model.parameters, ...model.buffers];

/** A copy of every parameter and buffer, laid out as the tensors are. */
export function readState(model: Layer): ModelState {
  return new Map(
    tensorsOf(model).map(({ name, value }) => [name, Float32Array.from(value.dataSync())]),
  );
}

/**
 * Takes every parameter and buffer from the state.
 *
 * @throws RangeError when a tensor of the model is missing in the state, has another size or holds what is no number
 */
export function writeState(model: Layer, state: ModelState) {
  for (const { name, value } of tensorsOf(model)) {
    const values = state.get(name);
    if (values?.length !== value.size) {
      throw new RangeError(
        `The state has ${values?.length ?? 'no'} numbers for ${name}, which holds ${value.size}. ` +
          'Use a state that was read from a network of the same plan.',
      );
    }
    demandNumbers(name, values);
    tf.tidy(() => value.assign(tf.tensor(values, value.shape)));
  }
}

/**
 * One parameter or buffer by its PyTorch name, such as `conv1.weight` or `bn1.running_mean`.
 * A convolution's weight is `[kernel, kernel, inChannels, outChannels]`.
 *
 * @throws RangeError when the network has no such tensor
 */
export function readTensor(model: Layer, name: string): TensorValues {
  const found = tensorsOf(model).find((tensor) => tensor.name === name);
  if (!found) {
    const names = tensorsOf(model).map((tensor) => tensor.name);
    throw new RangeError(`The network has no tensor "${name}". It has ${names.join(', ')}.`);
  }
  return { shape: [...found.value.shape], values: Array.from(found.value.dataSync()) };
}
