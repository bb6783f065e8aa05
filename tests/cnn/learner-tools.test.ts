import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import {
  ActivationStats,
  type Callback,
  CancelFit,
  digitsFor,
  fitRecipe,
  type Learner,
  learnerFor,
  NonFiniteLoss,
  onlyDigits,
  replayTo,
  StepInspector,
} from '#cnn';
import {
  defaultRecipe,
  netSummary,
  type Recipe,
  recipes,
  simpleCnnPlan,
  summarize,
} from '#cnn/math';
import { onBackend, onEachBackend } from './each-backend.ts';
import { madeUpDigits } from './made-up-digits.ts';

const small: Recipe = { ...defaultRecipe, batchSize: 8, steps: 4 };
const plain: Recipe = { ...small, norm: 'none' };

/** The network's numbers in a form that compares well. */
const numbersOf = (learner: Learner) =>
  [...learner.save().model].map(([name, values]) => [name, Array.from(values)]);

onEachBackend(() => {
  test('a search for a learning rate leaves everything as it was', async () => {
    const [learner, other] = [small, small].map((recipe) => learnerFor(recipe, madeUpDigits()));
    await fitRecipe(learner!, small);
    await fitRecipe(other!, small);
    const [before, { optimizer }] = [numbersOf(learner!), learner!.save()];
    const { curve, cancelled } = await learner!.lrFind({ numIt: 12 });
    expect(cancelled).toBe(false);
    expect(curve.lrs[0]).toBe(1e-7);
    expect(curve.lrs[3]).toBeCloseTo(1e-7 * 1e8 ** (3 / 12), 12);
    expect(numbersOf(learner!)).toEqual(before);
    expect(learner!.save().optimizer).toEqual(optimizer);
    // The order of the images is set back too: the next fit is the one that would have come without.
    await fitRecipe(learner!, small);
    await fitRecipe(other!, small);
    expect(learner!.recorder.batchLosses).toEqual(other!.recorder.batchLosses);
    learner!.dispose();
    other!.dispose();
  });

  test('ActivationStats has the figures of what each layer with parameters put out', async () => {
    const stats = new ActivationStats();
    const inside = new StepInspector([0, 1, 2, 3]);
    const learner = learnerFor(small, madeUpDigits(), [stats, inside]);
    await fitRecipe(learner, small);
    expect(stats.stats).toHaveLength(4);
    expect(stats.stats[0]!.map(({ layer }) => layer)).toEqual(
      [1, 2, 3, 4, 5].flatMap((place) => [`conv${place}`, `bn${place}`]),
    );
    stats.stats.forEach((layers, step) => {
      for (const { layer, ...figures } of layers) {
        const { mean, std, ...counts } = summarize(
          inside.steps.get(step)!.activations.get(layer)!.values,
        );
        expect(figures).toMatchObject(counts);
        // Sums may be taken in another order.
        expect(figures.mean).toBeCloseTo(mean, 6);
        expect(figures.std).toBeCloseTo(std, 6);
      }
    });
    const conv4 = stats.layerStats(-4);
    expect(conv4.map(({ layer }) => layer)).toEqual(new Array(4).fill('conv4'));
    expect(stats.colorDim(-4)).toHaveLength(40);
    expect(stats.colorDim(-4)[0]).toEqual(conv4.map(({ histogram }) => Math.log1p(histogram[0]!)));
    learner.dispose();
  });

  test('a replay stands where the run stood after that step', async () => {
    const afterTwo: unknown[] = [];
    const learner = learnerFor(small, madeUpDigits());
    const note: Callback = {
      afterStep: ({ step }) => {
        if (step === 1) afterTwo.push(...numbersOf(learner));
      },
    };
    await fitRecipe(learner, small, { callbacks: [note] });
    for (const [step, want] of [
      [2, afterTwo],
      [4, numbersOf(learner)],
    ] as const) {
      const replayed = await replayTo(small, madeUpDigits(), step);
      expect(replayed.recorder.losses).toHaveLength(step);
      expect(numbersOf(replayed)).toEqual(want);
      replayed.dispose();
    }
    learner.dispose();
  });
});

onBackend('wasm', () => {
  test('a step laid open follows its own gradients', async () => {
    const inside = new StepInspector([1]);
    const recipe: Recipe = { ...plain, optimizer: 'sgd', schedule: 'constant', lr: 0.1, steps: 3 };
    const learner = await replayTo(recipe, madeUpDigits(), 2, { callbacks: [inside] });
    expect([...inside.steps.keys()]).toEqual([1]);
    const { input, activations, weights, gradients, labels, lr, mom } = inside.steps.get(1)!;
    expect([lr, mom]).toEqual([0.1, 0.9]);
    expect(input.shape).toEqual([8, 28, 28, 1]);
    expect(labels).toHaveLength(8);
    const rows = netSummary(simpleCnnPlan());
    expect([...activations].map(([name, { shape }]) => [name, shape])).toEqual(
      rows.map(({ layer, outputShape }) => [layer.name, [8, ...outputShape]]),
    );
    const first = await replayTo(recipe, madeUpDigits(), 1);
    const velocity = new Map(weights);
    for (const [name, { values }] of weights) {
      expect(first.weights(name).values, name).toEqual(values);
      const next = learner.weights(name).values;
      expect(gradients.get(name)!.values).toHaveLength(next.length);
      velocity.set(name, { shape: [], values: next.map((value, i) => (values[i]! - value) / lr) });
    }
    // v = 0.9·(first gradient) + this gradient, so the bias of the last layer moved by more than this gradient alone.
    const start = await replayTo(recipe, madeUpDigits(), 0);
    const [before, after] = [start, first].map((at) => at.weights('conv5.bias').values);
    velocity.get('conv5.bias')!.values.forEach((moved, i) => {
      const earlier = (before![i]! - after![i]!) / lr;
      expect(moved).toBeCloseTo(0.9 * earlier + gradients.get('conv5.bias')!.values[i]!, 4);
    });
    for (const one of [learner, first, start]) one.dispose();
  });

  test('ActivationStats looks at chosen layers and every so many batches, never at validation', async () => {
    const stats = new ActivationStats({ modules: ['conv4', 'relu4'], every: 2 });
    const learner = learnerFor(plain, madeUpDigits(), [stats]);
    await learner.fit({ steps: 5 }, 0.01);
    expect(stats.stats.map((layers) => layers.map(({ layer }) => layer))).toEqual(
      new Array(3).fill(['conv4', 'relu4']),
    );
    expect(() => stats.layerStats(2)).toThrow(
      'index is 2; there are 2 recorded layers, from -2 to 1. Fit with this callback first.',
    );
    await learner.validate();
    expect(stats.stats).toHaveLength(3);
    expect(() => new ActivationStats({ every: 0 })).toThrow('every is 0;');
    const lost = new ActivationStats({ modules: ['conv9'] });
    await expect(learner.fit({ steps: 1 }, 0.01, { callbacks: [lost] })).rejects.toThrow(
      'modules names "conv9"; the network has conv1, relu1,',
    );
    learner.dispose();
  });

  test('a search that explodes stops, and suggests from what it saw', async () => {
    const learner = learnerFor(plain, madeUpDigits({ chunkSizes: [160] }));
    const found = await learner.lrFind({ startLr: 1e-5 });
    expect(found.curve.lrs.length).toBeLessThanOrEqual(100);
    expect(Object.keys(found.suggestions)).toEqual(['valley', 'steep', 'minimum', 'slide']);
    expect(found.suggestions.valley!.lr).toBeGreaterThan(1e-5);
    expect(found.suggestions.valley!.lr).toBeLessThan(10);
    expect(found.used.losses.every(Number.isFinite)).toBe(true);
    expect(learner.recorder.values).toEqual([]);
    learner.dispose();
  });

  test('a search that leaves the finite numbers ends there, the network unharmed', async () => {
    const learner = learnerFor(plain, madeUpDigits());
    const before = numbersOf(learner);
    const { curve, used } = await learner.lrFind({
      startLr: 1e-3,
      endLr: 1e38,
      numIt: 40,
      stopDiv: false,
    });
    expect(curve.losses).toHaveLength(40);
    expect(curve.losses.at(-1)).toBeNaN();
    expect(used.losses.length).toBeGreaterThan(0);
    expect(used.losses.every(Number.isFinite)).toBe(true);
    expect(numbersOf(learner)).toEqual(before);
    learner.dispose();
  });

  test('a search can be stopped, and refuses options it cannot use', async () => {
    const leave: Callback = { afterBatch: ({ step }) => step === 2 && learner.dispose() };
    const learner = learnerFor(plain, madeUpDigits(), [leave]);
    const found = await learner.lrFind({ signal: AbortSignal.abort() });
    expect(found).toMatchObject({
      cancelled: true,
      suggestions: {},
      used: { lrs: [], losses: [] },
    });
    await expect(learner.lrFind({ numIt: 5 })).rejects.toThrow(
      'numIt is 5; it accepts a whole number of at least 6.',
    );
    await expect(learner.lrFind({ startLr: 1, endLr: 0.1 })).rejects.toThrow(
      'startLr is 1 and endLr is 0.1; they must be above 0, the first below the second.',
    );
    expect((await learner.lrFind()).cancelled).toBe(true);
    expect(learner.recorder.losses).toHaveLength(2);
  });

  test('a replay stopped before its step is refused, and frees its network', async () => {
    const early: Callback = {
      afterBatch: ({ step }) => {
        if (step === 2) throw new CancelFit();
      },
    };
    await expect(replayTo(small, madeUpDigits(), 3, { callbacks: [early] })).rejects.toThrow(
      'The replay was stopped after 2 of 3 steps. Start it again.',
    );
    await expect(
      replayTo(small, madeUpDigits(), 3, { signal: AbortSignal.abort() }),
    ).rejects.toThrow('The replay was stopped after 0 of 3 steps.');
    const there = await replayTo(small, madeUpDigits(), 2, { callbacks: [early] });
    there.dispose();
  });

  test('a summary has every layer’s shape and parameters, and adds up', () => {
    const learner = learnerFor(small, madeUpDigits());
    const { rows, parameters, text } = learner.summary();
    expect(parameters).toBe(30_542);
    expect(rows[3]).toEqual({
      name: 'conv2',
      type: 'Conv2d',
      outputShape: [7, 7, 16],
      parameters: 1168,
    });
    const lines = text.split('\n');
    expect(lines[0]).toBe('input 28 × 28 × 1');
    expect(lines[2]).toMatch(/^conv1 +Conv2d +14 × 14 × 8 +208$/);
    expect(lines.at(-1)).toBe('30542 parameters');
    expect(() => learner.summary([28, 28, 3])).toThrow('conv1 accepts [height, width, 1]');
    learner.dispose();
  });

  test.each(Object.entries(recipes))(
    'recipe %s trains, and frees all it made',
    async (_, { recipe }) => {
      const source = await digitsFor(recipe, madeUpDigits({ chunkSizes: [80, 40] }));
      const short = { ...recipe, batchSize: 8, steps: 2 };
      const learner = learnerFor(short, source, [new ActivationStats(), new StepInspector([0])]);
      await fitRecipe(learner, short);
      expect(learner.recorder.losses.every(Number.isFinite)).toBe(true);
      const classes = recipe.net === 'three_or_seven' ? 2 : 10;
      expect(learner.predict(new Uint8Array(784))).toHaveLength(classes);
      learner.dispose();
    },
  );

  test('a fit that fails, is stopped or outlives its learner frees what watched it', async () => {
    const watchers = () => [new ActivationStats(), new StepInspector([0, 1])];
    const left: number[] = [];
    const start = tf.engine().state.numTensors;
    const failing = learnerFor(plain, madeUpDigits());
    const failed = failing.fit({ steps: 20 }, 1e30, { callbacks: watchers() });
    await expect(failed).rejects.toThrow(NonFiniteLoss);
    failing.dispose();
    left.push(tf.engine().state.numTensors - start);

    const stop = new AbortController();
    const stopped = learnerFor(small, madeUpDigits(), watchers());
    const halt: Callback = { afterBatch: ({ step }) => step === 1 && stop.abort() };
    await stopped.fit({ steps: 9 }, 0.01, { signal: stop.signal, callbacks: [halt] });
    stopped.dispose();
    left.push(tf.engine().state.numTensors - start);

    const broken: Callback = {
      afterPred: () => {
        throw new Error('a callback broke');
      },
    };
    const thrown = learnerFor(small, madeUpDigits(), watchers());
    await expect(thrown.fit({ steps: 2 }, 0.01, { callbacks: [broken] })).rejects.toThrow('broke');
    thrown.dispose();
    left.push(tf.engine().state.numTensors - start);

    await expect(
      replayTo({ ...plain, schedule: 'constant', lr: 1e30 }, madeUpDigits(), 4),
    ).rejects.toThrow(NonFiniteLoss);
    left.push(tf.engine().state.numTensors - start);

    const leave: Callback = { afterBackward: () => gone.dispose() };
    const gone = learnerFor(small, madeUpDigits(), watchers());
    const ended = await gone.fit({ steps: 9 }, 0.01, { callbacks: [leave] });
    expect(ended).toEqual({ cancelled: true });
    expect(gone.recorder.losses).toHaveLength(1);
    left.push(tf.engine().state.numTensors - start);
    expect(left).toEqual([0, 0, 0, 0, 0]);
  });

  test('threes and sevens come alone, labelled 0 and 1, as bytes over 255', async () => {
    const source = madeUpDigits({ chunkSizes: [30, 20], validCount: 20 });
    const only = await onlyDigits(source, [3, 7]);
    expect(only).toMatchObject({ classes: [3, 7], mean: 0, std: 1, trainCount: 10, validCount: 4 });
    const { labels, pixels } = await only.chunk(0);
    const all = await source.chunk(0);
    const places = [...all.labels.keys()].filter((i) => [3, 7].includes(all.labels[i]!));
    expect(Array.from(labels)).toEqual(places.map((i) => (all.labels[i] === 3 ? 0 : 1)));
    expect(pixels.subarray(784, 1568)).toEqual(
      all.pixels.subarray(places[1]! * 784, (places[1]! + 1) * 784),
    );
    await expect(onlyDigits(source, [3, 3])).rejects.toThrow(
      'digits is [3, 3]; it accepts two or more different digits from 0 to 9.',
    );
    expect(() => learnerFor(recipes.A.recipe, source)).toThrow(
      'The source holds the digits 0, 1, 2, 3, 4, 5, 6, 7, 8, 9; net "three_or_seven" accepts 3, 7. Prepare it with digitsFor.',
    );
  });

  test('numbers that are none are refused before they train or answer', async () => {
    const learner = learnerFor(small, madeUpDigits());
    await expect(learner.fit({ steps: 1 }, Number.NaN)).rejects.toThrow(
      'lr is NaN; it accepts a number above 0.',
    );
    const pixels = new Array<number>(784).fill(0);
    pixels[5] = Number.NaN;
    expect(() => learner.predict(pixels)).toThrow(
      'pixels[5] is NaN; a pixel is a whole number from 0 (paper) to 255 (ink).',
    );
    await expect(replayTo(small, madeUpDigits(), 5)).rejects.toThrow(
      'step is 5; the recipe has whole numbers of steps from 0 to 4.',
    );
    expect(() => new StepInspector([-1])).toThrow('steps holds -1;');
    learner.dispose();
  });
});
