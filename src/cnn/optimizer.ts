import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from './layer.ts';

/** All an optimiser remembers, as plain numbers. */
export interface OptimizerState {
  lr: number;
  mom: number;
  /** Steps taken. */
  steps: number;
  /** Running averages: for each kind, one array per parameter. */
  averages: Float32Array[][];
}

/** Changes parameters by their gradients. `lr` and `mom` may be set before any step. */
export interface Optimizer {
  lr: number;
  /** Momentum: how much of its running average a step keeps (Adam's first beta). */
  mom: number;
  /**
   * @param gradients of the loss, one array per parameter, in the order of the parameters
   * @throws RangeError when they are not as many, or as long, as the parameters
   */
  step(gradients: readonly Float32Array[]): void;
  /** A copy of what it remembers. */
  read(): OptimizerState;
  /** Goes back to a state read from it. @throws RangeError when the state is of other parameters */
  write(state: OptimizerState): void;
}

/** What every optimiser may be told. */
export interface OptimizerOptions {
  /** Learning rate; 1e-3 when absent. */
  lr?: number;
  /** Momentum; fastai's default when absent. */
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
export function sgd(parameters: readonly Parameter[], options: OptimizerOptions = {}): Optimizer {
  const { mom = 0, wd = 0 } = options;
  const velocities = zerosFor(parameters);
  const optimizer = withDecay(parameters, { ...options, mom, wd }, [velocities], (index) => {
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

/** What Adam may be told besides. */
export interface AdamOptions extends OptimizerOptions {
  /** How much of the average of squares a step keeps; 0.99 when absent. */
  sqrMom?: number;
  /** Added to the root of that average; 1e-5 when absent. */
  eps?: number;
}

/**
 * fastai's Adam (optimizer.py), which is PyTorch's AdamW with betas (0.9, 0.99), eps 1e-5 and weight decay 0.01, and
 * none of it on biases and norm layers. Step k corrects for the start with the momentum of that very step.
 */
export function adam(parameters: readonly Parameter[], options: AdamOptions = {}): Optimizer {
  const { mom = 0.9, wd = 0.01, sqrMom = 0.99, eps = 1e-5 } = options;
  const averages = zerosFor(parameters);
  const squares = zerosFor(parameters);
  const settings = { ...options, mom, wd };
  const optimizer = withDecay(parameters, settings, [averages, squares], (index, steps) => {
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

/** What PyTorch's Adam may be told, in PyTorch's words. */
export interface TorchAdamOptions {
  /** Learning rate; 1e-3 when absent. */
  lr?: number;
  /** How much of the average of gradients, and of squares, a step keeps; 0.9 and 0.999 when absent. */
  betas?: readonly [number, number];
  /** Added to the root of the average of squares; 1e-8 when absent. */
  eps?: number;
  /** L2: this many times the weight is added to every gradient, that of biases too; 0 when absent. */
  weightDecay?: number;
}

/** PyTorch's `optim.Adam` (torch/optim/adam.py). Unlike fastai's it spares no parameter of weight decay. */
export function torchAdam(
  parameters: readonly Parameter[],
  options: TorchAdamOptions = {},
): Optimizer {
  const { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay: wd = 0 } = options;
  const all = parameters.map((parameter) => ({ ...parameter, decays: true }));
  return adam(all, { lr, mom: betas[0], sqrMom: betas[1], eps, wd, decoupled: false });
}

/**
 * Works on plain numbers: a step of the chapter's net has some two hundred little tensor operations, whose calls alone
 * would take longer than all of this arithmetic.
 */
function withDecay(
  parameters: readonly Parameter[],
  { lr = 1e-3, mom = 0, wd = 0, decoupled = true }: OptimizerOptions,
  averages: Float32Array[][],
  /** The rule for one parameter at step number `steps`, from 1. */
  updateOf: (index: number, steps: number) => Update,
): Optimizer {
  let steps = 0;
  return {
    lr,
    mom,
    step(gradients) {
      demandSizes('gradients', gradients, parameters);
      steps++;
      parameters.forEach(({ value, decays }, index) => {
        const gradient = gradients[index]!;
        const keep = decays && decoupled ? 1 - this.lr * wd : 1;
        const pull = decays && !decoupled ? wd : 0;
        const update = updateOf(index, steps);
        const next = Float32Array.from(value.dataSync(), (weight, i) =>
          update(weight * keep, gradient[i]! + pull * weight, i),
        );
        tf.tidy(() => value.assign(tf.tensor(next, value.shape)));
      });
    },
    read() {
      return { lr: this.lr, mom: this.mom, steps, averages: averages.map(copied) };
    },
    write(state) {
      averages.forEach((arrays, kind) => {
        const kept = state.averages[kind] ?? [];
        demandSizes('state.averages', kept, parameters);
        for (const [index, array] of arrays.entries()) array.set(kept[index]!);
      });
      [this.lr, this.mom, steps] = [state.lr, state.mom, state.steps];
    },
  };
}

const zerosFor = (parameters: readonly Parameter[]) =>
  parameters.map(({ value }) => new Float32Array(value.size));

const copied = (arrays: Float32Array[]) => arrays.map((array) => array.slice());

function demandSizes(
  name: string,
  arrays: readonly Float32Array[],
  parameters: readonly Parameter[],
) {
  const odd = parameters.findIndex(({ value }, i) => arrays[i]?.length !== value.size);
  if (odd < 0 && arrays.length === parameters.length) return;
  const { name: which, value } = parameters[odd] ?? parameters[0]!;
  throw new RangeError(
    `${name} has ${arrays.length} arrays, and ${arrays[odd]?.length ?? 'no'} numbers for ${which}; ` +
      `it needs one array for each of ${parameters.length} parameters, here of ${value.size} numbers.`,
  );
}
