import { expect, test } from 'vitest';
import {
  type Callback,
  CancelBackward,
  CancelBatch,
  CancelEpoch,
  CancelFit,
  CancelStep,
  CancelTrain,
  CancelValid,
  learnerFor,
  type Moment,
} from '#cnn';
import { defaultRecipe, oneCycle, type Recipe } from '#cnn/math';
import { onBackend } from './each-backend.ts';
import { madeUpDigits } from './made-up-digits.ts';
import { notes } from './notes.ts';

const small: Recipe = { ...defaultRecipe, batchSize: 8, steps: 4 };
const twoBatches = () => madeUpDigits({ chunkSizes: [16], validCount: 8 });

const pass = (phase: string, moments: string) => moments.split(' ').map((it) => `${phase} ${it}`);
const trained = pass(
  'T',
  'beforeBatch afterPred afterLoss beforeBackward afterBackward beforeStep afterStep afterBatch',
);
const validated = pass('V', 'beforeBatch afterPred afterLoss afterBatch');
/** One pass of two batches. */
const epoch = [
  'V beforeEpoch',
  'T beforeTrain',
  ...trained,
  ...trained,
  'T afterTrain',
  'V beforeValidate',
  ...validated,
  'V afterValidate',
  'V afterEpoch',
];

onBackend('wasm', () => {
  test('a fit of two passes tells fastai’s events in fastai’s order', async () => {
    const { heard, callback } = notes();
    const learner = learnerFor(small, twoBatches(), [callback]);
    await learner.fit({ epochs: 2 }, 0.01);
    expect(heard).toEqual(['V beforeFit', ...epoch, ...epoch, 'V afterFit']);
    learner.dispose();
  });

  const begun = ['V beforeFit', 'V beforeEpoch', 'T beforeTrain'];
  const tail = ['V beforeValidate', ...validated, 'V afterValidate', 'V afterEpoch', 'V afterFit'];
  const cancelled: [string, Moment, Error, string[]][] = [
    [
      'CancelBackward',
      'beforeBackward',
      new CancelBackward(),
      [
        ...begun,
        ...pass('T', 'beforeBatch afterPred afterLoss beforeBackward afterCancelBackward'),
        ...pass('T', 'afterBackward beforeStep afterStep afterBatch'),
        ...trained,
        'T afterTrain',
        ...tail,
      ],
    ],
    [
      'CancelStep',
      'beforeStep',
      new CancelStep(),
      [
        ...begun,
        ...trained.slice(0, -2),
        ...pass('T', 'afterCancelStep afterStep afterBatch'),
        ...trained,
        'T afterTrain',
        ...tail,
      ],
    ],
    [
      'CancelBatch',
      'afterPred',
      new CancelBatch(),
      [
        ...begun,
        ...pass('T', 'beforeBatch afterPred afterCancelBatch afterBatch'),
        ...trained,
        'T afterTrain',
        ...tail,
      ],
    ],
    [
      'CancelTrain',
      'afterBatch',
      new CancelTrain(),
      [...begun, ...trained, ...pass('T', 'afterCancelTrain afterTrain'), ...tail],
    ],
    [
      'CancelValid',
      'beforeValidate',
      new CancelValid(),
      [
        ...begun,
        ...trained,
        ...trained,
        'T afterTrain',
        ...pass('V', 'beforeValidate afterCancelValidate afterValidate afterEpoch afterFit'),
      ],
    ],
    [
      'CancelEpoch',
      'beforeBatch',
      new CancelEpoch(),
      [...begun, ...pass('T', 'beforeBatch afterCancelEpoch afterEpoch afterFit')],
    ],
    [
      'CancelFit',
      'afterBackward',
      new CancelFit(),
      [...begun, ...trained.slice(0, 5), ...pass('T', 'afterCancelFit afterFit')],
    ],
  ];
  test.each(cancelled)(
    '%s thrown at %s is heard and ends just that',
    async (_, at, error, want) => {
      const { heard, callback } = notes(at, error);
      const learner = learnerFor(small, twoBatches(), [callback]);
      const ended = await learner.fit({ epochs: 1 }, 0.01);
      expect(heard).toEqual(want);
      expect(ended).toEqual({ cancelled: error instanceof CancelFit });
      learner.dispose();
    },
  );

  test('a cancelled step leaves the parameters, a cancelled backward gives zeros to step along', async () => {
    const recipe: Recipe = { ...small, norm: 'none', optimizer: 'sgd' };
    const learner = learnerFor(recipe, twoBatches());
    const start = learner.weights('conv1.weight');
    const still = (moment: Moment, error: Error): Callback => ({
      [moment]: () => {
        throw error;
      },
    });
    const gradients: number[] = [];
    const look: Callback = {
      afterBackward: (fit) => gradients.push(...fit.gradients.map((g) => Math.max(...g))),
    };
    await learner.fit({ steps: 2 }, 0.1, { callbacks: [still('beforeStep', new CancelStep())] });
    expect(learner.weights('conv1.weight')).toEqual(start);
    const none = still('beforeBackward', new CancelBackward());
    await learner.fit({ steps: 2 }, 0.1, { callbacks: [none, look] });
    expect(new Set(gradients)).toEqual(new Set([0]));
    expect(learner.weights('conv1.weight')).toEqual(start);
    learner.dispose();
  });

  test('a cancelled batch is a step: recorded with the latest loss, and the schedule moves on', async () => {
    const { callback } = notes('afterPred', new CancelBatch());
    const learner = learnerFor(small, twoBatches());
    await learner.fitOneCycle({ epochs: 2 }, 0.02, { callbacks: [callback] });
    const { batchLosses, lrs, losses } = learner.recorder;
    expect(batchLosses).toHaveLength(4);
    expect(batchLosses[0]).toBe(0);
    expect(losses[0]).toBe(0);
    expect(lrs).toEqual([0, 1, 2, 3].map((step) => oneCycle({ lrMax: 0.02 }).lr(step / 4)));
    learner.dispose();
  });

  test('after a pass that is cut short the schedule goes on where the next pass begins', async () => {
    // After the Recorder, which would not hear of the batch otherwise.
    const callback = { ...notes('afterBatch', new CancelTrain()).callback, order: 100 };
    const learner = learnerFor(small, twoBatches());
    await learner.fitOneCycle({ epochs: 2 }, 0.02, { callbacks: [callback] });
    const { lr } = oneCycle({ lrMax: 0.02 });
    expect(learner.recorder.lrs).toEqual([lr(0), lr(2 / 4), lr(3 / 4)]);
    expect(learner.recorder.values).toHaveLength(2);
    learner.dispose();
  });
});
