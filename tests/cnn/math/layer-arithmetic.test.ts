import { expect, test } from 'vitest';
import {
  brokenCnnPlan,
  multiplications,
  type NetPlan,
  netSummary,
  outputShape,
  receptiveField,
  simpleCnnPlan,
  simpleNetPlan,
  threeOrSevenPlan,
} from '#cnn/math';
import { planOf } from '../../reference/topics/architecture.ts';
import { cases } from '../referee.ts';

test('the networks on offer are the chapter’s', () => {
  const offered: [string, NetPlan][] = [
    ['two classes', threeOrSevenPlan()],
    ['ten classes, first kernel 5', simpleCnnPlan()],
    ['ten classes, first kernel 3', simpleCnnPlan({ firstKernel: 3 })],
    [
      'ten classes, relu then batchnorm, also after the last conv',
      simpleCnnPlan({ norm: 'batch' }),
    ],
  ];
  for (const [name, plan] of offered) {
    expect(plan).toEqual(planOf(cases('architecture', 1, (one) => one.name === name)[0]));
  }
  const broken = cases('architecture', 1, ({ name }) => name === 'stride 1 throughout')[0];
  expect(brokenCnnPlan()).toEqual({
    ...planOf(broken),
    layers: planOf(broken).layers.filter(({ type }) => type !== 'Flatten'),
  });
});

test('layers two to four of the first network cost the same when padding is not counted', () => {
  const counts = netSummary(threeOrSevenPlan())
    .filter(({ layer }) => layer.type === 'Conv2d')
    .map((row) => row.multiplications.withoutPadding);
  expect(counts.slice(1, 4)).toEqual([12800, 12800, 12800]);
});

test('a layer that cannot take its input says what it accepts', () => {
  const [conv] = simpleCnnPlan().layers;
  expect(() => outputShape(conv!, [28, 28, 3])).toThrow(
    'conv1 accepts [height, width, 1], but one image arrives as [28, 28, 3].',
  );
  const [, linear] = simpleNetPlan().layers;
  expect(() => outputShape(linear!, [28, 28])).toThrow('linear1 accepts [784]');
  expect(multiplications({ type: 'ReLU', name: 'relu1' }, [28, 28, 1]).outputGrid).toBe(0);
});

test('a kernel that is not square and dilates is counted in both directions', () => {
  const [row] = netSummary({
    inputShape: [7, 9, 3],
    layers: [
      {
        type: 'Conv2d',
        name: 'conv',
        inChannels: 3,
        outChannels: 4,
        kernel: [3, 5],
        stride: [2, 1],
        padding: [1, 0],
        dilation: [1, 2],
        bias: false,
      },
    ],
  });
  expect(row!.outputShape).toEqual([4, 1, 4]);
  expect(row!.parameters).toEqual({ weights: 180, biases: 0, total: 180 });
  expect(row!.multiplications).toEqual({
    outputGrid: 720,
    withoutPadding: 12 * 10 * 5,
    inputGrid: 180 * 63,
  });
  expect(row!.receptiveField).toEqual({ size: 3, jump: 2, start: -1 });
});

test('the four norms sit in the same places, and say what they train', () => {
  const trained = (norm: 'batch' | 'layer' | 'group' | 'instance') =>
    netSummary(simpleCnnPlan({ norm, normPlace: 'before' }))
      .filter(({ layer }) => /Norm/.test(layer.type))
      .map(({ layer, parameters }) => [layer.name, parameters.total]);
  const four = (letters: string) =>
    [16, 32, 64, 128].map((count, i) => [`${letters}${i + 1}`, count]);
  expect(trained('batch')).toEqual([...four('bn'), ['bn5', 20]]);
  expect(trained('group')).toEqual(four('gn'));
  expect(trained('instance')).toEqual(four('in'));
  expect(trained('layer').map(([, count]) => count)).toEqual([3136, 1568, 1024, 512]);
  const order = simpleCnnPlan({ norm: 'group', normPlace: 'before' }).layers.map(
    ({ type }) => type,
  );
  expect(order.slice(0, 3)).toEqual(['Conv2d', 'GroupNorm', 'ReLU']);
  expect(order.slice(-2)).toEqual(['Conv2d', 'Flatten']);
});

test('settings that are no whole numbers are refused by name', () => {
  expect(() => receptiveField([{ kernel: Number.NaN }])).toThrow(
    'kernel is NaN; it accepts a whole number of at least 1.',
  );
  expect(() => receptiveField([{ kernel: 3, stride: 0 }])).toThrow('stride is 0;');
});
