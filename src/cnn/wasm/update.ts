import type { Program } from './program.ts';

/** A rule of an optimiser, and its settings for one step. */
export type Update = {
  lr: number;
  mom: number;
  wd: number;
  /** Whether decay shrinks the weights themselves, or is added to the gradient. */
  decoupled: boolean;
  /** Steps taken, this one included. */
  steps: number;
} & ({ type: 'sgd' } | { type: 'adam'; sqrMom: number; eps: number });

/** One step of an optimiser along the gradients that lie in memory: fastai's `sgd` and `adam`. */
export function update(
  { parameters, gradients, decays, averages, kernels }: Program,
  rule: Update,
) {
  const { lr, mom, wd, decoupled } = rule;
  const shrink = decoupled ? lr * wd : 0;
  const pull = decoupled ? 0 : wd;
  const { all } = parameters;
  const [first, second] = averages;
  const given = [all.at, gradients.all.at, decays.at, all.count / 4, shrink, pull] as const;
  if (rule.type === 'sgd') {
    kernels.sgd!(...given, lr, mom, first.at);
    return;
  }
  const { sqrMom, eps, steps } = rule;
  const rate = lr / (1 - power(mom, steps));
  const correction = 1 / (1 - power(sqrMom, steps));
  const shares = [1 - mom, sqrMom, 1 - sqrMom, correction, eps] as const;
  kernels.adam!(...given, rate, mom, first.at, second.at, ...shares);
}

/** By multiplication alone, which is the same on every machine; `**` is not. */
function power(base: number, exponent: number): number {
  let [result, square] = [1, base];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

/** Whether all parameters, running statistics and averages, or all gradients, are finite numbers. */
export function allFinite({ state, gradients, kernels }: Program, what: 'state' | 'gradients') {
  const { at, count } = what === 'state' ? state : gradients.all;
  return kernels.finite!(at, count / 4) === 0;
}
