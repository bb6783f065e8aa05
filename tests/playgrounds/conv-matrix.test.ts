import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filledMatrix } from '#cnn/math';
import { lightOf, windowOf } from '../../src/playgrounds/conv-matrix/light.ts';
import { billOf, difference, shown } from '../../src/playgrounds/conv-matrix/matrix.ts';
import {
  bounds,
  codec,
  legal,
  reshaped,
  type Tied,
} from '../../src/playgrounds/conv-matrix/model.ts';
import { planOf, thingAt } from '../../src/playgrounds/conv-matrix/plan.ts';
import { refusalOf, weightCount } from '../../src/playgrounds/conv-matrix/sizes.ts';
import { csv, pytorch } from '../../src/playgrounds/conv-matrix/take.ts';
import {
  checkWords,
  entryWords,
  pinWords,
  termsOf,
  weightName,
} from '../../src/playgrounds/conv-matrix/words.ts';
import cases from '../reference/conv_matrix.json' with { type: 'json' };

const from = (link: string): Tied => {
  const { state, problem } = codec.parse(link, codec.start);
  expect(problem).toBeUndefined();
  return state;
};
const measure = (name: keyof typeof bounds) =>
  fc.integer({ min: bounds[name][0], max: bounds[name][1] });
const sizes = fc.record({
  height: fc.integer({ min: 1, max: 8 }),
  width: fc.integer({ min: 1, max: 8 }),
  kernel: measure('kernel'),
  stride: measure('stride'),
  padding: measure('padding'),
  dilation: measure('dilation'),
  inChannels: measure('inChannels'),
  outChannels: measure('outChannels'),
});
const states: fc.Arbitrary<Tied> = sizes.chain((shape) => {
  const list = (length: number) =>
    fc.array(fc.integer({ min: -99, max: 99 }), { minLength: length, maxLength: length });
  return fc
    .record({
      weights: list(weightCount(shape)),
      bias: list(shape.outChannels),
      image: list(shape.inChannels * shape.height * shape.width),
      cut: fc.array(fc.nat(99), { maxLength: 4 }),
      zeros: fc.boolean(),
      pin: fc.constantFrom(null, { weight: 2 }, { row: 3 }, { column: 1 }, { row: 1, column: 4 }),
    })
    .map((rest) => legal({ ...codec.start, ...shape, ...rest }));
});

test('matrix times vector is the convolution, by sliding and by tf.conv2d, for every state', () => {
  let drawn = 0;
  fc.assert(
    fc.property(states, (state) => {
      const all = shown(state);
      if (all === null) {
        expect(refusalOf(state)?.message).toContain("Kernel size can't be greater");
        return;
      }
      drawn++;
      expect(difference(all)).toBeLessThan(1e-6);
      const { height, width, kernel, stride, padding, dilation, inChannels, outChannels } = state;
      const y = tf.tidy(() => {
        const x = tf
          .tensor(all.image as number[], [1, inChannels, height, width])
          .transpose([0, 2, 3, 1]);
        const w = tf
          .tensor(all.weights as number[], [outChannels, inChannels, kernel, kernel])
          .transpose([2, 3, 1, 0]);
        const padded = tf.pad(x, [
          [0, 0],
          [padding, padding],
          [padding, padding],
          [0, 0],
        ]);
        const dense = tf.conv2d(
          padded as tf.Tensor4D,
          w as tf.Tensor4D,
          1,
          'valid',
          'NHWC',
          dilation,
        );
        const [, rows, columns] = dense.shape;
        const kept = (n: number) =>
          Array.from({ length: Math.ceil(n / stride) }, (_, i) => i * stride);
        return dense
          .gather(tf.tensor1d(kept(rows), 'int32'), 1)
          .gather(tf.tensor1d(kept(columns), 'int32'), 2)
          .transpose([0, 3, 1, 2])
          .dataSync();
      });
      expect(y.length).toBe(all.product.length);
      const each = all.out[0] * all.out[1];
      all.product.forEach((value, row) => {
        expect(y[row]! + all.bias[Math.floor(row / each)]!).toBeCloseTo(value, 0);
      });
    }),
    { seed: 13, numRuns: 900 },
  );
  expect(drawn).toBeGreaterThanOrEqual(500);
});

test.each(cases.cases)('PyTorch’s case passes through the figure’s model: $name', (one) => {
  const [outChannels, inChannels, kernel] = one.w_shape as [number, number, number, number];
  const [, , height, width] = one.x_shape as [number, number, number, number];
  const { stride, padding, dilation } = one;
  const state = legal({
    ...codec.start,
    ...{ height, width, kernel, stride, padding, dilation, inChannels, outChannels },
    weights: one.w,
    image: one.x,
    bias: one.b,
  });
  expect(state.weights).toEqual(one.w);
  const all = shown(state)!;
  expect([all.rows, all.columns]).toEqual(one.matrix_shape);
  expect(all.entries.toSorted(([a, b], [c, d]) => a - c || b - d)).toEqual(
    one.entries.toSorted(([a, b], [c, d]) => a! - c! || b! - d!),
  );
  all.product.forEach((y, row) => {
    expect(y).toBeCloseTo(one.y_with_bias[row]!, 5);
  });
});

test('the chapter’s example is a matrix of 4 by 9 with 16 entries and 4 weights', () => {
  const all = shown(codec.start)!;
  expect([all.rows, all.columns, all.entries.length, all.weights.length]).toEqual([4, 9, 16, 4]);
  expect(filledMatrix({ ...all, entries: [...all.entries] }, all.weights)[1]).toEqual([
    0, 1, -1, 0, 2, -2, 0, 0, 0,
  ]);
  expect([0, 1, 2, 3].map((weight) => weightName(codec.start, weight)).join('')).toBe('αβγδ');
  expect(termsOf(all, 0)).toEqual([
    { column: 0, value: 1, pixel: 1 },
    { column: 1, value: -1, pixel: 6 },
    { column: 3, value: 2, pixel: 9 },
    { column: 4, value: -2, pixel: 5 },
  ]);
});

test('9 numbers on 28 by 28 become 6,084 when the ties are cut and 529,984 when the zeros go too', () => {
  const tied = from('height=28&width=28&kernel=3');
  const all = shown(tied)!;
  expect([all.rows, all.columns]).toEqual([676, 784]);
  expect(billOf(tied, all)).toEqual({ tied: 9, copies: 6084, all: 529984, now: 9 });
  const loose = { ...tied, cut: [0, 1, 2, 3, 4, 5, 6, 7, 8], zeros: true };
  expect(billOf(loose, all).now).toBe(529984);
  expect(billOf({ ...tied, cut: [4] }, all).now).toBe(8 + 676);
});

test('changing a weight changes all its copies and nothing else', () => {
  const before = shown(codec.start)!;
  const after = shown({ ...codec.start, weights: [7, -1, 2, -2] })!;
  const moved = after.numbers.filter(([, , value], i) => value !== before.numbers[i]![2]);
  expect(moved.map(([row, column]) => [row, column])).toEqual([
    [0, 0],
    [1, 1],
    [2, 3],
    [3, 4],
  ]);
  expect(checkWords(after)).toBe(
    'Matrix times vector gives the same 4 numbers as sliding the kernel.',
  );
});

test('an entry takes a number of its own only when its tie is cut, and then no kernel does the same', () => {
  const own = [[0, 0, 5]] as const;
  expect(difference(shown({ ...codec.start, own })!)).toBe(0);
  const cut = { ...codec.start, own, cut: [0] };
  const all = shown(cut)!;
  expect(difference(all)).toBe(4);
  expect(checkWords(all)).toMatch(/^This is no convolution any more: .* up to 4 apart\./);
  const zero = { ...codec.start, own: [[0, 2, 3]] as const };
  expect(difference(shown(zero)!)).toBe(0);
  expect(difference(shown({ ...zero, zeros: true })!)).toBe(6);
});

test('things are named and told', () => {
  const all = shown(codec.start)!;
  expect(entryWords(codec.start, all, 1, 4)).toBe(
    'Row 1 is output 0, 1, column 4 is pixel 1, 1: γ = 2, times 5 makes 10.',
  );
  expect(entryWords(codec.start, all, 0, 8)).toBe(
    'Row 0 is output 0, 0, column 8 is pixel 2, 2: a zero that stays zero, because the kernel does not reach there.',
  );
  expect(pinWords(codec.start, all, { weight: 0 })).toBe(
    'α stands in the matrix 4 times, one number: 1.',
  );
  expect(pinWords(codec.start, all, { column: 4 })).toBe(
    'Column 4 is pixel 1, 1: 4 of the 4 outputs use it.',
  );
  const large = from('height=6&width=6&kernel=4&inChannels=2');
  expect(weightName(large, 16 + 6)).toBe('w₀₁₁₂');
});

test('a kernel that does not fit is refused in PyTorch’s words, with the largest one that fits', () => {
  const state = from('height=3&width=5&kernel=4');
  expect(shown(state)).toBeNull();
  expect(refusalOf(state)).toEqual({
    message:
      "RuntimeError: Calculated padded input size per channel: (3 x 5). Kernel size: (4 x 4). Kernel size can't be greater than actual input size",
    kernel: 3,
  });
  expect(shown(reshaped(state, { kernel: 3 }))).not.toBeNull();
});

test('a new shape keeps what still fits and lets go of the rest', () => {
  const state = from('weights=1,2,3,4&image=9,8,7,6,5,4,3,2,1&cut=0&pin=w0');
  expect(reshaped(state, { stride: 2 })).toEqual({ ...state, stride: 2, cut: [], pin: null });
  expect(reshaped(state, { kernel: 3 }).weights).toEqual([]);
  expect(reshaped(state, { height: 28 })).toMatchObject({ height: 28, width: 28, image: [] });
});

test('every state survives its link', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(codec.parse(codec.format(state), codec.start)).toEqual({ state });
    }),
    { seed: 11, numRuns: 200 },
  );
});

test.each([
  'height=13',
  'width=0',
  'kernel=6',
  'stride=0',
  'padding=4',
  'dilation=0',
  'inChannels=3',
  'outChannels=0',
  'weights=1,2,3',
  'weights=1,2,3,1e309',
  'bias=1,2',
  'image=1,2,NaN',
  'image=1,2,3',
  'cut=a',
  'zeros=maybe',
  'own=0,0',
  'own=0,0,x',
  'pin=e3',
  'pin=z1',
  'colour=red',
])('the bad link %s gives the starting state and a sentence', (link) => {
  const { state, problem } = codec.parse(link, codec.start);
  expect(state).toEqual(codec.start);
  expect(problem).toMatch(/^The link.*The figure shows its starting state instead\.$/);
});

test('the code builds the matrix from conv2d, and the table holds every entry', () => {
  const state = from('padding=1&bias=0.5');
  const code = pytorch(state, shown(state)!);
  expect(code).toContain(
    'M = F.conv2d(ones, k, stride=1, padding=1, dilation=1).flatten(1).T   # [16, 9]',
  );
  expect(code).toContain('# True');
  const cut = { ...codec.start, cut: [0], own: [[0, 0, 5]] as const };
  expect(pytorch(cut, shown(cut)!)).toContain('M[0, 0] = 5  # a number of its own');
  const table = csv(codec.start, shown(codec.start)!).trimEnd().split('\r\n');
  expect(table.slice(0, 3)).toEqual(['row,column,weight,value', '0,0,α,1', '0,1,β,-1']);
  expect(table).toHaveLength(17);
});

test('a point of the drawing is an entry, a pixel above it, an output beside it, or nothing', () => {
  const plan = planOf({ rows: 4, columns: 9 });
  expect(plan).toMatchObject({ strip: 1, gap: 0.5, width: 10.5, height: 5.5, written: true });
  expect(thingAt(plan, 4.2, 0.5)).toEqual({ column: 4 });
  expect(thingAt(plan, 4.2, 2.6)).toEqual({ row: 1, column: 4 });
  expect(thingAt(plan, 9.9, 5.4)).toEqual({ row: 3 });
  expect(thingAt(plan, 4.2, 1.2)).toBeNull();
  expect(thingAt(plan, 9.2, 3)).toBeNull();
  expect(thingAt(plan, 10, 0.5)).toBeNull();
  expect(planOf({ rows: 676, columns: 784 })).toMatchObject({ strip: 28, written: false });
});

test('an entry lights its row, its column and its weight, a row the window under it', () => {
  const all = shown(codec.start)!;
  expect(lightOf({ row: 1, column: 4 }, all)).toEqual({ row: 1, column: 4, weight: 2 });
  expect(lightOf({ row: 0, column: 8 }, all)).toEqual({ row: 0, column: 8, weight: null });
  expect(lightOf({ weight: 3 }, all)).toEqual({ row: null, column: null, weight: 3 });
  expect(windowOf(codec.start, all, 2)).toEqual({
    rows: new Set([1, 2]),
    columns: new Set([0, 1]),
  });
  const spread = from('height=5&width=5&stride=2&dilation=2');
  expect(windowOf(spread, shown(spread)!, 3)).toEqual({
    rows: new Set([2, 4]),
    columns: new Set([2, 4]),
  });
});
