import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { BatchNorm2d, build, GroupNorm, InstanceNorm2d, LayerNorm, trainingPass } from '#cnn';
import { type LayerPlan, type PlanOf, random } from '#cnn/math';
import { onBackend, onEachBackend } from './each-backend.ts';

onEachBackend(() => {
  test.each<[string, LayerPlan[]]>([
    ['LayerNorm over images', [{ type: 'LayerNorm', name: 'n', normalizedShape: [4, 3, 3] }]],
    [
      'LayerNorm over rows and columns',
      [{ type: 'LayerNorm', name: 'n', normalizedShape: [3, 3] }],
    ],
    ['LayerNorm over columns', [{ type: 'LayerNorm', name: 'n', normalizedShape: [3] }]],
    ['GroupNorm', [{ type: 'GroupNorm', name: 'n', groups: 2, channels: 4 }]],
    ['InstanceNorm2d', [{ type: 'InstanceNorm2d', name: 'n', channels: 4, affine: true }]],
    [
      'LayerNorm over features',
      [
        { type: 'Flatten', name: 'early' },
        { type: 'LayerNorm', name: 'n', normalizedShape: [36] },
      ],
    ],
  ])('%s trains by the slopes of its own loss', (_, layers) => {
    const model = build(
      {
        inputShape: [6, 6, 1],
        layers: [
          {
            type: 'Conv2d',
            name: 'conv',
            inChannels: 1,
            outChannels: 4,
            kernel: 3,
            stride: 2,
            padding: 1,
            bias: true,
          },
          ...layers,
          { type: 'Flatten', name: 'flatten' },
          { type: 'Linear', name: 'linear', inFeatures: 36, outFeatures: 3, bias: true },
        ],
      },
      3,
    );
    const { uniform } = random(1);
    for (const { name, value } of model.parameters) {
      if (!name.startsWith('n.')) continue;
      const values = Float32Array.from({ length: value.size }, () => 0.5 + uniform());
      tf.tidy(() => value.assign(tf.tensor(values, value.shape)));
    }
    const images = Float32Array.from({ length: 5 * 36 }, () => 2 * uniform() - 1);
    const batch = { images, labels: Int32Array.from([0, 1, 2, 1, 0]), size: 5 };
    const { gradients } = trainingPass(model, batch);
    const h = 1e-2;
    model.parameters.forEach(({ name, value }, i) => {
      // One number of each parameter; single precision leaves three digits to a difference.
      const at = Math.min(2, value.size - 1);
      const start = value.dataSync().slice();
      const lossAt = (shift: number) => {
        const moved = start.slice();
        moved[at]! += shift;
        tf.tidy(() => value.assign(tf.tensor(moved, value.shape)));
        return trainingPass(model, batch).loss;
      };
      const slope = (lossAt(h) - lossAt(-h)) / (2 * h);
      tf.tidy(() => value.assign(tf.tensor(start, value.shape)));
      expect(Math.abs(gradients[i]![at]! - slope), name).toBeLessThan(
        2e-4 + 0.01 * Math.abs(slope),
      );
    });
    model.dispose();
  });
});

onBackend('cpu', () => {
  const forward = (
    layer: BatchNorm2d | GroupNorm | InstanceNorm2d,
    shape: number[],
    training: boolean,
  ) => tf.tidy(() => Array.from(layer.forward(tf.ones(shape), training).dataSync()));

  test('BatchNorm2d refuses to train on one value per channel', () => {
    const layer = new BatchNorm2d({ type: 'BatchNorm2d', name: 'bn5', channels: 2 });
    expect(() => forward(layer, [1, 1, 1, 2], true)).toThrow(
      'bn5 got one value per channel and cannot take its variance. Train with at least two images per batch.',
    );
    expect(forward(layer, [1, 1, 1, 2], false)).toHaveLength(2);
    layer.dispose();
  });

  test('InstanceNorm2d refuses images of one pixel, in evaluation too', () => {
    const layer = new InstanceNorm2d({ type: 'InstanceNorm2d', name: 'in5', channels: 2 });
    for (const training of [true, false]) {
      expect(() => forward(layer, [8, 1, 1, 2], training)).toThrow(
        'in5 got images of one pixel and cannot take its variance. Use images of at least two pixels per channel.',
      );
    }
    expect(forward(layer, [1, 1, 2, 2], false)).toEqual([0, 0, 0, 0]);
    layer.dispose();
  });

  test('GroupNorm refuses groups that do not divide, and a batch with one value per group', () => {
    const plan: PlanOf<'GroupNorm'> = { type: 'GroupNorm', name: 'gn', groups: 3, channels: 10 };
    expect(() => new GroupNorm(plan)).toThrow(
      'gn cannot split 10 channels into 3 groups of equal size. Use a number of groups that divides them.',
    );
    const layer = new GroupNorm({ ...plan, groups: 10 });
    expect(() => forward(layer, [1, 1, 1, 10], true)).toThrow('gn got one value per group');
    expect(forward(layer, [2, 1, 1, 10], true)).toEqual(new Array(20).fill(0));
    layer.dispose();
  });

  test('the norms train by default what PyTorch’s train; of it group norm’s scale alone decays, as in fastai', () => {
    const layers = [
      new LayerNorm({ type: 'LayerNorm', name: 'ln', normalizedShape: [4, 2, 3] }),
      new GroupNorm({ type: 'GroupNorm', name: 'gn', groups: 2, channels: 4 }),
      new InstanceNorm2d({ type: 'InstanceNorm2d', name: 'in', channels: 4 }),
    ];
    expect(layers.flatMap(({ parameters }) => parameters.map(({ name }) => name))).toEqual([
      'ln.weight',
      'ln.bias',
      'gn.weight',
      'gn.bias',
    ]);
    expect(layers[0]!.parameters[0]!.value.shape).toEqual([2, 3, 4]);
    const decaying = layers.flatMap(({ parameters }) => parameters.filter(({ decays }) => decays));
    expect(decaying.map(({ name }) => name)).toEqual(['gn.weight']);
    for (const layer of layers) layer.dispose();
  });

  test('a norm of another shape than its images is refused', () => {
    const layer = new LayerNorm({ type: 'LayerNorm', name: 'ln', normalizedShape: [4, 2, 3] });
    expect(() => layer.outputShape([3, 2, 4])).toThrow(
      "ln accepts images whose last axes, in PyTorch's order, are [4, 2, 3], but one image arrives as [3, 2, 4].",
    );
    expect(layer.outputShape([2, 3, 4])).toEqual([2, 3, 4]);
    layer.dispose();
  });
});
