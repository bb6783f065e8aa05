import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from './layer.ts';
import { demandFromZero, demandMomentum } from './math/index.ts';

/** All an optimiser remembers, as plain numbers. */
export interface OptimizerState {
  lr: number;
  mom: number;
  /** Steps taken. */
  steps: number;
  /** Running averages: for each kind, one array per parameter. */
  averages: Float32Array[][];
}

/** What an optimiser does besides its `lr` and `mom`, as plain data: an engine may follow it in its own way. */
export type OptimizerRule = {
  /** Weight decay. */
  wd: number;
  /** Whether decay shrinks the weights themselves, or is added to the gradient. */
  decoupled: boolean;
  /** For each parameter, whether it decays. */
  decays: readonly boolean[];
} & (
  | { type: 'sgd' }
  /** Share of the average of squares a step keeps, and what is added to its root. */
  | { type: 'adam'; sqrMom: number; eps: number }
);

/** Changes parameters by their gradients. `lr` and `mom` may be set before any step. */
export interface Optimizer {
  readonly rule: OptimizerRule;
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
export type Update = (weight: number, gradient: number, i: number) => number;

/**
 * Works on plain numbers: a step of the chapter's net has some two hundred little tensor operations, whose calls alone
 * would take longer than all of this arithmetic.
 */
export function optimizerOf(
  parameters: readonly Parameter[],
  { lr = 1e-3, mom = 0 }: Pick<OptimizerOptions, 'lr' | 'mom'>,
  rule: OptimizerRule,
  averages: Float32Array[][],
  /** The rule for one parameter at step number `steps`, from 1. */
  updateOf: (index: number, steps: number) => Update,
): Optimizer {
  demandFromZero('lr', lr);
  demandMomentum('mom', mom);
  demandFromZero('wd', rule.wd);
  const { wd, decoupled } = rule;
  let steps = 0;
  return {
    rule,
    lr,
    mom,
    step(gradients) {
      demandFromZero('lr', this.lr);
      demandMomentum('mom', this.mom);
      demandSizes('gradients', gradients, parameters);
      demandFinite(gradients, parameters);
      steps++;
      parameters.forEach(({ value }, index) => {
        const gradient = gradients[index]!;
        const decays = rule.decays[index];
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

/** A running average for each parameter, at its start. */
export const zerosFor = (parameters: readonly Parameter[]) =>
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

function demandFinite(gradients: readonly Float32Array[], parameters: readonly Parameter[]) {
  gradients.forEach((gradient, index) => {
    const odd = gradient.findIndex((value) => !Number.isFinite(value));
    if (odd < 0) return;
    throw new RangeError(
      `gradients holds ${gradient[odd]} at ${odd} of ${parameters[index]!.name}; it accepts finite numbers.`,
    );
  });
}
