import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { Conv2d } from '#cnn';
import { conv2dGrid, convOutputSize, random } from '#cnn/math';
import { onBackend, onEachBackend } from './each-backend.ts';
import { cases, expectNear, turned } from './referee.ts';

const plan = {
  type: 'Conv2d',
  name: 'conv1',
  inChannels: 2,
  outChannels: 3,
  kernel: [2, 3],
  stride: [1, 2],
  padding: [0, 1],
  dilation: [2, 1],
  bias: true,
} as const;

onEachBackend(() => {
  test('each direction has its own kernel, stride, padding and dilation', () => {
    const layer = new Conv2d(plan, random(4));
    const image = Array.from({ length: 5 * 6 * 2 }, (_, i) => Math.sin(i));
    const y = tf.tidy(() => layer.forward(tf.tensor(image, [1, 5, 6, 2])).dataSync());
    expect(layer.outputShape([5, 6, 2])).toEqual([3, 3, 3]);
    const [weight, bias] = [layer.weight.dataSync(), layer.bias!.dataSync()];
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++)
        for (let out = 0; out < 3; out++) {
          let sum = bias[out]!;
          for (let r = 0; r < 2; r++)
            for (let c = 0; c < 3; c++)
              for (let channel = 0; channel < 2; channel++) {
                const [row, column] = [i + 2 * r, 2 * j - 1 + c];
                if (column < 0 || column >= 6) continue;
                const pixel = image[(row * 6 + column) * 2 + channel]!;
                sum += pixel * weight[((r * 3 + c) * 2 + channel) * 3 + out]!;
              }
          expect(y[(i * 3 + j) * 3 + out]).toBeCloseTo(sum, 5);
        }
    layer.dispose();
  });

  test('a batch of another rank, other channels or no images is refused', () => {
    const layer = new Conv2d(plan, random(4));
    const put =
      (...shape: number[]) =>
      () =>
        tf.tidy(() => layer.forward(tf.zeros(shape)));
    expect(put(1, 5, 6, 3)).toThrow(
      'conv1 accepts [height, width, 2], but one image arrives as [5, 6, 3].',
    );
    expect(put(1, 60)).toThrow('conv1 accepts [height, width, channels], but');
    expect(put(0, 5, 6, 2)).toThrow(
      'conv1 got x of shape [0, 5, 6, 2]; it accepts a batch of at least one image.',
    );
    expect(put(1, 2, 6, 2)).toThrow('The kernel reaches over 3 pixels');
    layer.dispose();
  });
});

onBackend('cpu', () => {
  test('a convolution of TensorFlow.js with dilation refuses to train rather than train wrongly', () => {
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
