import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { adam, sgd } from '#cnn';
import { onEachBackend } from './each-backend.ts';
import { cases, expectNear } from './referee.ts';

const kinds = ['sgd', 'momentum', 'adam'];

onEachBackend(() => {
  test('ten steps of SGD, momentum and fastai’s Adam end where PyTorch’s end', () => {
    for (const one of cases('optim', 13, ({ kind }) => kinds.includes(kind))) {
      const value = tf.tidy(() => tf.variable(tf.tensor(one.start)));
      const { wd = 0, decoupled = true, sqr_mom: sqrMom, eps } = one.hyper;
      const parameters = [{ name: 'w', value, decays: true }];
      const optimizer =
        one.kind === 'adam'
          ? adam(parameters, { wd, decoupled, sqrMom, eps })
          : sgd(parameters, { wd, decoupled });
      one.grads.forEach((gradient: number[], step: number) => {
        optimizer.lr = one.lr[step];
        optimizer.mom = one.mom[step];
        optimizer.step([Float32Array.from(gradient)]);
        expectNear(value.dataSync(), one.params[step], one.tol, `${one.name}: step ${step}`);
      });
      value.dispose();
    }
  });

  test('Adam’s defaults are fastai’s, and a parameter that does not decay is spared', () => {
    const one = cases('optim', 1, ({ name }) =>
      name.startsWith('fastai Adam defaults, a weight'),
    )[0];
    const spared = cases('optim', 1, ({ name }) => name.includes('no decay'))[0];
    for (const [{ start, grads, params, lr, tol }, decays] of [
      [one, true],
      [spared, false],
    ] as const) {
      const value = tf.tidy(() => tf.variable(tf.tensor(start)));
      const optimizer = adam([{ name: 'w', value, decays }], { lr: lr[0] });
      expect(optimizer.mom).toBe(0.9);
      for (const gradient of grads) optimizer.step([Float32Array.from(gradient)]);
      expectNear(value.dataSync(), params.at(-1), tol, 'after ten steps');
      value.dispose();
    }
  });
});
