import { expect, test } from 'vitest';
import * as math from '#cnn/math';

/** As if from a reader without types: TypeScript would refuse most of these itself. */
// biome-ignore lint/suspicious/noExplicitAny: wrong input is what is tested
type Anything = any;
const m = math as Record<string, Anything>;

const conv = {
  type: 'Conv2d',
  name: 'conv1',
  inChannels: 1,
  outChannels: 8,
  kernel: 3,
  stride: 2,
  padding: 1,
  bias: true,
};
const stack = { size: [8, 8], layers: [{ kernel: 3 }] };
const matrix = { rows: 1, columns: 2, entries: [[0, 0, 0]] };
const source = { mean: 0, std: 1, trainCount: 10, validCount: 5, chunkSizes: [10] };
const whole = 'it accepts a whole number of at least';

/** For every exported function: what it is given, and the sentence it answers with. */
const refusals: Record<string, [given: Anything[], sentence: string][]> = {
  shown: [],
  demand: [[['lr', Number.NaN, false, 'a number'], 'lr is NaN; it accepts a number.']],
  demandWhole: [[['steps', 1.5, 1], `steps is 1.5; ${whole} 1.`]],
  demandNumber: [[['bias', 'x'], 'bias is "x"; it accepts a number.']],
  demandAboveZero: [[['lr', 0], 'lr is 0; it accepts a number above 0.']],
  demandFromZero: [[['eps', -1], 'eps is -1; it accepts a number of at least 0.']],
  demandShare: [[['progress', 2], 'progress is 2; it accepts a number from 0 to 1.']],
  demandMomentum: [[['mom', 1], 'mom is 1; it accepts a number from 0 to below 1.']],
  demandChoice: [[['norm', 'x', ['a', 'b', undefined]], 'norm is "x"; it accepts "a" or "b".']],
  demandShape: [[['shape', [2, 0]], 'shape is [2, 0]; it accepts a list of whole numbers']],
  demandNumbers: [[['x', [1, Number.NaN]], 'x[1] is NaN; it accepts a number.']],
  demandSides: [
    [['kernel', [3], 1], `kernel is [3]; ${whole} 1, or [height, width] of such.`],
    [['kernel', undefined, 1], 'kernel is missing;'],
  ],
  sidesOf: [],
  convOutputSize: [
    [[0, { kernel: 3 }], `size is 0; ${whole} 1.`],
    [[8, { kernel: 3, stride: Number.NaN }], `stride is NaN; ${whole} 1.`],
    [[8, { kernel: 3, padding: -1 }], `padding is -1; ${whole} 0.`],
    [[2, { kernel: 3 }], 'The kernel reaches over 3 pixels, but the padded image has only 2'],
  ],
  conv2dGrid: [
    [[[], [[1]]], 'The image is empty.'],
    [[[[1], [1, 2]], [[1]]], 'Row 1 of the image has 2 numbers, row 0 has 1.'],
    [[[[Number.NaN]], [[1]]], 'image[0][0] is NaN; it accepts a number.'],
    [[[[1]], [[1]], { bias: Number.NaN }], 'bias is NaN; it accepts a number.'],
  ],
  pixelAt: [
    [[0.5, 3, 'zeros'], 'position is 0.5; it accepts a whole number.'],
    [[0, 0, 'zeros'], `size is 0; ${whole} 1.`],
    [[3, 2, 'reflect'], 'Reflection has no pixel for position 3 of an image of 2:'],
  ],
  padGrid: [
    [[[[1]], -1], `padding is -1; ${whole} 0.`],
    [[[[1]], 1, 'circular'], 'mode is "circular"; it accepts "zeros" or "reflect" or "replicate".'],
    [[[], 1], 'The image is empty.'],
  ],
  convMatrix: [
    [[{ size: [3], kernel: 2 }], `size is [3]; ${whole} 1, or [height, width] of such.`],
    [[{ size: [3, 3], kernel: 0 }], `kernel is 0; ${whole} 1`],
    [[{ size: [3, 3], kernel: 2, inChannels: -1 }], `inChannels is -1; ${whole} 1.`],
  ],
  filledMatrix: [
    [[matrix, []], 'There are 0 weights; the matrix names weight 0.'],
    [[matrix, [Number.NaN]], 'weights[0] is NaN; it accepts a number.'],
  ],
  matrixProduct: [
    [[matrix, [1], [1]], 'The image has 1 numbers; the matrix takes 2.'],
    [[matrix, [1], [1, Number.NaN]], 'image[1] is NaN; it accepts a number.'],
  ],
  precedents: [
    [[stack, [6, 0]], 'row is 6; the last grid has rows 0 to 5.'],
    [[{ ...stack, size: [8] }, [0, 0]], 'size is [8];'],
  ],
  pathCounts: [[[stack, [6, 0]], 'row is 6; the last grid has rows 0 to 5.']],
  stackOutputs: [
    [
      [{ height: 4, width: 4, channels: 2, values: [] }, [{ kernel: 3, inChannels: 1 }]],
      'A layer takes 1 channels, but 2 arrive.',
    ],
  ],
  inputGradient: [
    [
      [
        [{ height: 2, width: 2, channels: 1, values: [1, 2, 3, 4] }],
        [],
        { row: 2, column: 0, channel: 0 },
      ],
      'place is {"row":2,"column":0,"channel":0}; it accepts a place of maps of 2 by 2 by 1.',
    ],
  ],
  dependents: [
    [[stack, [0, 8]], 'column is 8; the image has columns 0 to 7.'],
    [[{ ...stack, layers: [{ kernel: 0 }] }, [0, 0]], `kernel is 0; ${whole} 1.`],
  ],
  alongAxis: [],
  demandLayer: [
    [[{ ...conv, name: '' }], 'name is ""; it accepts a word for the layer.'],
    [[{ ...conv, type: 'Conv3d' }], 'conv1.type is "Conv3d"; it accepts "Conv2d" or'],
    [[{ ...conv, kernel: 0 }], `conv1.kernel is 0; ${whole} 1, or [height, width] of such.`],
    [[{ ...conv, stride: Number.NaN }], `conv1.stride is NaN; ${whole} 1`],
    [[{ ...conv, padding: -1 }], `conv1.padding is -1; ${whole} 0`],
    [[{ ...conv, dilation: 0 }], `conv1.dilation is 0; ${whole} 1`],
    [[{ ...conv, inChannels: -1 }], `conv1.inChannels is -1; ${whole} 1.`],
    [[{ ...conv, bias: 'yes' }], 'conv1.bias is "yes"; it accepts true or false.'],
    [
      [{ type: 'BatchNorm2d', name: 'bn', channels: 4, momentum: 7 }],
      'bn.momentum is 7; it accepts a number from 0 to 1.',
    ],
    [
      [{ type: 'BatchNorm2d', name: 'bn', channels: 4, eps: -1 }],
      'bn.eps is -1; it accepts a number of at least 0.',
    ],
    [
      [{ type: 'LayerNorm', name: 'ln', normalizedShape: [] }],
      'ln.normalizedShape is []; it accepts a list of whole numbers of at least 1.',
    ],
    [
      [{ type: 'GroupNorm', name: 'gn', groups: 1.5, channels: 4 }],
      `gn.groups is 1.5; ${whole} 1.`,
    ],
    [
      [{ type: 'GroupNorm', name: 'gn', groups: 3, channels: 4 }],
      'gn cannot split 4 channels into 3 groups of equal size.',
    ],
    [
      [{ type: 'InstanceNorm2d', name: 'in', channels: 4, affine: 1 }],
      'in.affine is 1; it accepts true or false.',
    ],
    [[{ type: 'AvgPool2d', name: 'p', kernel: 2, stride: 0 }], `p.stride is 0; ${whole} 1.`],
    [
      [{ type: 'Linear', name: 'fc', inFeatures: 0, outFeatures: 1, bias: true }],
      `fc.inFeatures is 0; ${whole} 1.`,
    ],
  ],
  demandNet: [[[{ inputShape: [28, 28, 1], layers: [] }], 'layers is []; it accepts at least one']],
  simpleCnnPlan: [
    [[{ norm: 'weight' }], 'norm is "weight"; it accepts "none" or "batch" or'],
    [[{ firstKernel: 4 }], 'firstKernel is 4; it accepts an odd whole number of at least 1.'],
  ],
  threeOrSevenPlan: [
    [[{ normPlace: 'between' }], 'normPlace is "between"; it accepts "after" or "before".'],
  ],
  brokenCnnPlan: [],
  simpleNetPlan: [],
  outputShape: [
    [
      [conv, [28, 28]],
      'conv1 accepts [height, width, channels], but one image arrives as [28, 28]',
    ],
    [[conv, [28, 28, 3]], 'conv1 accepts [height, width, 1], but one image arrives as [28, 28, 3]'],
    [[conv, [28, Number.NaN, 1]], 'inputShape of conv1 is [28, NaN, 1]; it accepts a list of'],
    [[{ ...conv, kernel: 0 }, [28, 28, 1]], 'conv1.kernel is 0;'],
  ],
  parameterCount: [[[{ ...conv, outChannels: 0 }], `conv1.outChannels is 0; ${whole} 1.`]],
  multiplications: [[[conv, [28, 28, 3]], 'conv1 accepts [height, width, 1]']],
  receptiveField: [[[[{ kernel: Number.NaN }]], `kernel is NaN; ${whole} 1.`]],
  netSummary: [
    [[{ inputShape: [], layers: [conv] }], 'inputShape is []; it accepts a list of whole'],
    [[{ inputShape: [28, 28, 1], layers: [conv, conv] }], 'conv1 accepts [height, width, 1]'],
  ],
  constant: [[[Number.NaN], 'value is NaN; it accepts a number.']],
  linear: [[[0, Number.POSITIVE_INFINITY], 'to is Infinity; it accepts a number.']],
  cosine: [[[Number.NaN, 1], 'from is NaN; it accepts a number.']],
  exponential: [[[1, 0], 'to is 0; it accepts a number above 0.']],
  combine: [[[[0.5], []], '0 schedules cannot share training as 0.5']],
  oneCycle: [
    [[{ lrMax: -1 }], 'lrMax is -1; it accepts a number above 0.'],
    [[{ lrMax: 1, pctStart: 1 }], 'pctStart is 1; it accepts a share between 0 and 1.'],
    [[{ lrMax: 1, moms: [0.9, 2, 0.9] }], 'moms[1] is 2; it accepts a number from 0 to below 1.'],
  ],
  torchOneCycle: [
    [[{ maxLr: 1, totalSteps: 1 }], `totalSteps is 1; ${whole} 2.`],
    [[{ maxLr: 1, totalSteps: 9, anneal: 'up' }], 'anneal is "up"; it accepts "cos" or "linear".'],
  ],
  lrSweep: [[[0, 1], 'from is 0; it accepts a number above 0.']],
  smoothing: [[[1], 'beta is 1; it accepts a number from 0 to below 1.']],
  usedPart: [
    [[{ lrs: [1], losses: [] }, 9], 'lrs is [1]; it accepts 0 rates, one for each loss.'],
    [[{ lrs: [], losses: [] }, 0], `numIt is 0; ${whole} 1.`],
  ],
  valley: [[[{ lrs: [], losses: [] }], 'The curve has 0 learning rates and 0 losses;']],
  minimum: [[[{ lrs: [1], losses: [Number.NaN] }], 'The curve has 1 learning rates and 1 losses;']],
  steep: [[[{ lrs: [1], losses: [1] }], 'at least 2, all of them numbers.']],
  slide: [
    [[{ lrs: [1], losses: [1] }], 'at least 16, all of them numbers.'],
    [[{ lrs: [1], losses: [1] }, 0], `window is 0; ${whole} 1.`],
  ],
  summarize: [
    [[[]], 'There are no values to summarize. Give at least one number.'],
    [[[1], { bins: 0 }], 'A histogram of 0 bins from 0 to 10 is impossible.'],
    [[[1], { nearZeroLimit: Number.NaN }], 'nearZeroLimit is NaN; it accepts a number.'],
  ],
  colorDim: [
    [[[[1], [1, 2]]], 'Histogram 1 has 2 bins, histogram 0 has 1.'],
    [[[[-1]]], 'histograms[0][0] is -1; it accepts a number of at least 0.'],
  ],
  momentsOf: [
    [[[]], 'values is 0; it accepts at least one number.'],
    [[[1, Number.NaN]], 'values[1] is NaN; it accepts a number.'],
  ],
  normSet: [
    [
      ['weight', { image: 0, channel: 0, channels: 8 }],
      'norm is "weight"; it accepts "batch" or "layer" or "group" or "instance".',
    ],
    [['group', { image: 0, channel: 0, channels: 8 }, 3], 'groups is 3; it accepts a number that'],
    [
      ['batch', { image: 0, channel: 8, channels: 8 }],
      'channel is 8; it accepts a whole number from',
    ],
    [['batch', { image: -1, channel: 0, channels: 8 }], `image is -1; ${whole} 0.`],
  ],
  setMoments: [
    [[{ images: 0, pixels: 1, channels: 1, values: [] }, 'batch'], `images is 0; ${whole} 1.`],
    [
      [{ images: 1, pixels: 2, channels: 2, values: [1] }, 'batch'],
      'values is 1; it accepts 4 numbers.',
    ],
  ],
  normalized: [
    [[1, { mean: 0, variance: -1 }], 'variance is -1; it accepts a number of at least 0.'],
    [[1, { mean: 0, variance: 1 }, { eps: -1 }], 'eps is -1; it accepts a number of at least 0.'],
  ],
  runningAfter: [
    [
      [
        { mean: 0, variance: 1 },
        { mean: 0, variance: 0, count: 1 },
      ],
      `count is 1; ${whole} 2.`,
    ],
    [
      [{ mean: 0, variance: 1 }, { mean: 0, variance: 0, count: 2 }, 7],
      'momentum is 7; it accepts a number from 0 to 1.',
    ],
  ],
  confusionMatrix: [
    [[[1], []], 'There are 1 true classes and 0 answers.'],
    [[[1], [10]], 'answers[0] is 10; a class is a whole number from 0 to 9.'],
    [[[0], [0], 0], `classes is 0; ${whole} 1.`],
  ],
  mostConfused: [
    [[[[1, 2]]], 'Row 0 of the counts has 2 entries; with 1 rows it accepts as many.'],
    [[[[Number.NaN]]], 'counts[0][0] is NaN; it accepts a number of at least 0.'],
  ],
  random: [[[0.5], 'seed is 0.5; it accepts a whole number.']],
  parseRecipe: [
    [['D'], 'A recipe is an object with named fields, not "D".'],
    [
      [{ ...math.defaultRecipe, lr: Number.NaN }],
      "The recipe's lr is NaN; it accepts a number from",
    ],
  ],
  stepsPerEpoch: [
    [[10, 64], '10 images do not fill one batch of 64.'],
    [[Number.NaN, 64], `images is NaN; ${whole} 0.`],
  ],
  recipeNamed: [[['Z'], 'There is no recipe "Z". The recipes are A, B, C, D, E, F, layerNorm,']],
  recipePlan: [
    [[{ ...math.defaultRecipe, net: 'x' }], 'net is "x"; it accepts "simple_cnn" or'],
    [[{ ...math.defaultRecipe, norm: 'x' }], 'norm is "x"; it accepts'],
  ],
  firstLayer: [[[{ ...math.defaultRecipe, firstKernel: 2.5 }], 'firstKernel is 2.5; it accepts']],
  settledRecipe: [
    [[{ ...math.defaultRecipe, net: 'x' }], 'net is "x"; it accepts "simple_cnn" or'],
  ],
  sameRecipe: [
    [
      [math.defaultRecipe, { ...math.defaultRecipe, net: 'x' }],
      'net is "x"; it accepts "simple_cnn" or',
    ],
  ],
  demandImages: [
    [[[]], '0 pixels are no whole images. Give 784 for each image.'],
    [[new Array(784).fill(256)], 'pixels[0] is 256; a pixel is a whole number from 0'],
  ],
  demandSource: [
    [[{ ...source, mean: Number.NaN }], 'mean is NaN; it accepts a number.'],
    [[{ ...source, validCount: 0 }], `validCount is 0; ${whole} 1.`],
    [[{ ...source, trainCount: 9 }], 'The chunks hold 10 training images together, but 9 are'],
  ],
};

const cases = Object.entries(refusals).flatMap(([name, list]) =>
  list.map(([given, sentence]) => [name, sentence, given] as const),
);

test.each(cases)('%s refuses: %s', (name, sentence, given) => {
  const refused = () => m[name](...given);
  expect(refused).toThrow(RangeError);
  expect(refused).toThrow(sentence);
});

test('every exported function of the arithmetic stands in the table', () => {
  const functions = Object.keys(m).filter((name) => typeof m[name] === 'function');
  expect(Object.keys(refusals).toSorted()).toEqual(functions.toSorted());
});

test('schedules refuse a progress that is none', () => {
  const { constant, linear, cosine, exponential, combine, oneCycle, torchOneCycle } = math;
  const torch = torchOneCycle({ maxLr: 0.1, totalSteps: 10 });
  for (const schedule of [
    constant(1),
    linear(0, 1),
    cosine(0, 1),
    exponential(1, 2),
    combine([1], [constant(1)]),
    oneCycle({ lrMax: 0.1 }).lr,
    torch.lr,
    torch.mom,
  ]) {
    expect(() => schedule(Number.NaN)).toThrow('progress is NaN; it accepts a number from 0 to 1.');
    expect(() => schedule(-0.1)).toThrow('progress is -0.1;');
  }
});

test('a random stream refuses a range that is none', () => {
  expect(() => math.random(1).integer(0)).toThrow(`below is 0; ${whole} 1.`);
});

test('numbers of a training that went out of bounds are summarized, not refused', () => {
  const { mean, std, nearZero, histogram } = math.summarize([1, Number.NaN]);
  expect([mean, std]).toEqual([Number.NaN, Number.NaN]);
  expect(nearZero).toBe(0);
  expect(histogram.reduce((sum, count) => sum + count)).toBe(1);
});
