import * as tf from '@tensorflow/tfjs-core';
import { adam, type Optimizer, type Parameter, sgd, torchAdam } from '#cnn';
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
  one.grads.forEach((gradient: number[], step: number) => {
    optimizer.lr = one.lr[step];
    optimizer.mom = one.mom[step];
    optimizer.step([Float32Array.from(gradient)]);
    check.near(`params after step ${step} of ${rule}`, value.dataSync(), one.params[step], one.tol);
  });
  value.dispose();
}
