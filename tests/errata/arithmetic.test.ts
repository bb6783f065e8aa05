import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PATCH, patch } from '#claims';
import {
  colorDim,
  conv2dGrid,
  convMatrix,
  type Grid,
  netSummary,
  outputShape,
  parameterCount,
  precedents,
  receptiveField,
  summarize,
  threeOrSevenPlan,
} from '#cnn/math';
import { sampleDigits } from '#lab/digits';
import { viridis } from '../../src/kit/scales.ts';
import { ROOT } from '../house/imports.ts';

const topEdge: Grid = [
  [-1, -1, -1],
  [0, 0, 0],
  [1, 1, 1],
];
const three: Grid = Array.from({ length: 28 }, (_, row) =>
  sampleDigits()[3]!.pixels.slice(28 * row, 28 * row + 28),
);
/** Answer of a kernel on the chapter's 3, centred on a row and column 7. */
const answer = (kernel: Grid, row: number) => conv2dGrid(three, kernel)[row - 1]![6]!;
const layer = (name: string) =>
  netSummary(threeOrSevenPlan()).find(({ layer }) => layer.name === name)!;
const stride2 = { kernel: 3, stride: 2 };

test('the pixels that claims rest on are those of the chapter’s 3', () => {
  const { top, left } = PATCH;
  const same = patch.map((row, r) => row.map((_, c) => three[top + r]![left + c]));
  expect(patch).toEqual(same);
});

test('errata E1: the input grid gives 56,448 twice, the output grid 14,112 and 18,432', () => {
  const [second, third] = [layer('conv2').multiplications, layer('conv3').multiplications];
  expect([second.inputGrid, third.inputGrid]).toEqual([56_448, 56_448]);
  expect([second.outputGrid, third.outputGrid]).toEqual([14_112, 18_432]);
});

test('errata E2: the top edge kernel is the lower row minus the upper row', () => {
  const numbered = [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ];
  expect(conv2dGrid(numbered, topEdge)).toEqual([[7 + 8 + 9 - 1 - 2 - 3]]);
  expect(answer(topEdge, 5)).toBe(762);
});

test('errata E3: the weights of one filter lie together, so out channels are the first axis', () => {
  const { entries } = convMatrix({ size: [3, 3], inChannels: 2, outChannels: 4, kernel: 3 });
  const ofFilter = (filter: number) =>
    entries.filter(([row]) => row === filter).map(([, , weight]) => weight);
  expect(ofFilter(1)).toEqual(Array.from({ length: 18 }, (_, i) => 18 + i));
});

test('errata E5: near zero is a fraction of the activations, negative ones included', () => {
  expect(summarize([-3, 0.01, 0.2, 4]).nearZero).toBe(0.5);
});

test('errata E7: the colours of counts run from dark purple to yellow', () => {
  const tokens = readFileSync(join(ROOT, 'src/styles/tokens.css'), 'utf8');
  const toneOf = (share: number) => {
    const [, name = ''] = /^var\((.*)\)$/.exec(viridis(share)) ?? [];
    return new RegExp(`${name}: (#\\w+)`).exec(tokens)?.[1];
  };
  expect([toneOf(0), toneOf(1)]).toEqual(['#440154', '#fde725']);
});

test('errata E9: a second-layer cell has 5×5 precedents with stride 1 and 7×7 with stride 2', () => {
  const across = (stride: number) => {
    const layers = [
      { kernel: 3, stride },
      { kernel: 3, stride },
    ];
    const [{ rows, columns }] = precedents({ size: [28, 28], layers }, [2, 2]) as [
      { rows: number[]; columns: number[] },
    ];
    return [rows.length, columns.length];
  };
  expect(across(1)).toEqual([5, 5]);
  expect(across(2)).toEqual([7, 7]);
});

test('errata E11: the work is level only when products with padding are left out', () => {
  const work = ['conv2', 'conv3', 'conv4'].map((name) => layer(name).multiplications);
  expect(work.map(({ outputGrid }) => outputGrid)).toEqual([14_112, 18_432, 18_432]);
  expect(work.map(({ withoutPadding }) => withoutPadding)).toEqual([12_800, 12_800, 12_800]);
});

test('errata W1: a 3×3 kernel on 3×3 zeros gives one number', () => {
  const zeros = (side: number): Grid => Array.from({ length: side }, () => Array(side).fill(0));
  expect(conv2dGrid(zeros(3), topEdge)).toEqual([[0]]);
  expect(conv2dGrid(zeros(5), topEdge)).toHaveLength(3);
});

test('errata W2: four filters on one channel give four numbers at each position', () => {
  const filters = {
    type: 'Conv2d',
    name: 'conv',
    inChannels: 1,
    outChannels: 4,
    kernel: 3,
    stride: 2,
    padding: 1,
    bias: true,
  } as const;
  expect(outputShape(filters, [28, 28, 1])).toEqual([14, 14, 4]);
});

test('errata C1: on row 7 of the 3 the sum and the maximum have opposite signs', () => {
  const products = [6, 7, 8].flatMap((row, r) =>
    [6, 7, 8].map((column, c) => three[row]![column]! * topEdge[r]![c]!),
  );
  expect(products.reduce((sum, product) => sum + product, 0)).toBe(-702);
  expect(Math.max(...products)).toBe(35);
});

test('errata C2: the kernel 0, −1, +1 peaks one row earlier and lower', () => {
  const lowerPair: Grid = [
    [0, 0, 0],
    [-1, -1, -1],
    [1, 1, 1],
  ];
  const rows = [3, 4, 5, 6, 7, 8];
  const peak = (kernel: Grid) => {
    const answers = rows.map((row) => answer(kernel, row));
    const highest = Math.max(...answers);
    return [rows[answers.indexOf(highest)], highest];
  };
  expect(peak(topEdge)).toEqual([5, 762]);
  expect(peak(lowerPair)).toEqual([4, 543]);
});

test('errata C3: a filter on three channels has three slices, and its outputs add up', () => {
  const size = [3, 3] as const;
  const colour = convMatrix({ size, inChannels: 3, outChannels: 1, kernel: 3 });
  expect(colour.rows).toBe(1);
  expect(new Set(colour.entries.map(([, , weight]) => weight)).size).toBe(27);
});

test('errata C4: the first layer of VGG gives out 64 numbers for the 27 that it takes in', () => {
  const filter = {
    type: 'Conv2d',
    name: 'conv1_1',
    inChannels: 3,
    outChannels: 64,
    kernel: 3,
    stride: 1,
    padding: 1,
    bias: true,
  } as const;
  const takenIn = parameterCount({ ...filter, outChannels: 1 }).weights;
  const givenOut = outputShape(filter, [224, 224, 3]).at(-1);
  expect([takenIn, givenOut]).toEqual([27, 64]);
});

test('errata C8: an empty bin has the lowest colour value, and a full bottom bin the highest', () => {
  const { histogram } = summarize([0, 0.1, 0.2, 0.1, 5]);
  const column = colorDim([histogram]).map(([value]) => value!);
  expect(column[0]).toBe(Math.max(...column));
  expect(column[39]).toBe(0);
});

test('errata C11: neighbours in the second layer have fields 4 pixels apart', () => {
  expect(receptiveField([stride2, stride2])).toEqual({ size: 7, jump: 4, start: 0 });
});
