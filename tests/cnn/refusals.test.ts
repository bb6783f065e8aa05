import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import * as cnn from '#cnn';
import { defaultRecipe, random, simpleCnnPlan } from '#cnn/math';
import { onBackend } from './each-backend.ts';
import { madeUpDigits } from './made-up-digits.ts';

/** As if from a reader without types: TypeScript would refuse most of these itself. */
// biome-ignore lint/suspicious/noExplicitAny: wrong input is what is tested
type Anything = any;
const { NaN: none } = Number;
const whole = 'it accepts a whole number of at least';

/** Stands in for a parameter of two numbers. */
const parameter = { name: 'w', value: { size: 2, shape: [2] }, decays: true } as Anything;
const small = { ...defaultRecipe, batchSize: 8, steps: 2 };
const conv = (settings = {}) => ({
  type: 'Conv2d',
  name: 'c',
  inChannels: 1,
  outChannels: 2,
  kernel: 3,
  stride: 1,
  padding: 0,
  bias: true,
  ...settings,
});
const net = () => cnn.build(simpleCnnPlan(), 0);
const batch = (settings = {}) => ({
  images: new Float32Array(9),
  labels: new Int32Array(1),
  size: 1,
  ...settings,
});

/** Does something with a network or learner, and frees it whatever comes of that. */
function using<Thing extends { dispose(): void }>(make: () => Thing, work: (it: Thing) => unknown) {
  return () => {
    const thing = make();
    try {
      return work(thing);
    } finally {
      thing.dispose();
    }
  };
}
const withNet = (work: (model: cnn.Sequential) => unknown) => using(net, work);
const learner = () => cnn.learnerFor(small, madeUpDigits());
const inFit = (callback: cnn.Callback) => async () => {
  const it = learner();
  try {
    await it.fit({ steps: 1 }, 0.01, { callbacks: [callback] });
  } finally {
    it.dispose();
  }
};

const atRest = (model: cnn.Sequential): cnn.AtRest => ({
  recipe: { net: 'simple_cnn', norm: 'none', seed: 0 },
  state: cnn.readState(model),
});
const forward = (layers: string[]) => ({ layers, training: false });

/** For every exported class and function: what is done with it, and the sentence it answers with. */
const refusals: Record<string, [attempt: () => unknown, sentence: string][]> = {
  Conv2d: [
    [() => new cnn.Conv2d(conv({ kernel: 0 }) as Anything, random(0)), `c.kernel is 0; ${whole} 1`],
    [
      () => new cnn.Conv2d(conv({ stride: none }) as Anything, random(0)),
      `c.stride is NaN; ${whole}`,
    ],
    [
      () => new cnn.Conv2d(conv({ outChannels: -1 }) as Anything, random(0)),
      'c.outChannels is -1;',
    ],
    [
      using(
        () => new cnn.Conv2d(conv() as Anything, random(0)),
        (it) => tf.tidy(() => it.forward(tf.zeros([2, 5, 5]))),
      ),
      'c accepts [height, width, channels], but one image arrives as [5, 5].',
    ],
    [
      using(
        () => new cnn.Conv2d(conv() as Anything, random(0)),
        (it) => tf.tidy(() => it.forward(tf.zeros([2, 5, 5, 3]))),
      ),
      'c accepts [height, width, 1], but one image arrives as [5, 5, 3].',
    ],
    [
      using(
        () => new cnn.Conv2d(conv() as Anything, random(0)),
        (it) => tf.tidy(() => it.forward(tf.zeros([0, 5, 5, 1]))),
      ),
      'c got x of shape [0, 5, 5, 1]; it accepts a batch of at least one image.',
    ],
  ],
  ReLU: [[() => new cnn.ReLU({ type: 'ReLU', name: '' }), 'name is ""; it accepts a word']],
  BatchNorm2d: [
    [
      () => new cnn.BatchNorm2d({ type: 'BatchNorm2d', name: 'bn', channels: 4, momentum: 7 }),
      'bn.momentum is 7; it accepts a number from 0 to 1.',
    ],
    [
      using(
        () => new cnn.BatchNorm2d({ type: 'BatchNorm2d', name: 'bn', channels: 4 }),
        (it) => tf.tidy(() => it.forward(tf.zeros([1, 1, 1, 4]), true)),
      ),
      'bn got one value per channel and cannot take its variance.',
    ],
  ],
  LayerNorm: [
    [
      () => new cnn.LayerNorm({ type: 'LayerNorm', name: 'ln', normalizedShape: [] }),
      'ln.normalizedShape is []; it accepts a list of whole numbers of at least 1.',
    ],
  ],
  GroupNorm: [
    [
      () => new cnn.GroupNorm({ type: 'GroupNorm', name: 'gn', groups: 1.5, channels: 4 }),
      `gn.groups is 1.5; ${whole} 1.`,
    ],
    [
      () => new cnn.GroupNorm({ type: 'GroupNorm', name: 'gn', groups: 2, channels: 4, eps: -1 }),
      'gn.eps is -1; it accepts a number of at least 0.',
    ],
  ],
  InstanceNorm2d: [
    [
      () => new cnn.InstanceNorm2d({ type: 'InstanceNorm2d', name: 'in', channels: 0 }),
      `in.channels is 0; ${whole} 1.`,
    ],
  ],
  AvgPool2d: [
    [
      () => new cnn.AvgPool2d({ type: 'AvgPool2d', name: 'pool', kernel: 0, stride: 1 }),
      `pool.kernel is 0; ${whole} 1.`,
    ],
  ],
  Flatten: [
    [
      () => tf.tidy(() => new cnn.Flatten({ type: 'Flatten', name: 'f' }).forward(tf.scalar(1))),
      'f got x of shape []; it accepts a batch of at least one image.',
    ],
  ],
  Linear: [
    [
      () =>
        new cnn.Linear(
          { type: 'Linear', name: 'fc', inFeatures: 2, outFeatures: none, bias: true },
          random(0),
        ),
      `fc.outFeatures is NaN; ${whole} 1.`,
    ],
  ],
  Sequential: [
    [
      () => {
        const relu = new cnn.ReLU({ type: 'ReLU', name: 'relu' });
        return new cnn.Sequential('net', [relu, new cnn.Sequential('part', [relu])]);
      },
      'Two layers are named "relu"; each needs a name of its own.',
    ],
  ],
  build: [
    [
      () => cnn.build({ inputShape: [28, 28, 1], layers: [] }, 0),
      'layers is []; it accepts at least',
    ],
    [() => cnn.build(simpleCnnPlan(), 0.5), 'seed is 0.5; it accepts a whole number.'],
    [
      () => cnn.build({ inputShape: [9, 9, 1], layers: [conv({ kernel: 0 }) as Anything] }, 0),
      'c.kernel is 0;',
    ],
  ],
  simpleCnn: [[() => cnn.simpleCnn({ norm: 'x', seed: 0 } as Anything), 'norm is "x"; it accepts']],
  networkFor: [
    [
      () => cnn.networkFor({ ...small, net: 'resnet' } as Anything),
      'net is "resnet"; it accepts "simple_cnn" or "three_or_seven".',
    ],
  ],
  logSoftmax: [
    [
      () => tf.tidy(() => cnn.logSoftmax(tf.zeros([3]))),
      'logits has shape [3]; it accepts [batch,',
    ],
  ],
  softmax: [[() => tf.tidy(() => cnn.softmax(tf.zeros([0, 2]))), 'logits has shape [0, 2];']],
  answers: [[() => tf.tidy(() => cnn.answers(tf.zeros([1, 2, 3]))), 'logits has shape [1, 2, 3];']],
  crossEntropy: [
    [
      () => tf.tidy(() => cnn.crossEntropy(tf.zeros([1, 2]), tf.tensor([2], [1], 'int32'))),
      'labels[0] is 2; with 2 classes it accepts whole numbers from 0 to 1.',
    ],
    [
      () => tf.tidy(() => cnn.crossEntropy(tf.zeros([0, 2]), tf.tensor([], [0], 'int32'))),
      'logits has shape [0, 2]; it accepts [at least 1, classes]',
    ],
  ],
  accuracy: [
    [
      () => tf.tidy(() => cnn.accuracy(tf.zeros([1, 2]), tf.zeros([1, 1]))),
      'labels has shape [1, 1]; it accepts [batch], a class for each image.',
    ],
  ],
  sgd: [
    [() => cnn.sgd([parameter], { lr: none }), 'lr is NaN; it accepts a number of at least 0.'],
    [() => cnn.sgd([parameter], { mom: 1 }), 'mom is 1; it accepts a number from 0 to below 1.'],
    [() => cnn.sgd([parameter], { wd: -1 }), 'wd is -1; it accepts a number of at least 0.'],
    [() => cnn.sgd([parameter]).step([]), 'gradients has 0 arrays, and no numbers for w;'],
    [
      () => cnn.sgd([parameter]).step([new Float32Array(3)]),
      'gradients has 1 arrays, and 3 numbers for w; it needs one array for each of 1 parameters, here of 2 numbers.',
    ],
    [
      () => cnn.sgd([parameter]).step([Float32Array.of(0, none)]),
      'gradients holds NaN at 1 of w; it accepts finite numbers.',
    ],
    [
      () => Object.assign(cnn.sgd([parameter]), { lr: -1 }).step([new Float32Array(2)]),
      'lr is -1; it accepts a number of at least 0.',
    ],
    [
      () =>
        cnn.sgd([parameter]).write({ lr: 1, mom: 0, steps: 0, averages: [[new Float32Array(1)]] }),
      'state.averages has 1 arrays, and 1 numbers for w;',
    ],
  ],
  adam: [
    [
      () => cnn.adam([parameter], { sqrMom: 1 }),
      'sqrMom is 1; it accepts a number from 0 to below',
    ],
    [() => cnn.adam([parameter], { eps: -1 }), 'eps is -1; it accepts a number of at least 0.'],
    [
      () => cnn.adam([parameter], { mom: none }),
      'mom is NaN; it accepts a number from 0 to below 1.',
    ],
  ],
  torchAdam: [
    [
      () => cnn.torchAdam([parameter], { betas: [0.9, 1] }),
      'betas[1] is 1; it accepts a number from',
    ],
    [
      () => cnn.torchAdam([parameter], { weightDecay: -1 }),
      'weightDecay is -1; it accepts a number',
    ],
  ],
  DataLoaders: [
    [
      () => new cnn.DataLoaders(madeUpDigits(), { batchSize: 0, seed: 0 }),
      `batchSize is 0; ${whole} 1.`,
    ],
    [
      () => new cnn.DataLoaders(madeUpDigits(), { batchSize: 8, seed: none }),
      `seed is NaN; ${whole} 0.`,
    ],
    [
      () => new cnn.DataLoaders({ ...madeUpDigits(), std: -1 }, { batchSize: 8, seed: 0 }),
      'std is -1; it accepts a number of at least 0.',
    ],
    [
      () => new cnn.DataLoaders(madeUpDigits(), { batchSize: 8, seed: 0 }).normalize([0]),
      '1 pixels are no whole images.',
    ],
  ],
  onlyDigits: [
    [() => cnn.onlyDigits(madeUpDigits(), [3]), 'digits is [3]; it accepts two or more'],
  ],
  readState: [],
  writeState: [
    [
      withNet((model) => cnn.writeState(model, new Map())),
      'The state has no numbers for conv1.weight',
    ],
    [
      withNet((model) => {
        const state = cnn.readState(model);
        state.get('conv1.bias')![1] = none;
        cnn.writeState(model, state);
      }),
      'conv1.bias[1] is NaN; it accepts a number.',
    ],
  ],
  readTensor: [
    [
      withNet((model) => cnn.readTensor(model, 'x')),
      'The network has no tensor "x". It has conv1.w',
    ],
  ],
  trainingPass: [
    [withNet((it) => cnn.trainingPass(it, batch({ size: 0 }))), `size is 0; ${whole} 1.`],
    [withNet((it) => cnn.trainingPass(it, batch({ size: 2 }))), 'labels is 1; it accepts 2 labels'],
    [
      withNet((it) => cnn.trainingPass(it, batch({ images: new Float32Array(5) }))),
      'images is 5; it accepts the numbers of 1 square images.',
    ],
    [
      withNet((it) => cnn.trainingPass(it, batch({ images: Float32Array.of(none) }))),
      'images[0] is NaN; it accepts a number.',
    ],
  ],
  ComposedEngine: [
    [
      withNet((model) => new cnn.ComposedEngine({ model, optimizer: cnn.sgd([parameter]) })),
      'The optimizer was made for 1 parameters; the network has 10. Make it from model.parameters.',
    ],
  ],
  outputsAt: [
    [
      withNet((it) => cnn.outputsAt(atRest(it), new Float32Array(784), 1, forward(['x']))),
      'layers names "x"; the network has conv1,',
    ],
    [
      withNet((it) => cnn.outputsAt(atRest(it), new Float32Array(784), 0, forward([]))),
      `count is 0; ${whole} 1.`,
    ],
    [
      () =>
        cnn.outputsAt({ recipe: small, state: new Map() }, new Float32Array(784), 1, forward([])),
      'The state has no numbers for conv1.weight',
    ],
  ],
  gradientsAt: [
    [withNet((it) => cnn.gradientsAt(atRest(it), batch({ size: 0 }))), `size is 0; ${whole} 1.`],
  ],
  outlineOf: [],
  registerEngine: [[() => cnn.registerEngine(1 as Anything), 'factory is "number"; it accepts']],
  // What it does not cover is told to onRefused.
  fusedEngine: [],
  composedEngine: [],
  allowEmitted: [],
  shareWork: [],
  Crew: [[() => new cnn.Crew(() => ({}) as Anything, 1), `cores is 1; ${whole} 2`]],
  engineFor: [
    [
      withNet((model) => cnn.engineFor({ model, optimizer: cnn.sgd([]), batchSize: 8 })),
      'The optimizer was made for 0 parameters; the network has 10.',
    ],
  ],
  CancelFit: [],
  CancelEpoch: [],
  CancelTrain: [],
  CancelValid: [],
  CancelBatch: [],
  CancelBackward: [],
  CancelStep: [],
  NonFiniteLoss: [],
  Recorder: [],
  ParamScheduler: [
    [() => new cnn.ParamScheduler({ lr: 0.1 as Anything }), 'lr is 0.1; it accepts a schedule,'],
    [
      inFit(new cnn.ParamScheduler({ lr: () => none })),
      'lr is NaN; it accepts a number of at least 0.',
    ],
    [
      inFit(new cnn.ParamScheduler({ mom: () => 2 })),
      'mom is 2; it accepts a number from 0 to below 1.',
    ],
  ],
  ActivationStats: [
    [() => new cnn.ActivationStats({ every: 0.5 }), `every is 0.5; ${whole} 1.`],
    [() => new cnn.ActivationStats().layerStats(0), 'index is 0; there are 0 recorded layers'],
    [
      inFit(new cnn.ActivationStats({ modules: ['x'] })),
      'modules names "x"; the network has conv1,',
    ],
  ],
  LRFinder: [
    [() => new cnn.LRFinder({ numIt: 5 }), `numIt is 5; ${whole} 6.`],
    [
      () => new cnn.LRFinder({ startLr: none }),
      'startLr is NaN and endLr is 10; they must be above',
    ],
    [() => new cnn.LRFinder({ stopDiv: 1 as Anything }), 'stopDiv is 1; it accepts true or false.'],
  ],
  StepInspector: [
    [() => new cnn.StepInspector([0.5]), 'steps holds 0.5; it accepts whole numbers'],
  ],
  summaryOf: [
    [
      withNet(({ flat }) => cnn.summaryOf(flat, [28, 28])),
      'conv1 accepts [height, width, channels]',
    ],
    [withNet(({ flat }) => cnn.summaryOf(flat, [])), 'inputShape of conv1 is [];'],
  ],
  unlessAborted: [],
  Learner: [
    [using(learner, (it) => it.fit({ steps: 0 }, 0.1)), `steps is 0; ${whole} 1.`],
    [using(learner, (it) => it.fit({ epochs: 0.2 }, 0.1)), `epochs is 0.2; ${whole} 1.`],
    [using(learner, (it) => it.fit({ steps: 1 }, none)), 'lr is NaN; it accepts a number above 0.'],
    [
      using(learner, (it) => it.fitOneCycle({ steps: 1 }, 0)),
      'lrMax is 0; it accepts a number above 0.',
    ],
    [using(learner, (it) => it.lrFind({ numIt: 1 })), `numIt is 1; ${whole} 6.`],
    [using(learner, (it) => it.predict([])), '0 pixels are no whole images.'],
    [using(learner, (it) => it.summary([28])), 'conv1 accepts [height, width, channels]'],
    [using(learner, (it) => it.weights('x')), 'The network has no tensor "x".'],
    [
      using(learner, (it) => it.load({ ...it.save(), model: new Map() })),
      'The state has no numbers for conv1.weight',
    ],
  ],
  digitsFor: [
    [
      () => cnn.digitsFor({ ...small, net: 'x' } as Anything, madeUpDigits()),
      'net is "x"; it accepts',
    ],
  ],
  learnerFor: [
    [
      () => cnn.learnerFor({ ...small, optimizer: 'x' } as Anything, madeUpDigits()),
      'optimizer is "x"; it accepts "adam" or "sgd".',
    ],
    [
      () => cnn.learnerFor({ ...small, batchSize: 64 }, madeUpDigits()),
      '40 images do not fill one batch of 64.',
    ],
  ],
  fitRecipe: [
    [
      using(learner, (it) => cnn.fitRecipe(it, { ...small, schedule: 'x' } as Anything)),
      'schedule is "x"; it accepts "constant" or "one-cycle".',
    ],
  ],
  replayTo: [
    [() => cnn.replayTo(small, madeUpDigits(), 3), 'step is 3; the recipe has whole numbers'],
  ],
};

onBackend('wasm', () => {
  const cases = Object.entries(refusals).flatMap(([name, list]) =>
    list.map(([attempt, sentence]) => [name, sentence, attempt] as const),
  );
  test.each(cases)('%s refuses: %s', async (_, sentence, attempt) => {
    const refused = async () => attempt();
    await expect(refused()).rejects.toThrow(sentence);
  });

  test('every exported function and class of the package stands in the table', () => {
    const names = Object.entries(cnn).flatMap(([name, value]) =>
      typeof value === 'function' ? [name] : [],
    );
    expect(Object.keys(refusals).toSorted()).toEqual(names.toSorted());
  });
});
