import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { stepsPerEpoch as fullBatches } from '#cnn/math';
import { type Report, replay } from '#lab';
import { pixelStatistics } from '#lab/digits';
import { fit } from '#lab/fit';
import { answerTo } from '../../src/lab/answers.ts';
import type { Inside } from '../../src/lab/questions.ts';
import {
  batchOf,
  decoded,
  type PackedBatch,
  shownImages,
  unpacked,
} from '../../src/playgrounds/learner/batch.ts';
import {
  type Call,
  calls,
  epochs,
  type Recording,
  recipeOf,
  recordedRun,
  stepsPerEpoch,
  total,
} from '../../src/playgrounds/learner/run.ts';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';
import { nodeBackend } from '../lab/node-backend.ts';

// `RECORD=1 npx vitest run -c tests/node.config.ts tests/playgrounds/learner.recorded` trains and writes anew.
const fileOf = (name: string) =>
  fileURLToPath(new URL(`../../src/playgrounds/learner/recorded/${name}.json`, import.meta.url));
const digits = digitsOnDisk();
const never = new AbortController().signal;
const statistics = pixelStatistics();

let backend = '';
beforeAll(async () => {
  backend = (await nodeBackend()).name;
  for (const call of calls)
    if (process.env.RECORD || !existsSync(fileOf(call)))
      writeFileSync(fileOf(call), JSON.stringify(await made(call)));
  if (process.env.RECORD || !existsSync(fileOf('batch'))) {
    const { input, labels } = batchOf(await firstBatch());
    const bytes = Uint8Array.from(input, (value) =>
      Math.round(decoded(value, 1, statistics) * 255),
    );
    const packed: PackedBatch = {
      pixels: Buffer.from(bytes).toString('base64'),
      labels: [...labels],
    };
    writeFileSync(fileOf('batch'), JSON.stringify(packed));
  }
}, 600_000);

const rounded = (value: number) => Number(value.toPrecision(4));

async function made(call: Call): Promise<Recording> {
  const reports: Report[] = [];
  const surroundings = { digits, backend, wish: { stats: 1 } };
  for await (const report of fit(recipeOf(call), never, surroundings)) reports.push(report);
  const run = replay(reports);
  if (run.phase !== 'ended') throw new Error(`The run ${run.phase}: ${run.problem?.message}`);
  return {
    call,
    trainCount: run.trainCount,
    validCount: run.validCount,
    parameters: run.parameters,
    loss: run.batches.map(({ loss }) => rounded(loss)),
    smoothLoss: run.batches.map(({ smoothLoss }) => rounded(smoothLoss)),
    lr: run.batches.map(({ lr }) => rounded(lr)),
    mom: run.batches.map(({ mom }) => rounded(mom)),
    epochs: run.epochs.map((epoch) => ({
      ...epoch,
      trainLoss: rounded(epoch.trainLoss),
      validLoss: rounded(epoch.validLoss),
    })),
    layers: run.stats[0]!.layers.map(({ layer }, i) => ({
      layer,
      mean: run.stats.map(({ layers }) => rounded(layers[i]!.mean)),
      std: run.stats.map(({ layers }) => rounded(layers[i]!.std)),
      nearZero: run.stats.map(({ layers }) => rounded(layers[i]!.nearZero)),
    })),
  };
}

const firstBatch = async () =>
  (await answerTo(
    {
      name: 'inside',
      given: { recipe: recipeOf('fit_one_cycle'), step: 1, images: shownImages },
    },
    {
      trained: () => {
        throw new Error('nobody asks');
      },
      keep: () => {},
      digits: async () => digits,
      own: () => {
        throw new Error('nobody asks');
      },
      signal: never,
    },
  )) as Inside;

const recording = (call: Call) => JSON.parse(readFileSync(fileOf(call), 'utf8')) as Recording;

test.each(calls)('%s was recorded over five whole passes of the site’s digits', (call) => {
  const run = recordedRun(recording(call));
  expect(fullBatches(digits.trainCount, recipeOf(call).batchSize)).toBe(stepsPerEpoch);
  expect(run.batches).toHaveLength(total);
  expect(run.epochs.map(({ step }) => step)).toEqual(
    Array.from({ length: epochs }, (_, i) => (i + 1) * stepsPerEpoch),
  );
  expect([run.trainCount, run.validCount]).toEqual([digits.trainCount, digits.validCount]);
});

test('1cycle learns the digits', () => {
  expect(recording('fit_one_cycle').epochs.at(-1)!.accuracy).toBeGreaterThan(0.9);
});

test('the lab gives the first steps of the recording again', async () => {
  const losses: number[] = [];
  const recipe = recipeOf('fit_one_cycle');
  for await (const report of fit(recipe, never, { digits, backend })) {
    if (report.type === 'batch') losses.push(report.loss);
    if (losses.length === 3) break;
  }
  const wanted = recording('fit_one_cycle').loss;
  for (const [i, loss] of losses.entries()) expect(loss).toBeCloseTo(wanted[i]!, 2);
});

test('the recorded batch is the one that the network gets first', async () => {
  const packed = JSON.parse(readFileSync(fileOf('batch'), 'utf8')) as PackedBatch;
  const { input, labels } = unpacked(packed, statistics);
  const first = batchOf(await firstBatch());
  expect(labels).toEqual(first.labels);
  expect(labels).toHaveLength(shownImages);
  for (const [i, value] of first.input.entries()) expect(input[i]).toBeCloseTo(value, 4);
});
