import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { build, Conv2d } from '#cnn';
import {
  type ConvStack,
  convOutputSize,
  inputGradient,
  pathCounts,
  precedents,
  random,
  receptiveField,
  stackOutputs,
  threeOrSevenPlan,
  type WeightedConv,
} from '#cnn/math';
import { nodeBackend } from '../../lab/node-backend.ts';

beforeAll(nodeBackend);

const layer = fc.record({
  kernel: fc.integer({ min: 1, max: 5 }),
  stride: fc.integer({ min: 1, max: 3 }),
  padding: fc.integer({ min: 0, max: 3 }),
  dilation: fc.integer({ min: 1, max: 2 }),
});

/** Stacks of one to six layers that fit their image, with one output of each. */
const traced = fc
  .record({
    size: fc.tuple(fc.integer({ min: 5, max: 24 }), fc.integer({ min: 5, max: 24 })),
    layers: fc.array(layer, { minLength: 1, maxLength: 6 }),
    at: fc.tuple(
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
    ),
  })
  .map(({ size, layers, at }) => {
    const stack: ConvStack = { size, layers: fitting(size, layers) };
    const sides = ([0, 1] as const).map((axis) =>
      stack.layers.reduce((side, options) => convOutputSize(side, options), size[axis]),
    );
    const cell = [Math.floor(at[0] * sides[0]!), Math.floor(at[1] * sides[1]!)] as [number, number];
    return { stack, sides: sides as [number, number], cell };
  })
  .filter(({ stack }) => stack.layers.length > 0);

function fitting(size: readonly number[], layers: ConvStack['layers']) {
  const kept: ConvStack['layers'][number][] = [];
  let sides = [...size];
  for (const options of layers) {
    try {
      sides = sides.map((side) => convOutputSize(side, options));
    } catch {
      break;
    }
    kept.push(options);
  }
  return kept;
}

/** The gradient of one output by every pixel, by TensorFlow.js through the package's Conv2d. */
function taughtGradient(stack: ConvStack, cell: readonly number[], weigh: (w: Conv2d) => void) {
  const [height, width] = stack.size;
  const layers = stack.layers.map(({ kernel, stride = 1, padding = 0, dilation = 1 }, i) => {
    const plan = {
      type: 'Conv2d',
      name: `conv${i}`,
      inChannels: 1,
      outChannels: 1,
      bias: false,
    } as const;
    const conv = new Conv2d({ ...plan, kernel, stride, padding, dilation }, random(i));
    weigh(conv);
    return conv;
  });
  const values = tf.tidy(() => {
    const output = (x: tf.Tensor) => layers.reduce((input, conv) => conv.forward(input, false), x);
    const x = tf.ones([1, height, width, 1]);
    return tf
      .grad(output)(x, oneHot(output(x).shape, [0, ...cell, 0]))
      .dataSync();
  });
  for (const conv of layers) conv.dispose();
  return values;
}

/** The number at one place is 1, all others are 0: asked backwards, the gradient of that number alone. */
function oneHot(shape: number[], place: readonly number[]) {
  const buffer = tf.buffer(shape);
  buffer.set(1, ...place);
  return buffer.toTensor();
}

const unit = (conv: Conv2d) => tf.tidy(() => conv.weight.assign(tf.onesLike(conv.weight)));

test('the traced pixels are those with a gradient path, in 200 random stacks', () => {
  fc.assert(
    fc.property(traced, ({ stack, cell }) => {
      const gradient = taughtGradient(stack, cell, unit);
      const [image] = precedents(stack, cell);
      const { rows, columns } = pathCounts(stack, cell);
      const field = receptiveField(stack.layers);
      const [top, left] = cell.map((at) => field.start + at * field.jump);
      const [height, width] = stack.size;
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          const slope = gradient[row * width + column]!;
          const inside = image!.rows.includes(row) && image!.columns.includes(column);
          expect(slope !== 0).toBe(inside);
          // With weights of 1 the gradient counts the paths.
          expect(slope).toBe(rows[row]! * columns[column]!);
          if (row < top! || row >= top! + field.size) expect(slope).toBe(0);
          if (column < left! || column >= left! + field.size) expect(slope).toBe(0);
        }
      }
    }),
    { numRuns: 200, seed: 13 },
  );
});

test('paths to a pixel after two stride-2 convolutions are 1, 1, 2, 1, 2, 1, 1 along an axis', () => {
  const conv = { kernel: 3, stride: 2 };
  const { rows, columns } = pathCounts({ size: [22, 22], layers: [conv, conv] }, [0, 3]);
  expect(rows).toEqual([1, 1, 2, 1, 2, 1, 1, ...Array(15).fill(0)]);
  expect(columns.slice(12, 19)).toEqual([1, 1, 2, 1, 2, 1, 1]);
  const twin = pathCounts({ size: [22, 22], layers: [{ kernel: 3 }, { kernel: 3 }] }, [0, 0]);
  expect(twin.rows.slice(0, 6)).toEqual([1, 2, 3, 2, 1, 0]);
});

test('outputs and input gradients are those of TensorFlow.js, through the chapter’s net and its ReLUs', () => {
  const model = build(threeOrSevenPlan(), 5);
  const values = (name: string) => model.parameters.find((one) => one.name === name)!.value;
  const layers = threeOrSevenPlan().layers.flatMap((plan): WeightedConv[] => {
    if (plan.type !== 'Conv2d') return [];
    const { name, inChannels, outChannels } = plan;
    return [
      {
        kernel: 3,
        stride: 2,
        padding: 1,
        inChannels,
        outChannels,
        weight: values(`${name}.weight`).dataSync(),
        bias: values(`${name}.bias`).dataSync(),
        relu: outChannels !== 2,
      },
    ];
  });
  const draw = random(7);
  const pixels = Float32Array.from({ length: 784 }, () => draw.uniform());
  const image = { height: 28, width: 28, channels: 1, values: pixels };
  const outputs = stackOutputs(image, layers);
  for (const [depth, place] of [
    [5, { row: 0, column: 0, channel: 1 }],
    [3, { row: 1, column: 2, channel: 9 }],
    [2, { row: 6, column: 0, channel: 3 }],
  ] as const) {
    const { row, column, channel } = place;
    // The number before its own ReLU: up to and with convolution `depth`, its activation left out.
    const below = model.layers.slice(0, 2 * depth - 1);
    const [wanted, slopes] = tf.tidy(() => {
      const run = (x: tf.Tensor) => below.reduce((input, one) => one.forward(input, false), x);
      const x = tf.tensor(pixels, [1, 28, 28, 1]);
      const y = run(x);
      const at = oneHot(y.shape, [0, row, column, channel]);
      const wanted = Array.from(y.dataSync())[
        (row * y.shape[2]! + column) * y.shape[3]! + channel
      ]!;
      return [wanted, Array.from(tf.grad(run)(x, at).dataSync())] as const;
    });
    const { width, channels, values } = outputs[depth]!;
    const shown = values[(row * width + column) * channels + channel]!;
    expect(shown).toBeCloseTo(depth === 5 ? wanted : Math.max(0, wanted), 4);
    const gradient = inputGradient(outputs.slice(0, depth + 1), layers.slice(0, depth), place);
    Array.from(gradient.values).forEach((slope, i) => {
      expect(slope).toBeCloseTo(slopes[i]!, 5);
    });
  }
  model.dispose();
});

test('channels that do not meet are refused with a sentence', () => {
  const image = { height: 4, width: 4, channels: 2, values: new Float32Array(32) };
  const wrong = { kernel: 3, inChannels: 1, outChannels: 1, weight: Array(9).fill(1), relu: false };
  expect(() => stackOutputs(image, [wrong])).toThrow('A layer takes 1 channels, but 2 arrive.');
});
