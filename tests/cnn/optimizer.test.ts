import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { adam, sgd, torchAdam } from '#cnn';
import { onEachBackend } from './each-backend.ts';
import { cases, expectNear } from './referee.ts';

onEachBackend(() => {
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

  test('a setting that is undefined counts as absent', () => {
    const absent: object = { lr: undefined, mom: undefined, wd: undefined, betas: undefined };
    for (const rule of [sgd, adam, torchAdam]) {
      const after = (options: object) => {
        const value = tf.tidy(() => tf.variable(tf.tensor([1, -2])));
        const optimizer = rule([{ name: 'w', value, decays: true }], options);
        for (const gradient of [0.5, -1]) optimizer.step([Float32Array.from([gradient, 2])]);
        const found = [optimizer.lr, optimizer.mom, ...value.dataSync()];
        value.dispose();
        return found;
      };
      expect(after(absent)).toEqual(after({}));
    }
  });

  test('an optimiser set back to what it read goes the same way again', () => {
    for (const rule of [sgd, adam, torchAdam]) {
      const value = tf.tidy(() => tf.variable(tf.tensor([1, -2])));
      const optimizer = rule([{ name: 'w', value, decays: true }], { lr: 0.1 });
      const step = () => {
        optimizer.step([Float32Array.from([0.5, 2])]);
        return Array.from(value.dataSync());
      };
      optimizer.mom = 0.8;
      step();
      const [state, start] = [optimizer.read(), value.dataSync().slice()];
      const first = [step(), step()];
      optimizer.lr = 7;
      optimizer.write(state);
      tf.tidy(() => value.assign(tf.tensor(start)));
      expect([step(), step()]).toEqual(first);
      expect(optimizer.read()).toMatchObject({ lr: 0.1, mom: 0.8, steps: 3 });
      value.dispose();
    }
  });

  test('gradients and states of other sizes are refused', () => {
    const value = tf.tidy(() => tf.variable(tf.tensor([1, -2])));
    const optimizer = adam([{ name: 'conv1.bias', value, decays: true }]);
    expect(() => optimizer.step([Float32Array.from([1])])).toThrow(
      'gradients has 1 arrays, and 1 numbers for conv1.bias; it needs one array for each of 1 parameters, here of 2 numbers.',
    );
    expect(() => optimizer.write({ lr: 1, mom: 0, steps: 0, averages: [] })).toThrow(
      'state.averages has 0 arrays, and no numbers for conv1.bias;',
    );
    value.dispose();
  });
});
