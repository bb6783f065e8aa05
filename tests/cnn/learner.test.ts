import { expect, test } from 'vitest';
import {
  type Callback,
  CancelBatch,
  CancelEpoch,
  CancelFit,
  fitRecipe,
  learnerFor,
  NonFiniteLoss,
} from '#cnn';
import { defaultRecipe, oneCycle, type Recipe } from '#cnn/math';
import { onBackend, onEachBackend } from './each-backend.ts';
import { heapInUse } from './heap.ts';
import { madeUpDigits } from './made-up-digits.ts';
import { notes } from './notes.ts';

const small: Recipe = { ...defaultRecipe, batchSize: 8, steps: 4 };

onEachBackend(() => {
  test('the same seed gives the same losses twice, another seed does not', async () => {
    const losses = async (seed: number) => {
      const recipe = { ...small, steps: 2, seed };
      const learner = learnerFor(recipe, madeUpDigits({ validCount: 4 }));
      await fitRecipe(learner, recipe);
      learner.dispose();
      return learner.recorder.batchLosses;
    };
    const first = await losses(5);
    expect(await losses(5)).toEqual(first);
    expect(await losses(6)).not.toEqual(first);
  });
});

onBackend('wasm', () => {
  test('a network learns made-up digits', async () => {
    const digits = madeUpDigits({ chunkSizes: [60], validCount: 20 });
    const recipe: Recipe = { ...small, batchSize: 20, steps: 21, lr: 0.03 };
    const learner = learnerFor(recipe, digits);
    expect(await fitRecipe(learner, recipe)).toEqual({ cancelled: false });
    const { values, batchLosses } = learner.recorder;
    expect(batchLosses).toHaveLength(21);
    expect(values).toHaveLength(7);
    expect(values.at(-1)!.accuracy).toBeGreaterThan(0.9);
    const { pixels, labels } = await digits.valid();
    const probabilities = learner.predict(pixels);
    expect(probabilities).toHaveLength(20 * 10);
    const first = [...probabilities.subarray(0, 10)];
    expect(first.indexOf(Math.max(...first))).toBe(labels[0]);
    expect(first.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    learner.dispose();
  });

  test('500 fits, half of them stopped, leave no tensor and no memory behind', async () => {
    const digits = madeUpDigits({ chunkSizes: [16], validCount: 4 });
    let cancelled = 0;
    let settled = 0;
    for (let cycle = 0; cycle < 500; cycle++) {
      if (cycle === 200) settled = heapInUse();
      const recipe: Recipe = { ...small, steps: 2, norm: cycle % 4 < 2 ? 'batch' : 'none' };
      const stop = new AbortController();
      const stopEarly: Callback = { afterStep: () => cycle % 2 === 0 && stop.abort() };
      const learner = learnerFor(recipe, digits, [stopEarly]);
      const ended = await fitRecipe(learner, recipe, { signal: stop.signal });
      if (ended.cancelled) cancelled++;
      learner.dispose();
    }
    expect(cancelled).toBe(250);
    expect(heapInUse() - settled).toBeLessThan(2e6);
  });

  test('an aborted fit ends at the next batch, with its last event', async () => {
    const stop = new AbortController();
    const { heard, callback } = notes();
    const learner = learnerFor({ ...small, steps: 50 }, madeUpDigits(), [callback]);
    const counter: Callback = { afterBatch: ({ step }) => step === 3 && stop.abort() };
    const ended = await learner.fit({ steps: 50 }, 0.01, {
      signal: stop.signal,
      callbacks: [counter],
    });
    expect(ended).toEqual({ cancelled: true });
    expect(learner.recorder.losses).toHaveLength(3);
    expect(heard.slice(-3)).toEqual(['T afterBatch', 'T afterCancelFit', 'T afterFit']);
    learner.dispose();
  });

  test('a fit that was aborted before it began takes no step', async () => {
    const learner = learnerFor(small, madeUpDigits());
    const ended = await learner.fit({ steps: 5 }, 0.01, { signal: AbortSignal.abort() });
    expect(ended).toEqual({ cancelled: true });
    expect(learner.recorder.losses).toEqual([]);
    learner.dispose();
  });

  test('a fit that waits for digits which never come can be stopped', async () => {
    const stop = new AbortController();
    const learner = learnerFor(small, { ...madeUpDigits(), chunk: () => new Promise(() => {}) });
    const fit = learner.fit({ steps: 5 }, 0.01, { signal: stop.signal });
    setTimeout(() => stop.abort(), 10);
    expect(await fit).toEqual({ cancelled: true });
    learner.dispose();
  });

  test('disposing a learner ends its fit', async () => {
    const leave: Callback = { afterBatch: ({ step }) => step === 3 && learner.dispose() };
    const learner = learnerFor(small, madeUpDigits(), [leave]);
    expect(await learner.fit({ steps: 50 }, 0.01)).toEqual({ cancelled: true });
    expect(learner.recorder.losses).toHaveLength(3);
    const disposed = 'This learner was disposed. Make a new one.';
    await expect(learner.fit({ steps: 1 }, 0.01)).rejects.toThrow(disposed);
    expect(() => learner.predict(new Uint8Array(784))).toThrow(disposed);
    expect(() => learner.weights('conv1.weight')).toThrow(disposed);
  });

  test('a validation whose learner is disposed says so', async () => {
    const learner = learnerFor(small, madeUpDigits());
    const validation = learner.validate();
    learner.dispose();
    await expect(validation).rejects.toThrow('This learner was disposed. Make a new one.');
  });

  test.each([
    ['adam', 1e37],
    ['sgd', 1e308],
  ] as const)('numbers that only the last step of %s breaks are noticed', async (optimizer, lr) => {
    const learner = learnerFor({ ...small, optimizer }, madeUpDigits());
    const start = learner.weights('conv1.weight');
    await expect(learner.fit({ steps: 1 }, lr)).rejects.toThrow('Training stopped at batch 1 of 1');
    expect(learner.weights('conv1.weight')).toEqual(start);
    expect(learner.recorder.values).toEqual([]);
    expect(learner.save().optimizer).toMatchObject({ lr, steps: 0 });
    learner.dispose();
  });

  test('a fit of two passes has two, though one is cut short', async () => {
    const { callback } = notes('afterBackward', new CancelEpoch());
    const learner = learnerFor(small, madeUpDigits({ chunkSizes: [80] }));
    let passes = 0;
    const count: Callback = { afterEpoch: () => passes++ };
    const ended = await learner.fit({ epochs: 2 }, 0.01, { callbacks: [callback, count] });
    expect(ended).toEqual({ cancelled: false });
    expect(passes).toBe(2);
    expect(learner.recorder.losses).toHaveLength(10);
    learner.dispose();
  });

  test('a fit whose every pass is cancelled ends by its passes, or by the signal', async () => {
    const never: Callback = {
      beforeEpoch: () => {
        throw new CancelEpoch();
      },
    };
    const learner = learnerFor(small, madeUpDigits(), [never]);
    expect(await learner.fit({ epochs: 2 }, 0.01)).toEqual({ cancelled: false });
    const stop = new AbortController();
    const fit = learner.fit({ steps: 2 }, 0.01, { signal: stop.signal });
    setTimeout(() => stop.abort());
    expect(await fit).toEqual({ cancelled: true });
    learner.dispose();
  });

  test('afterFit reaches everybody though one throws, and the first error is told', async () => {
    const failing: Callback = {
      afterFit: () => {
        throw new Error('afterFit broke');
      },
    };
    let reached = 0;
    const last: Callback = { afterFit: () => reached++ };
    const learner = learnerFor(small, madeUpDigits(), [failing, last]);
    await expect(learner.fit({ steps: 1 }, 0.01)).rejects.toThrow('afterFit broke');
    const { callback } = notes('afterPred', new Error('afterPred broke'));
    const fit = learner.fit({ steps: 1 }, 0.01, { callbacks: [callback] });
    await expect(fit).rejects.toThrow('afterPred broke');
    expect(reached).toBe(2);
    learner.dispose();
  });

  test('a loss beyond all numbers ends the fit with a sentence, and the network stays finite', async () => {
    const { heard, callback } = notes();
    const learner = learnerFor({ ...small, norm: 'none' }, madeUpDigits(), [callback]);
    const fit = learner.fit({ steps: 100 }, 1e30);
    await expect(fit).rejects.toThrow(NonFiniteLoss);
    await expect(fit).rejects.toThrow(
      /^Training stopped at batch \d+ of 100: the numbers grew out of bounds, and the loss is \S+\. The learning rate there was 1e\+30; try a tenth of it\. The network is back at its last finite state\.$/,
    );
    expect(heard.at(-1)).toBe('T afterFit');
    expect(learner.recorder.losses.every(Number.isFinite)).toBe(true);
    for (const { name } of learner.model.layers.flatMap(({ parameters }) => parameters)) {
      expect(learner.weights(name).values.every(Number.isFinite), name).toBe(true);
    }
    learner.dispose();
  });

  test('a pixel scale beyond all bounds is noticed at the first batch, running statistics unharmed', async () => {
    const learner = learnerFor(small, { ...madeUpDigits(), mean: 1e30 });
    await expect(learner.fit({ steps: 3 }, 0.01)).rejects.toThrow(
      'Training stopped at batch 1 of 3',
    );
    expect(learner.weights('bn1.running_mean').values).toEqual(new Array(8).fill(0));
    learner.dispose();
  });

  test.each([
    ['afterLoss', new CancelBatch(), { steps: 3, epochs: 2, cancelled: false, last: 3 }],
    ['afterPred', new CancelBatch(), { steps: 3, epochs: 2, cancelled: false, last: 3 }],
    ['afterBackward', new CancelEpoch(), { steps: 2, epochs: 2, cancelled: false, last: 2 }],
    ['afterLoss', new CancelFit(), { steps: 0, epochs: 0, cancelled: true, last: 0 }],
  ] as const)('a cancel thrown at %s ends just what it names: %o', async (moment, error, want) => {
    const { callback } = notes(moment, error);
    const learner = learnerFor(small, madeUpDigits({ chunkSizes: [16], validCount: 8 }));
    let [last, epochs] = [0, 0];
    const watch: Callback = {
      afterEpoch: () => epochs++,
      afterBatch: ({ training, step }) => {
        if (training) last = step;
      },
    };
    const steps = error instanceof CancelEpoch ? 2 : 3;
    const ended = await learner.fit({ steps }, 0.01, { callbacks: [callback, watch] });
    expect(ended.cancelled).toBe(want.cancelled);
    expect(learner.recorder.losses).toHaveLength(want.steps);
    expect(last).toBe(want.last);
    expect(epochs).toBe(want.epochs);
    learner.dispose();
  });

  test('callbacks run by order, and those of a fit are gone after it', async () => {
    const heard: string[] = [];
    const named = (name: string, order?: number): Callback => ({
      ...(order === undefined ? {} : { order }),
      beforeFit: () => heard.push(name),
    });
    const learner = learnerFor(small, madeUpDigits(), [named('late', 10), named('plain')]);
    await learner.fit({ steps: 1 }, 0.01, { callbacks: [named('early', -10)] });
    await learner.fit({ steps: 1 }, 0.01);
    expect(heard).toEqual(['early', 'plain', 'late', 'plain', 'late']);
    learner.dispose();
  });

  test('the recorder keeps the learning rate and momentum of a 1cycle, and the smoothed loss', async () => {
    const learner = learnerFor(small, madeUpDigits());
    await learner.fitOneCycle({ steps: 8 }, 0.02);
    const { lrs, moms, losses, batchLosses, values, iters } = learner.recorder;
    const { lr, mom } = oneCycle({ lrMax: 0.02 });
    const progress = Array.from({ length: 8 }, (_, step) => step / 8);
    expect(lrs).toEqual(progress.map(lr));
    expect(moms).toEqual(progress.map(mom));
    let average = 0;
    batchLosses.forEach((loss, i) => {
      average = 0.98 * average + 0.02 * loss;
      expect(losses[i]).toBeCloseTo(average / (1 - 0.98 ** (i + 1)), 10);
    });
    // 40 images in batches of 8: five steps, then a pass that is cut after three.
    expect(iters).toEqual([5, 8]);
    expect(values.map(({ trainLoss }) => trainLoss)).toEqual([losses[4], losses[7]]);
    expect(await learner.validate()).toEqual({
      loss: values[1]!.validLoss,
      accuracy: values[1]!.accuracy,
    });
    learner.dispose();
  });

  test('a second fit at the same time, and lengths and pixels that make no sense, are refused', async () => {
    const learner = learnerFor(small, madeUpDigits());
    const fit = learner.fit({ steps: 2 }, 0.01);
    await expect(learner.fit({ steps: 2 }, 0.01)).rejects.toThrow('This learner is busy.');
    await fit;
    await expect(learner.fit({ steps: 0 }, 0.01)).rejects.toThrow(
      'steps is 0; it accepts a whole number of at least 1.',
    );
    await expect(learner.fit({ epochs: 0.3 }, 0.01)).rejects.toThrow(
      'epochs is 0.3; it accepts a whole number of at least 1.',
    );
    expect(() => learner.predict(new Uint8Array(100))).toThrow(
      '100 pixels are no whole images. Give 784 for each image.',
    );
    expect(() => learner.weights('conv9.weight')).toThrow(
      'The network has no tensor "conv9.weight". It has conv1.weight, conv1.bias, ',
    );
    learner.dispose();
  });

  test('weights come by name as plain numbers', () => {
    const learner = learnerFor(small, madeUpDigits());
    const { shape, values } = learner.weights('conv1.weight');
    expect(shape).toEqual([5, 5, 1, 8]);
    expect(values).toHaveLength(200);
    expect(learner.weights('bn5.running_var').values).toEqual(new Array(10).fill(1));
    learner.dispose();
  });

  test('other work gets its turn between two batches', async () => {
    const learner = learnerFor(small, madeUpDigits());
    const stepsAtTurn: number[] = [];
    const timer = setInterval(() => stepsAtTurn.push(learner.recorder.losses.length), 1);
    await learner.fit({ steps: 20 }, 0.01);
    clearInterval(timer);
    expect(new Set(stepsAtTurn).size).toBeGreaterThan(3);
    learner.dispose();
  });
});
