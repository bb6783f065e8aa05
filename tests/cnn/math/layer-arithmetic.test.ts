import { expect, test } from 'vitest';
import {
  brokenCnnPlan,
  type LayerPlan,
  multiplications,
  type NetPlan,
  netSummary,
  outputShape,
  receptiveField,
  simpleCnnPlan,
  simpleNetPlan,
  threeOrSevenPlan,
} from '#cnn/math';
import { cases } from '../referee.ts';

// biome-ignore lint/suspicious/noExplicitAny: the fields are described in architecture.json
function planOf(one: any): NetPlan {
  const [channels, height, width] = one.input;
  // biome-ignore lint/suspicious/noExplicitAny: see above
  const layers = one.layers.map((layer: any): LayerPlan => {
    const { type, name, in_shape: shape, out_shape: out, kernel, stride, padding } = layer;
    const bias = layer.biases > 0;
    if (type === 'Conv2d') {
      const [inChannels, outChannels] = [shape[0], out[0]];
      return { type, name, inChannels, outChannels, kernel, stride, padding, bias };
    }
    return type === 'BatchNorm2d' ? { type, name, channels: shape[0] } : { type, name };
  });
  return { inputShape: [height, width, channels], layers };
}

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

test('every layer of the chapter’s networks has the shapes, counts and fields PyTorch gives it', () => {
  for (const one of cases('architecture', 7, ({ kind }) => kind === 'model')) {
    const rows = netSummary(planOf(one));
    rows.forEach((row, i) => {
      const want = one.layers[i];
      const shape =
        want.out_shape.length === 3 ? [1, 2, 0].map((a) => want.out_shape[a]) : want.out_shape;
      expect(row.outputShape, `${one.name}, ${want.name}`).toEqual(shape);
      expect(row.activations).toBe(want.out_shape.reduce((a: number, b: number) => a * b));
      expect(row.parameters.total).toBe(want.params ?? 0);
      if (want.type !== 'Conv2d') return;
      expect(row.parameters).toMatchObject({ weights: want.weights, biases: want.biases });
      expect(row.multiplications).toEqual({
        outputGrid: want.mults,
        withoutPadding: want.mults_without_padding,
        inputGrid: want.mults_input_grid,
      });
      expect(row.receptiveField).toEqual({
        size: want.rf,
        jump: want.jump,
        start: want.first_left,
      });
    });
    expect(sum(rows.map(({ parameters }) => parameters.total))).toBe(one.total_params);
    expect(sum(rows.map((row) => row.multiplications.outputGrid))).toBe(one.total_mults);
    expect(sum(rows.map((row) => row.multiplications.inputGrid))).toBe(one.total_mults_input_grid);
  }
});

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

test('the network of linear layers has PyTorch’s counts', () => {
  const [one] = cases('architecture', 1, ({ kind }) => kind === 'count');
  const rows = netSummary(simpleNetPlan()).filter(({ layer }) => layer.type === 'Linear');
  expect(rows.map(({ parameters }) => parameters.total)).toEqual(
    one.layers.map(({ params }: { params: number }) => params),
  );
  expect(sum(rows.map((row) => row.multiplications.outputGrid))).toBe(one.total_mults);
});

test('the receptive field of a random stack is the one that gradients reach', () => {
  for (const one of cases('architecture', 34, ({ kind }) => kind === 'stack')) {
    // biome-ignore lint/suspicious/noExplicitAny: see above
    one.per_layer.forEach((want: any, i: number) => {
      const field = receptiveField(one.layers.slice(0, i + 1));
      expect(field, one.name).toEqual({ size: want.rf, jump: want.jump, start: want.first_left });
    });
  }
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
