import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from './layer.ts';

/** Changes parameters by their gradients. `lr` and `mom` may be set before any step. */
export interface Optimizer {
  lr: number;
  mom: number;
  /** @param gradients of the loss, one array per parameter, in the order of the parameters */
  step(gradients: readonly Float32Array[]): void;
}

interface Options {
  lr?: number;
  mom?: number;
  /** Weight decay, for parameters that decay. */
  wd?: number;
  /** Shrink the weights themselves (fastai, AdamW); otherwise add `wd · weight` to the gradient (L2). */
  decoupled?: boolean;
}

/** New value of one number, from itself and its gradient; `i` is its place in the state arrays. */
type Update = (weight: number, gradient: number, i: number) => number;

/**
 * Stochastic gradient descent with PyTorch's undampened momentum: v ← mom·v + g, w ← w − lr·v.
 * The defaults are fastai's: no momentum, no weight decay.
 */
export function sgd(parameters: readonly Parameter[], options: Options = {}): Optimizer {
  const velocities = parameters.map(({ value }) => new Float32Array(value.size));
  const optimizer = withDecay(parameters, { mom: 0, wd: 0, ...options }, (index) => {
    const velocity = velocities[index]!;
    const { lr, mom } = optimizer;
    return (weight, gradient, i) => {
      const moved = mom * velocity[i]! + gradient;
      velocity[i] = moved;
      return weight - lr * moved;
    };
  });
  return optimizer;
}

interface AdamOptions extends Options {
  sqrMom?: number;
  eps?: number;
}

/**
 * fastai's Adam (optimizer.py), which is PyTorch's AdamW with betas (0.9, 0.99), eps 1e-5 and weight decay 0.01, and
 * none of it on biases and norm layers. Step k corrects for the start with the momentum of that very step.
 */
export function adam(parameters: readonly Parameter[], options: AdamOptions = {}): Optimizer {
  const { sqrMom = 0.99, eps = 1e-5 } = options;
  const averages = parameters.map(({ value }) => new Float32Array(value.size));
  const squares = parameters.map(({ value }) => new Float32Array(value.size));
  let steps = 0;
  const optimizer = withDecay(parameters, { mom: 0.9, wd: 0.01, ...options }, (index) => {
    if (index === 0) steps++;
    const average = averages[index]!;
    const square = squares[index]!;
    const { lr, mom } = optimizer;
    const rate = lr / (1 - mom ** steps);
    const squareShare = 1 - sqrMom ** steps;
    return (weight, gradient, i) => {
      const m = mom * average[i]! + (1 - mom) * gradient;
      const s = sqrMom * square[i]! + (1 - sqrMom) * gradient * gradient;
      average[i] = m;
      square[i] = s;
      return weight - (rate * m) / (Math.sqrt(s / squareShare) + eps);
    };
  });
  return optimizer;
}

/**
 * Works on plain numbers: a step of the chapter's net has some two hundred little tensor operations, whose calls alone
 * would take longer than all of this arithmetic.
 */
function withDecay(
  parameters: readonly Parameter[],
  { lr = 1e-3, mom = 0, wd = 0, decoupled = true }: Options,
  updateOf: (index: number) => Update,
): Optimizer {
  return {
    lr,
    mom,
    step(gradients) {
      parameters.forEach(({ value, decays }, index) => {
        const gradient = gradients[index]!;
        const keep = decays && decoupled ? 1 - this.lr * wd : 1;
        const pull = decays && !decoupled ? wd : 0;
        const update = updateOf(index);
        const next = Float32Array.from(value.dataSync(), (weight, i) =>
          update(weight * keep, gradient[i]! + pull * weight, i),
        );
        tf.tidy(() => value.assign(tf.tensor(next, value.shape)));
      });
    },
  };
}
