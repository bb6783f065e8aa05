import type { Parameter } from './layer.ts';
import { type Optimizer, type OptimizerOptions, optimizerOf, zerosFor } from './optimizer.ts';

/**
 * Stochastic gradient descent with PyTorch's undampened momentum: v ← mom·v + g, w ← w − lr·v.
 * The defaults are fastai's (optimizer.py): no momentum, no weight decay.
 *
 * @throws RangeError naming the option that cannot be used
 */
export function sgd(parameters: readonly Parameter[], options: OptimizerOptions = {}): Optimizer {
  const { wd = 0, decoupled = true } = options;
  const velocities = zerosFor(parameters);
  const decays = parameters.map((parameter) => parameter.decays);
  const rule = { type: 'sgd', wd, decoupled, decays } as const;
  const optimizer = optimizerOf(parameters, options, rule, [velocities], (index) => {
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
