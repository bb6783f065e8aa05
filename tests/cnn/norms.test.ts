import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { BatchNorm2d, ReLU } from '#cnn';
import { onEachBackend, pulledBy } from './each-backend.ts';
import { cases, expectNear, imagesIn, imagesOut, type Tolerance } from './referee.ts';

function filled(one: Record<string, number[]>, channels: number) {
  const layer = new BatchNorm2d({ type: 'BatchNorm2d', name: 'bn', channels });
  tf.tidy(() => {
    layer.weight.assign(tf.tensor(one.gamma!));
    layer.bias.assign(tf.tensor(one.beta!));
    layer.runningMean.assign(tf.tensor(one.running_mean_before!));
    layer.runningVar.assign(tf.tensor(one.running_var_before!));
  });
  return layer;
}

onEachBackend(() => {
  test('ReLU and its gradient are PyTorch’s, 0 at exactly 0', () => {
    const relu = new ReLU({ type: 'ReLU', name: 'relu' });
    for (const one of cases('norms', 4, ({ op }) => op === 'relu')) {
      tf.tidy(() => {
        const x = tf.tensor(one.x, one.x_shape);
        expectNear(relu.forward(x).dataSync(), one.y, one.tol, one.name);
        const gx = tf.grad((x) => relu.forward(x))(x, tf.tensor(one.gy, one.x_shape));
        expectNear(gx.dataSync(), one.gx, one.tol, `${one.name}: gradient`);
      });
    }
  });

  test('BatchNorm2d is PyTorch’s in training and evaluation: output, gradients, running statistics', () => {
    for (const one of cases('norms', 13, ({ op }) => op === 'batchnorm2d')) {
      expect([one.eps, one.momentum]).toEqual([1e-5, 0.1]);
      const shape: number[] = one.x_shape;
      const layer = filled(one, shape[1]!);
      const near = (got: ArrayLike<number>, field: string, tol: Tolerance = one.tol) =>
        expectNear(got, one[field], tol, `${one.name}: ${field}`);
      const images = (values: number[]) => {
        const turned = imagesIn(values, shape);
        return tf.tensor(turned.values, turned.shape);
      };
      for (const earlier of one.earlier_batches ?? []) {
        tf.tidy(() => layer.forward(images(earlier), true)).dispose();
      }
      const pass = (training: boolean, prefix: string) =>
        tf.tidy(() => {
          const x = tf.variable(images(one.x));
          const gy = images(one.gy);
          let output: number[] = [];
          const { grads } = tf.variableGrads(() => {
            const y = layer.forward(x, training);
            output = imagesOut(y.dataSync(), y.shape);
            return pulledBy(gy, y);
          }, [x, layer.weight, layer.bias]);
          near(output, `${prefix}y`);
          near(imagesOut(grads[x.name]!.dataSync(), x.shape), `${prefix}gx`);
          near(grads[layer.weight.name]!.dataSync(), `${prefix}ggamma`);
          near(grads[layer.bias.name]!.dataSync(), `${prefix}gbeta`);
          x.dispose();
        });
      pass(true, '');
      near(layer.runningMean.dataSync(), 'running_mean');
      near(layer.runningVar.dataSync(), 'running_var');
      pass(false, 'eval_');
      layer.dispose();
    }
  });

  test('BatchNorm2d refuses to train on one value per channel', () => {
    const layer = new BatchNorm2d({ type: 'BatchNorm2d', name: 'bn5', channels: 2 });
    expect(() => tf.tidy(() => layer.forward(tf.ones([1, 1, 1, 2]), true))).toThrow(
      'bn5 got one value per channel and cannot take its variance. Train with at least two images per batch.',
    );
    layer.dispose();
  });
});

test('the other norm cases are of layers the package does not have yet', () => {
  const later = cases('norms', 23, ({ op }) => op !== 'relu' && op !== 'batchnorm2d');
  expect(new Set(later.map(({ op }) => op))).toEqual(
    new Set(['layernorm', 'groupnorm', 'instancenorm']),
  );
});
