import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { Conv2d } from '#cnn';
import { conv2dGrid, convOutputSize, random } from '#cnn/math';
import { onBackend, onEachBackend, pulledBy } from './each-backend.ts';
import {
  cases,
  expectNear,
  imagesIn,
  imagesOut,
  turned,
  weightsIn,
  weightsOut,
} from './referee.ts';

// The package's convolutions have square kernels and no dilation; the referee's other 31 cases are counted below.
const square = (one: { dilation: number; w_shape: number[] }) =>
  one.dilation === 1 && one.w_shape[2] === one.w_shape[3];

function layerOf(one: {
  w_shape: number[];
  stride: number;
  padding: number;
  bias: boolean;
  w: number[];
  b: number[];
}) {
  const [outChannels, inChannels, kernel] = one.w_shape as [number, number, number];
  const { stride, padding, bias } = one;
  const layer = new Conv2d(
    { type: 'Conv2d', name: 'conv', inChannels, outChannels, kernel, stride, padding, bias },
    random(0),
  );
  const weight = weightsIn(one.w, one.w_shape);
  tf.tidy(() => {
    layer.weight.assign(tf.tensor(weight.values, weight.shape));
    if (one.bias) layer.bias!.assign(tf.tensor(one.b));
  });
  return layer;
}

onEachBackend(() => {
  test('Conv2d puts out what PyTorch puts out, and has its three gradients', () => {
    for (const one of cases('conv2d', 52, square)) {
      const layer = layerOf(one);
      const images = imagesIn(one.x, one.x_shape);
      const upstream = imagesIn(one.gy, one.y_shape);
      tf.tidy(() => {
        const x = tf.variable(tf.tensor(images.values, images.shape));
        const gy = tf.tensor(upstream.values, upstream.shape);
        const y = layer.forward(x);
        expect(layer.outputShape(images.shape.slice(1))).toEqual(y.shape.slice(1));
        expectNear(imagesOut(y.dataSync(), y.shape), one.y, one.tol, `${one.name}: output`);
        const variables = [x, ...layer.parameters.map(({ value }) => value)];
        const { grads } = tf.variableGrads(() => pulledBy(gy, layer.forward(x)), variables);
        const of = (variable: tf.Variable) => grads[variable.name]!;
        const gx = imagesOut(of(x).dataSync(), x.shape);
        expectNear(gx, one.gx, one.tol, `${one.name}: gradient for x`);
        const gw = weightsOut(of(layer.weight).dataSync(), layer.weight.shape);
        expectNear(gw, one.gw, one.tol, `${one.name}: gradient for the weight`);
        if (one.bias) {
          const gb = of(layer.bias!).dataSync();
          expectNear(gb, one.gb, one.tol, `${one.name}: gradient for the bias`);
        }
        x.dispose();
      });
      layer.dispose();
    }
  });
});

onBackend('cpu', () => {
  test('a convolution with dilation refuses to train rather than train wrongly', () => {
    const filter = tf.ones<tf.Rank.R4>([3, 3, 1, 1]);
    const through = tf.grad((x) => tf.conv2d(x as tf.Tensor4D, filter, 1, 0, 'NHWC', 2));
    const x = tf.ones([1, 5, 5, 1]);
    expect(() => through(x)).toThrow('A convolution with dilation has no gradient here.');
    // What TensorFlow.js keeps for a gradient that fails is the caller's to free.
    for (const { saved } of tf.engine().state.activeTape) tf.dispose(saved);
    tf.dispose([x, filter]);
  });
});

test('the loops on plain numbers agree with PyTorch, channel by channel', () => {
  for (const one of cases('conv2d', 54, ({ dilation }) => dilation === 1)) {
    const [batch, channels, height, width] = one.x_shape;
    const [outChannels, , kernelHeight, kernelWidth] = one.w_shape;
    const { stride, padding } = one;
    const grid = (values: number[], from: number, rows: number, columns: number) =>
      Array.from({ length: rows }, (_, r) =>
        values.slice(from + r * columns, from + (r + 1) * columns),
      );
    const y: number[] = [];
    for (let n = 0; n < batch; n++)
      for (let out = 0; out < outChannels; out++) {
        const maps = Array.from({ length: channels }, (_, c) =>
          conv2dGrid(
            grid(one.x, (n * channels + c) * height * width, height, width),
            grid(
              one.w,
              (out * channels + c) * kernelHeight * kernelWidth,
              kernelHeight,
              kernelWidth,
            ),
            { stride, padding, bias: c === 0 && one.bias ? one.b[out] : 0 },
          ).flat(),
        );
        y.push(...maps[0]!.map((_, i) => maps.reduce((sum, map) => sum + map[i]!, 0)));
      }
    expectNear(y, one.y, one.tol, one.name);
  }
});

test('the output size is PyTorch’s for every setting, dilation included', () => {
  for (const { x_shape, w_shape, y_shape, stride, padding, dilation } of cases(
    'conv2d',
    83,
    () => true,
  )) {
    for (const axis of [2, 3]) {
      const size = convOutputSize(x_shape[axis], {
        kernel: w_shape[axis],
        stride,
        padding,
        dilation,
      });
      expect(size).toBe(y_shape[axis]);
    }
  }
});

test('the axes turn as PyTorch’s permute does', () => {
  expect(turned([1, 2, 3, 4, 5, 6], [2, 3], [1, 0])).toEqual([1, 4, 2, 5, 3, 6]);
});
