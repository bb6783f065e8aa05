/** A batch size and what it costs at a fixed number of images. Formulas are the package's. */
import { netSummary, simpleCnnPlan, stepsPerEpoch } from '#cnn/math';
import { type Field, oneOf, optional, stateCodec, whole } from '#kit/state';
import { COUNT, points, recipe, sizes } from './points.ts';

export type Size = (typeof sizes)[number];

const size: Field<Size> = {
  read(text) {
    const found = sizes.find((one) => String(one) === text);
    if (found === undefined) throw new RangeError(`one of ${sizes.join(', ')}`);
    return found;
  },
  write: String,
};

export interface BatchState {
  size: Size;
  /** Drawn behind, to compare with. */
  beside: Size;
  /** Where in the training the gradients are taken. */
  point: (typeof points)[number]['name'];
  /** Passes over MNIST's training images. */
  epochs: number;
  /** The mini-batch that is lit, counted from 0. */
  lit: number | null;
  /** Of the network and of its mini-batches; 0 was recorded. */
  seed: number;
}

export const codec = stateCodec<BatchState>({
  tag: 'BatchSize',
  id: 'batch-size',
  fields: {
    size,
    beside: size,
    point: oneOf(points.map(({ name }) => name)),
    epochs: whole(1, 20),
    lit: optional(whole(0, COUNT - 1)),
    seed: whole(0, 999),
  },
  start: { size: 64, beside: 512, point: 'early', epochs: 1, lit: null, seed: recipe.seed },
});

/** MNIST's training images. */
export const IMAGES = 60_000;
const BYTES = 4;
/** Numbers kept for every weight: itself, its gradient, and Adam's two averages. */
const PER_WEIGHT = 4;

const plan = simpleCnnPlan({ norm: 'none' });
const rows = netSummary(plan);
const inputs = plan.inputShape.reduce((product, side) => product * side, 1);
/** Numbers one image leaves behind for the way back: itself and what every layer puts out; Flatten makes no copy. */
export const ACTIVATIONS = rows
  .filter(({ layer }) => layer.type !== 'Flatten')
  .reduce((sum, { activations }) => sum + activations, inputs);
export const PARAMETERS = rows.reduce((sum, { parameters }) => sum + parameters.total, 0);
const FORWARD = rows.reduce((sum, row) => sum + row.multiplications.outputGrid, 0);
/** Forward, then once each for the gradients of weights and of inputs. */
const PASSES = 3;

export interface Cost {
  size: Size;
  /** Weight updates in all. */
  updates: number;
  /** Images in those updates; the last ones of each pass that fill no batch are left out. */
  images: number;
  /** Bytes of float32 in use at once: activations of a batch, and all that is kept for the weights. */
  memory: number;
  /** Multiplications in all. */
  multiplications: number;
  /** Share of the noise of one image's gradient that is left. */
  noise: number;
}

/** What a budget of passes costs in batches of this size. */
export function costOf(size: Size, epochs: number): Cost {
  const updates = epochs * stepsPerEpoch(IMAGES, size);
  return {
    size,
    updates,
    images: updates * size,
    memory: BYTES * (size * ACTIVATIONS + PER_WEIGHT * PARAMETERS),
    multiplications: updates * size * FORWARD * PASSES,
    noise: 1 / Math.sqrt(size),
  };
}

export const costs = (epochs: number): Cost[] => sizes.map((one) => costOf(one, epochs));

/** Steps that are timed at a size: a thousand images or four batches, so that the slow first one does not count. */
export const timedSteps = (one: Size): number => Math.max(4, Math.ceil(1024 / one));
