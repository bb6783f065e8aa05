import type { Parameter } from './layer.ts';
import { demand, demandFromZero, demandMomentum } from './math/index.ts';
import { type Optimizer, type OptimizerOptions, optimizerOf, zerosFor } from './optimizer.ts';

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
 *
 * @throws RangeError naming the option that cannot be used
 */
export function adam(parameters: readonly Parameter[], options: AdamOptions = {}): Optimizer {
  const { lr, mom = 0.9, wd = 0.01, decoupled = true, sqrMom = 0.99, eps = 1e-5 } = options;
  demandMomentum('sqrMom', sqrMom);
  demandFromZero('eps', eps);
  const averages = zerosFor(parameters);
  const squares = zerosFor(parameters);
  const decays = parameters.map((parameter) => parameter.decays);
  const rule = { type: 'adam', wd, decoupled, decays, sqrMom, eps } as const;
  const start = { ...(lr === undefined ? {} : { lr }), mom };
  const optimizer = optimizerOf(parameters, start, rule, [averages, squares], (index, steps) => {
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

/**
 * PyTorch's `optim.Adam` (torch/optim/adam.py). Unlike fastai's it spares no parameter of weight decay.
 *
 * @throws RangeError naming the option that cannot be used
 */
export function torchAdam(
  parameters: readonly Parameter[],
  options: TorchAdamOptions = {},
): Optimizer {
  const { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay: wd = 0 } = options;
  demand('betas', betas, betas.length === 2, 'two numbers from 0 to below 1');
  demandMomentum('betas[0]', betas[0]);
  demandMomentum('betas[1]', betas[1]);
  demandFromZero('weightDecay', wd);
  const all = parameters.map((parameter) => ({ ...parameter, decays: true }));
  return adam(all, { lr, mom: betas[0], sqrMom: betas[1], eps, wd, decoupled: false });
}
