import { type AtRest, type Learner, outputsAt } from '#cnn';
import type { LabelledPixels, Recipe } from '#cnn/math';
import type { Given, NamedNumbers } from './questions.ts';

/** Images a network is asked about in one go. */
const HELPING = 256;

/** A network that can be asked, during its training and after. */
export interface Network {
  /** `[images × 784]` bytes in, `[images, classes]` probabilities out. */
  predict(pixels: Uint8Array): number[][];
  /** The validation images of its training; a label is the place of its class in a row of `predict`. */
  valid(): Promise<LabelledPixels>;
  /** All parameters and buffers. */
  weights(): NamedNumbers;
  /** What layers put out for these images alone. */
  forward(given: Given<'forward'>): NamedNumbers;
  dispose(): void;
}

/** The network of a learner; its numbers are those of the moment it is asked. */
export function networkOf(learner: Learner, recipe: Recipe): Network {
  const atRest = (): AtRest => ({ recipe, state: learner.save().model });
  return {
    predict(pixels) {
      const rows: number[][] = [];
      for (let at = 0; at < pixels.length; at += HELPING * 784) {
        const helping = pixels.subarray(at, at + HELPING * 784);
        const values = learner.predict(helping);
        const classes = values.length / (helping.length / 784);
        for (let row = 0; row < values.length; row += classes) {
          rows.push(Array.from(values.subarray(row, row + classes)));
        }
      }
      return rows;
    },
    valid: () => learner.data.source.valid(),
    weights: () =>
      named([...learner.save().model.keys()].map((name) => [name, learner.weights(name)])),
    forward({ pixels, layers, training }) {
      const images = learner.data.normalize(pixels);
      return named(outputsAt(atRest(), images, pixels.length / 784, { layers, training }));
    },
    dispose: () => learner.dispose(),
  };
}

/** Tensors by name, as they cross the wall. */
export function named(
  tensors: Iterable<readonly [string, { shape: number[]; values: ArrayLike<number> }]>,
): NamedNumbers {
  return Object.fromEntries(
    [...tensors].map(([name, { shape, values }]) => [
      name,
      { shape, values: Float32Array.from(values) },
    ]),
  );
}
