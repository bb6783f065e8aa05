import * as tf from '@tensorflow/tfjs-core';
import { adam, type Optimizer, type Parameter, sgd, torchAdam } from '#cnn';
import { compile, features, type Update, update } from '../../../src/cnn/wasm/index.ts';
import { type Check, demandEntries } from '../check.ts';
import type { Case, Topic } from '../topic.ts';

/** Parameters after every step; an Adam without decoupled decay is put to fastai's and to PyTorch's. */
export const optim: Topic = {
  name: 'optim',
  topic: 'parameter values after each of ten steps on given gradients',
  needs: () => ['kind', 'hyper', 'lr', 'mom', 'start', 'grads', 'params', 'tol'],
  run(one, check) {
    demandEntries('grads', one.grads);
    for (const field of ['params', 'lr', 'mom']) {
      if (!check.sameLength(field, one[field], one.grads)) return;
    }
    const { wd = 0, decoupled = true, sqr_mom: sqrMom, eps } = one.hyper;
    if (one.kind === 'sgd' || one.kind === 'momentum') {
      follow(one, check, 'sgd', (parameters) => sgd(parameters, { wd, decoupled }));
    } else if (one.kind === 'adam') {
      follow(one, check, 'adam', (parameters) => adam(parameters, { wd, decoupled, sqrMom, eps }));
      if (wd === 0 || !decoupled) {
        const options = { betas: [one.mom[0], sqrMom], eps, weightDecay: wd } as const;
        follow(one, check, 'torchAdam', (parameters) => torchAdam(parameters, options));
      }
    } else {
      throw new Error(`kind is "${one.kind}"; known are sgd, momentum, adam`);
    }
  },
};

function follow(one: Case, check: Check, rule: string, make: (of: Parameter[]) => Optimizer) {
  const value = tf.tidy(() => tf.variable(tf.tensor(one.start)));
  const optimizer = make([{ name: 'w', value, decays: true }]);
  const emitted = emittedNumbers(one.start);
  one.grads.forEach((gradient: number[], step: number) => {
    const after = `params after step ${step} of ${rule}`;
    optimizer.lr = one.lr[step];
    optimizer.mom = one.mom[step];
    optimizer.step([Float32Array.from(gradient)]);
    check.near(after, value.dataSync(), one.params[step], one.tol);
    const { lr, mom } = optimizer;
    const got = emitted.step(gradient, { ...optimizer.rule, lr, mom, steps: step + 1 });
    check.near(`${after}, emitted`, got, one.params[step], one.tol);
  });
  value.dispose();
}

/** The same numbers as the weight of a linear layer in the memory of emitted code. */
function emittedNumbers(start: number[]) {
  const shape = [1, start.length];
  const linear = { name: 'w', inFeatures: 1, outFeatures: start.length, bias: false };
  const program = compile(
    {
      inputShape: [1, 1, 1],
      layers: [
        { type: 'Flatten', name: 'flatten' },
        { type: 'Linear', ...linear },
      ],
      parameters: [{ layer: 1, name: 'w', shape, decays: true }],
      buffers: [],
    },
    { batchSize: 1, fused: features().fused },
  );
  if (typeof program === 'string') throw new Error(program);
  const { views, parameters, gradients } = program;
  const weights = views.floats(parameters.parts[0]!);
  weights.set(start);
  return {
    step(gradient: number[], rule: Update) {
      views.floats(gradients.parts[0]!).set(gradient);
      update(program, rule);
      return weights;
    },
  };
}
