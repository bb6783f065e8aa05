import { expect, test } from 'vitest';
import { type NetPlan, simpleCnnPlan } from '#cnn/math';
import { flopsPerImage } from './flops.ts';

test('the chapter’s net needs 1.081 million operations an image when padding costs nothing', () => {
  // Forward products of its five convolutions; the first has no gradient of its input.
  const forward = 35_912 + 51_200 + 51_200 + 51_200 + 2_560;
  expect(flopsPerImage(simpleCnnPlan())).toBe(2 * (3 * forward - 35_912));
  expect(flopsPerImage(simpleCnnPlan())).toBe(1_080_608);
});

test('batch norm, ReLU and Flatten do not count', () => {
  expect(flopsPerImage(simpleCnnPlan({ norm: 'batch' }))).toBe(flopsPerImage(simpleCnnPlan()));
});

test('a single convolution has a forward pass and a gradient of its weights, nothing else', () => {
  const plan: NetPlan = {
    inputShape: [3, 3, 2],
    layers: [
      {
        type: 'Conv2d',
        name: 'conv',
        inChannels: 2,
        outChannels: 5,
        kernel: 3,
        stride: 1,
        padding: 0,
        bias: true,
      },
    ],
  };
  expect(flopsPerImage(plan)).toBe(2 * 2 * (9 * 2 * 5));
});
