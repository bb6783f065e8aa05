import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { AvgPool2d, build, Flatten, Linear, simpleCnn } from '#cnn';
import { netSummary, random, simpleCnnPlan } from '#cnn/math';
import { onEachBackend, pulledBy } from './each-backend.ts';

onEachBackend(() => {
  test('AvgPool2d takes the mean of each square and hands its gradient back evenly', () => {
    const pool = new AvgPool2d({ type: 'AvgPool2d', name: 'pool', kernel: 2, stride: 2 });
    tf.tidy(() => {
      const x = tf.tensor([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 4, 1]);
      expect(Array.from(pool.forward(x).dataSync())).toEqual([3.5, 5.5]);
      const gx = tf.grad((x) => pool.forward(x))(x, tf.tensor([4, 8], [1, 1, 2, 1]));
      expect(Array.from(gx.dataSync())).toEqual([1, 1, 2, 2, 1, 1, 2, 2]);
    });
  });

  test('AvgPool2d drops what does not fill a square, and refuses images smaller than one', () => {
    const pool = new AvgPool2d({ type: 'AvgPool2d', name: 'pool', kernel: 3, stride: 2 });
    tf.tidy(() => {
      const x = tf.reshape(tf.range(0, 6 * 5), [1, 6, 5, 1]);
      expect(pool.outputShape([6, 5, 1])).toEqual([2, 2, 1]);
      expect(Array.from(pool.forward(x).dataSync())).toEqual([6, 8, 16, 18]);
    });
    expect(() => tf.tidy(() => pool.forward(tf.zeros([1, 2, 5, 1])))).toThrow(
      'The kernel reaches over 3 pixels, but the padded image has only 2',
    );
    expect(() => pool.outputShape([25])).toThrow('pool accepts [height, width, channels]');
  });

  test('Linear is a weighted sum with a bias, and has the gradients of one', () => {
    const plan = {
      type: 'Linear',
      name: 'linear',
      inFeatures: 2,
      outFeatures: 2,
      bias: true,
    } as const;
    const linear = new Linear(plan, random(0));
    tf.tidy(() => {
      linear.weight.assign(tf.tensor([1, 2, 3, 4], [2, 2]));
      linear.bias!.assign(tf.tensor([10, 20]));
      const x = tf.variable(tf.tensor([1, 1, 2, 0], [2, 2]));
      expect(Array.from(linear.forward(x).dataSync())).toEqual([14, 26, 12, 24]);
      const gy = tf.tensor([1, 0, 0, 1], [2, 2]);
      const { grads } = tf.variableGrads(
        () => pulledBy(gy, linear.forward(x)),
        [x, linear.weight, linear.bias!],
      );
      const of = (variable: tf.Variable) => Array.from(grads[variable.name]!.dataSync());
      expect(of(x)).toEqual([1, 3, 2, 4]);
      expect(of(linear.weight)).toEqual([1, 2, 1, 0]);
      expect(of(linear.bias!)).toEqual([1, 1]);
      x.dispose();
    });
    linear.dispose();
  });

  test('Flatten keeps the batch axis, a batch of one included', () => {
    const flatten = new Flatten({ type: 'Flatten', name: 'flatten' });
    tf.tidy(() => {
      expect(flatten.forward(tf.zeros([1, 2, 2, 3])).shape).toEqual([1, 12]);
      expect(flatten.forward(tf.zeros([5, 1, 1, 10])).shape).toEqual([5, 10]);
    });
  });

  test('Sequential shows the output of every layer to whoever watches, until they stop', () => {
    const model = simpleCnn({ norm: 'batch', seed: 0 });
    const seen: [string, number[], boolean][] = [];
    const stop = model.watch(({ layer, shape, training }) =>
      seen.push([layer, shape.slice(1), training]),
    );
    tf.tidy(() => model.forward(tf.zeros([2, 28, 28, 1]), false)).dispose();
    const rows = netSummary(simpleCnnPlan({ norm: 'batch' }));
    expect(seen).toEqual(rows.map(({ layer, outputShape }) => [layer.name, outputShape, false]));
    expect(model.outputShape([28, 28, 1])).toEqual([10]);
    stop();
    tf.tidy(() => model.forward(tf.zeros([2, 28, 28, 1]), false)).dispose();
    expect(seen).toHaveLength(rows.length);
    model.dispose();
  });

  test('a network whose layers do not fit is refused before any weight is drawn', () => {
    const plan = simpleCnnPlan();
    expect(() => build({ ...plan, inputShape: [28, 28, 3] }, 0)).toThrow('conv1 accepts');
  });
});
