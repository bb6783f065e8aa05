import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { defaultRecipe, type Recipe } from '#cnn/math';
import { type Checkpoint, type Lab, type Report, replay, resuming, type Wish } from '#lab';
import { fit as train } from '#lab/fit';
import { isReport } from '../../src/lab/reports.ts';
import { sayings } from '../../src/lab/sayings.ts';
import { madeUpDigits } from './made-up-digits.ts';
import { nodeBackend } from './node-backend.ts';

const recipe: Recipe = { ...defaultRecipe, batchSize: 16, steps: 13, lr: 0.01 };
const never = new AbortController().signal;

beforeAll(nodeBackend);

async function all(reports: AsyncIterable<Report>): Promise<Report[]> {
  const list: Report[] = [];
  for await (const report of reports) list.push(structuredClone(report));
  return list;
}
const trained = (of: Recipe, wish: Wish = {}) =>
  all(train(of, never, { digits: madeUpDigits(), backend: 'wasm', wish }));
const checkpoints = (reports: Report[]): Checkpoint[] =>
  reports.flatMap((report) => (report.type === 'checkpoint' ? [report.checkpoint] : []));

test.each([
  ['Adam and 1cycle', recipe],
  [
    'SGD at a constant rate, threes and sevens',
    {
      ...recipe,
      net: 'three_or_seven',
      norm: 'none',
      optimizer: 'sgd',
      schedule: 'constant',
      batchSize: 4,
    },
  ],
] as const)(
  'a run that goes on from a saved point gives the numbers of one that never stopped: %s',
  async (_, of) => {
    const whole = await trained(of, { checkpoints: true });
    const saved = checkpoints(whole);
    expect(saved.length).toBeGreaterThan(1);
    expect(whole.every(isReport)).toBe(true);
    const before = tf.memory().numTensors;
    const rest = await trained(of, { resume: saved[1] });
    expect(tf.memory().numTensors).toBe(before);
    expect(rest[0]).toMatchObject({ type: 'began', resumedAt: saved[1]!.step });
    const wanted = replay(whole);
    const got = replay(rest);
    const later = <Item extends { step: number }>(items: readonly Item[]) =>
      items.filter(({ step }) => step > saved[1]!.step);
    expect(got.batches).toEqual(
      later(wanted.batches).map((one) => ({
        ...one,
        smoothLoss: expect.closeTo(one.smoothLoss, 10),
      })),
    );
    expect(got.epochs).toEqual(
      later(wanted.epochs).map((one) => ({ ...one, trainLoss: expect.closeTo(one.trainLoss, 10) })),
    );
  },
);

test('a saved point of another network, or of passes of another length, is refused with a sentence', async () => {
  const [saved] = checkpoints(await trained(recipe, { checkpoints: true }));
  const other = await trained({ ...recipe, batchSize: 8 }, { resume: saved });
  expect(other.at(-1)).toMatchObject({
    type: 'failed',
    message: expect.stringContaining('no 1 passes'),
  });
  const twisted = { ...saved!, model: { ...saved!.model, 'conv1.weight': new Float32Array(3) } };
  const last = (await trained(recipe, { resume: twisted })).at(-1);
  expect(last).toMatchObject({ type: 'failed', message: expect.stringContaining('conv1.weight') });
});

const began = (resumedAt?: number): Report => ({
  type: 'began',
  recipe,
  stepsPerEpoch: 5,
  trainCount: 80,
  validCount: 20,
  parameters: 1,
  engine: { name: 'composed kernels' },
  backend: 'wasm',
  refused: [],
  ...(resumedAt === undefined ? {} : { resumedAt }),
});
const batch = (step: number): Report => ({
  type: 'batch',
  step,
  loss: 1,
  smoothLoss: 1,
  lr: 0.1,
  mom: 0.9,
  seconds: 1,
});
const point = (step: number): Report => ({
  type: 'checkpoint',
  checkpoint: {
    epoch: step / 5,
    step,
    smoothLoss: 1,
    model: {},
    optimizer: { lr: 1, mom: 0, steps: step, averages: [] },
  },
});
const death: Report = { type: 'failed', message: 'It died.', retry: true, died: true };
const done: Report = { type: 'ended', cancelled: false };

/** A lab whose fits tell these stories, one after the other. */
function telling(...stories: Report[][]) {
  const wishes: (Wish | undefined)[] = [];
  const fit: Lab['fit'] = async function* (_recipe, _signal, wish) {
    wishes.push(wish);
    yield* stories.shift() ?? [];
  };
  return { lab: { fit }, wishes };
}

test('when the worker dies, another one goes on from the last whole pass', async () => {
  const { lab, wishes } = telling(
    [began(), batch(1), point(5), batch(6), batch(7), death],
    [{ type: 'preparing', what: 'x' }, began(5), batch(6), done],
  );
  const reports = await all(resuming(lab, recipe, never));
  expect(wishes[1]).toEqual({ checkpoints: true, resume: expect.objectContaining({ step: 5 }) });
  expect(reports.some(({ type }) => type === 'failed')).toBe(false);
  const run = replay(reports);
  expect(run.phase).toBe('ended');
  expect(run.batches.map(({ step }) => step)).toEqual([1, 6]);
  expect(run.resumed).toEqual([5]);
  expect(run.seconds).toBe(2);
});

test('a worker that dies before its first whole pass begins again', async () => {
  const { lab, wishes } = telling([began(), batch(1), death], [began(), batch(1), done]);
  const run = replay(await all(resuming(lab, recipe, never)));
  expect(wishes[1]).toEqual({ checkpoints: true });
  expect(run.batches.map(({ step }) => step)).toEqual([1]);
});

test('a second death within a minute ends the run with advice, and its last point is kept', async () => {
  const story = () => [began(), batch(1), point(5), death];
  let clock = 0;
  const soon = await all(
    resuming(telling(story(), story()).lab, recipe, never, {}, () => (clock += 30_000)),
  );
  expect(soon.at(-1)).toMatchObject({
    type: 'failed',
    message: expect.stringContaining('twice within a minute'),
  });
  expect(replay(soon).checkpoint).toMatchObject({ step: 5 });
  const late = await all(
    resuming(
      telling(story(), story(), [began(5), done]).lab,
      recipe,
      never,
      {},
      () => (clock += 90_000),
    ),
  );
  expect(late.at(-1)).toEqual(done);
});

test('any other failure is told as it is', async () => {
  const failed: Report = { type: 'failed', message: 'No digits.', retry: true };
  const { lab, wishes } = telling([failed]);
  expect(await all(resuming(lab, recipe, never))).toEqual([failed]);
  expect(wishes).toHaveLength(1);
});

test('a lost graphics processor is not a death to be counted: the next worker does without it', async () => {
  const lost: Report = { ...death, message: sayings.lost };
  const { lab } = telling([began(), lost], [began(), lost], [began(), batch(1), done]);
  expect((await all(resuming(lab, recipe, never, {}, () => 0))).at(-1)).toEqual(done);
});
