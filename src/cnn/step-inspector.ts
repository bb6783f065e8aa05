import type { Callback, Training } from './callback.ts';
import type { TensorValues } from './model-state.ts';

/** One training step laid open, as plain numbers. Images are `[batch, height, width, channels]`. */
export interface StepInside {
  /** Number of the step, from 0. */
  step: number;
  /** Mean cross-entropy of the batch. */
  loss: number;
  lr: number;
  mom: number;
  /** The true class of each image of the batch. */
  labels: number[];
  /** What went in. */
  input: TensorValues;
  /** What came out of each layer, by its name. */
  activations: Map<string, TensorValues>;
  /** Each parameter before the step, by its name. */
  weights: Map<string, TensorValues>;
  /** The gradients that the step followed, by the parameter's name. */
  gradients: Map<string, TensorValues>;
}

/**
 * Keeps the inside of chosen steps of a fit. A step of 512 images of the chapter's net is some three million numbers:
 * choose few steps, or small batches.
 */
export class StepInspector implements Callback {
  /** The steps looked at in the latest fit, by number. */
  readonly steps = new Map<number, StepInside>();
  private readonly wanted: ReadonlySet<number>;
  private activations = new Map<string, TensorValues>();
  private looking = false;
  private stopWatching = () => {};

  /**
   * @param steps numbers of the steps to keep, from 0
   * @throws RangeError when one is not a whole number of at least 0
   */
  constructor(steps: readonly number[]) {
    const odd = steps.find((step) => !Number.isInteger(step) || step < 0);
    if (odd !== undefined) {
      throw new RangeError(`steps holds ${odd}; it accepts whole numbers of at least 0.`);
    }
    this.wanted = new Set(steps);
  }

  beforeFit({ model }: Training) {
    this.steps.clear();
    this.stopWatching();
    this.stopWatching = model.watch((output) => {
      if (!this.looking) return;
      const values = Array.from(output.values());
      this.activations.set(output.layer, { shape: [...output.shape], values });
    });
  }

  beforeBatch({ training, step }: Training) {
    this.looking = training && this.wanted.has(step);
    this.activations = new Map();
  }

  afterBackward({ model, optimizer, batch, step, loss, gradients }: Training) {
    if (!this.looking) return;
    const side = Math.sqrt(batch.images.length / batch.size);
    const parameters = model.layers.flatMap((layer) => layer.parameters);
    const weights = parameters.map(({ name }) => [name, model.readTensor(name)] as const);
    this.steps.set(step, {
      step,
      loss,
      lr: optimizer.lr,
      mom: optimizer.mom,
      labels: Array.from(batch.labels),
      input: { shape: [batch.size, side, side, 1], values: Array.from(batch.images) },
      activations: this.activations,
      weights: new Map(weights),
      gradients: new Map(
        weights.map(([name, { shape }], i) => [name, { shape, values: Array.from(gradients[i]!) }]),
      ),
    });
  }

  afterBatch() {
    this.looking = false;
    this.activations = new Map();
  }

  afterFit() {
    this.stopWatching();
    this.looking = false;
  }
}
