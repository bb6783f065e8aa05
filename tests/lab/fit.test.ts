import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { defaultRecipe, type Recipe } from '#cnn/math';
import { type Report, replay } from '#lab';
import { fit as train } from '#lab/fit';
import { DigitsError } from '../../src/lab/digits/digit-files.ts';
import type { Network } from '../../src/lab/network.ts';
import { helm } from '../../src/lab/steering.ts';
import { images, madeUpDigits } from './made-up-digits.ts';
import { nodeBackend } from './node-backend.ts';

const recipe: Recipe = { ...defaultRecipe, batchSize: 16, steps: 7, lr: 0.01 };
const never = new AbortController().signal;
let before = 0;

beforeAll(async () => {
  await nodeBackend();
  before = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(before));

async function all(reports: AsyncIterable<Report>): Promise<Report[]> {
  const list: Report[] = [];
  for await (const report of reports) list.push(report);
  return list;
}
const surroundings = (digits = madeUpDigits()) => ({ digits, backend: 'wasm' });

test('a fit tells of every step once, in order, and of each pass', async () => {
  const reports = await all(train(recipe, never, surroundings()));
  const run = replay(reports);
  expect(reports[0]).toMatchObject({
    type: 'began',
    recipe,
    stepsPerEpoch: 5,
    trainCount: 80,
    validCount: 20,
    parameters: 30542,
    engine: { name: 'emitted kernels' },
    backend: 'wasm',
  });
  expect(run.batches.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(run.epochs.map(({ epoch, step }) => [epoch, step])).toEqual([
    [0, 5],
    [1, 7],
  ]);
  expect(reports.at(-1)).toEqual({ type: 'ended', cancelled: false });
});

test('the film shows eight kernels before the first step and after every one', async () => {
  const { frames } = replay(await all(train(recipe, never, surroundings())));
  expect(frames.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(frames.every(({ values }) => values.length === 200)).toBe(true);
  expect(frames[0]?.values).not.toEqual(frames[7]?.values);
});

test('the same recipe gives the same losses', async () => {
  const losses = async () =>
    replay(await all(train(recipe, never, surroundings()))).batches.map(({ loss }) => loss);
  expect(await losses()).toEqual(await losses());
});

test('an aborted fit ends at the next batch', async () => {
  const stopping = new AbortController();
  const reports: Report[] = [];
  for await (const report of train({ ...recipe, steps: 2000 }, stopping.signal, surroundings())) {
    reports.push(report);
    if (report.type === 'batch' && report.step === 3) stopping.abort();
  }
  const run = replay(reports);
  expect(run.phase).toBe('stopped');
  expect(run.batches.length).toBeLessThanOrEqual(4);
});

test('a fit aborted before it begins does no step', async () => {
  const reports = await all(train(recipe, AbortSignal.abort(), surroundings()));
  expect(replay(reports)).toMatchObject({ phase: 'stopped', batches: [] });
});

test('a stop is heard while the digits of a recipe are awaited', async () => {
  const stopping = new AbortController();
  setTimeout(() => stopping.abort(), 10);
  const digits = { ...madeUpDigits(), chunk: () => new Promise<never>(() => {}) };
  const threes: Recipe = { ...recipe, net: 'three_or_seven', norm: 'none' };
  expect(await all(train(threes, stopping.signal, surroundings(digits)))).toEqual([
    { type: 'ended', cancelled: true },
  ]);
});

test('a network for threes and sevens answers with two probabilities an image', async () => {
  let network: Network | undefined;
  const keep = (kept: Network) => {
    network = kept;
  };
  const threes: Recipe = { ...recipe, net: 'three_or_seven', norm: 'none', steps: 3 };
  const digits = madeUpDigits({ trainCount: 200 });
  await all(train(threes, never, { ...surroundings(digits), keep }));
  const { pixels, labels } = (await network?.valid())!;
  expect([...labels]).toEqual([0, 1, 0, 1]);
  const rows = network?.predict(pixels) ?? [];
  expect(rows.map((row) => row.length)).toEqual([2, 2, 2, 2]);
  for (const row of rows) expect(row[0]! + row[1]!).toBeCloseTo(1, 4);
  network?.dispose();
});

test('a reader who walks away ends the fit', async () => {
  for await (const report of train({ ...recipe, steps: 2000 }, never, surroundings())) {
    if (report.type === 'batch') break;
  }
});

test('a loss that is not finite ends the run with the rate to blame and a way out', async () => {
  const wild: Recipe = { ...recipe, norm: 'none', optimizer: 'sgd', schedule: 'constant', lr: 10 };
  const run = replay(await all(train({ ...wild, steps: 50 }, never, surroundings())));
  expect(run.phase).toBe('failed');
  expect(run.problem?.message).toMatch(
    /^The loss stopped being a number at batch \d+: with a learning rate of 10 there, .+ Try a tenth of that rate; everything else can stay\.$/,
  );
  expect(run.batches.every(({ loss }) => Number.isFinite(loss))).toBe(true);
});

test('digits that cannot be had fail the run and may be tried again', async () => {
  const digits = {
    ...madeUpDigits(),
    chunk: () => Promise.reject(new DigitsError('The digits could not be loaded.')),
  };
  expect((await all(train(recipe, never, surroundings(digits)))).at(-1)).toEqual({
    type: 'failed',
    message: 'The digits could not be loaded.',
    retry: true,
  });
});

test('a batch larger than the training set fails with a sentence', async () => {
  expect(await all(train({ ...recipe, batchSize: 512 }, never, surroundings()))).toEqual([
    { type: 'failed', message: expect.stringContaining('512'), retry: false },
  ]);
});

test('a kept network answers during the training and after it', async () => {
  let network: Network | undefined;
  const { pixels, labels } = images(0, 20);
  const keep = (kept: Network) => {
    network = kept;
  };
  for await (const report of train({ ...recipe, steps: 40 }, never, { ...surroundings(), keep })) {
    if (report.type === 'batch') expect(network?.predict(pixels)).toHaveLength(20);
  }
  const rows = network?.predict(pixels) ?? [];
  for (const row of rows) expect(row.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 4);
  const right = rows.filter((row, i) => row.indexOf(Math.max(...row)) === labels[i]);
  expect(right.length).toBeGreaterThan(15);
  network?.dispose();
});

test('wishes are granted: what layers put out, tensors by name, a drawn schedule', async () => {
  const wish = {
    stats: 2,
    tensors: ['bn1.running_mean'],
    schedule: { lrs: [0.01, 0.02, 0.03], moms: [0.5] },
  };
  const run = replay(await all(train(recipe, never, { ...surroundings(), wish })));
  expect(run.batches.map(({ lr }) => lr)).toEqual([0.01, 0.02, 0.03, 0.03, 0.03, 0.03, 0.03]);
  expect(run.batches.every(({ mom }) => mom === 0.5)).toBe(true);
  expect(run.stats.map(({ step }) => step)).toEqual([1, 3, 5, 7]);
  expect(run.stats[0]!.layers.map(({ layer }) => layer).slice(0, 4)).toEqual([
    'conv1',
    'bn1',
    'conv2',
    'bn2',
  ]);
  expect(run.stats[0]!.layers[0]!.histogram).toHaveLength(40);
  expect(run.tensors.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(run.tensors[0]!.tensors['bn1.running_mean']).toEqual(new Array(8).fill(0));
  expect(run.tensors[7]!.tensors['bn1.running_mean']![0]).not.toBe(0);
});

test('a wish that cannot be granted fails the run with a sentence', async () => {
  const wish = { schedule: { lrs: [-1], moms: [0.9] } };
  const last = (await all(train(recipe, never, { ...surroundings(), wish }))).at(-1);
  expect(last).toMatchObject({ type: 'failed', message: expect.stringContaining('learning rate') });
});

test('a hand on the helm moves rate and momentum, gives them back, and holds the run still', async () => {
  const hand = helm();
  const constant: Recipe = { ...recipe, schedule: 'constant', steps: 8 };
  let steps = 0;
  const lrs: number[] = [];
  for await (const report of train(constant, never, { ...surroundings(), helm: hand })) {
    if (report.type !== 'batch') continue;
    lrs.push(report.lr);
    steps = report.step;
    if (steps === 2) hand.take({ lr: 0.5, mom: 2, paused: true });
    if (steps === 2) {
      const still = hand.gate();
      await new Promise((resolve) => setTimeout(resolve, 20));
      hand.take({ paused: false });
      await still;
    }
    if (steps === 5) hand.take({ lr: null });
  }
  expect(steps).toBe(8);
  expect(lrs[0]).toBe(0.01);
  expect(lrs).toContain(0.5);
  expect(lrs.at(-1)).toBe(0.01);
});

test('a batch beyond all memory is refused before anything is made', async () => {
  const [failed, ...more] = await all(
    train({ ...recipe, batchSize: 1_000_000 }, never, surroundings()),
  );
  expect(more).toEqual([]);
  expect(failed).toMatchObject({ type: 'failed', message: expect.stringContaining('1000000') });
});

test('a full memory ends the run with what was told, and half the batch as the way on', async () => {
  const trouble: Report[] = [];
  for await (const report of train(recipe, never, {
    ...surroundings(),
    wish: { checkpoints: true, stats: 1 },
    helm: {
      ...helm(),
      callback: {
        afterBatch: ({ step }) => {
          if (step === 6) throw new RangeError('WebAssembly.Memory(): could not allocate memory');
        },
      },
    },
  }))
    trouble.push(report);
  expect(trouble.at(-1)).toEqual({
    type: 'failed',
    message: expect.stringContaining('Try half of it'),
    retry: true,
    remedy: 'half the batch',
  });
  expect(replay(trouble).checkpoint).toMatchObject({ step: 5 });
});
