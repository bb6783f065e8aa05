import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { digitsFor, fusedEngine, learnerFor, registerEngine } from '#cnn';
import { recipes, valley } from '#cnn/math';
import { type Report, replay } from '#lab';
import { fit as train } from '#lab/fit';
import {
  type Curve,
  codec,
  curveOf,
  recipeOf,
  STEPS,
} from '../../src/playgrounds/one-cycle/model.ts';
import type { RecordedRun, Recordings } from '../../src/playgrounds/one-cycle/recorded.ts';
import { rivalOf, rivals } from '../../src/playgrounds/one-cycle/rivals.ts';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';
import { nodeBackend } from '../lab/node-backend.ts';

// `RECORD=1 npx vitest run -c tests/node.config.ts tests/playgrounds/one-cycle.recorded` records the trainings anew.
const file = fileURLToPath(
  new URL('../../src/playgrounds/one-cycle/recorded.json', import.meta.url),
);
const never = new AbortController().signal;
const digits = digitsOnDisk();
const own = curveOf(codec.start);
const LADDER = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3];
const rounded = (value: number) => Number(value.toPrecision(4));
const fine = (value: number) => Number(value.toPrecision(8));

async function run(schedule: Curve): Promise<RecordedRun> {
  const reports: Report[] = [];
  const surroundings = { digits, backend: 'wasm', wish: { schedule } };
  for await (const report of train(recipeOf(codec.start), never, surroundings))
    reports.push(report);
  const { batches, epochs, phase } = replay(reports);
  return {
    smoothLoss: batches.map(({ smoothLoss }) => rounded(smoothLoss)),
    accuracy: phase === 'ended' ? epochs.at(-1)!.accuracy : null,
  };
}

async function search() {
  const recipe = recipeOf(codec.start);
  const learner = learnerFor(recipe, await digitsFor(recipe, digits));
  const { used, suggestions } = await learner.lrFind();
  learner.dispose();
  return {
    // Rules read differences off it.
    search: { lrs: used.lrs.map(fine), losses: used.losses.map(fine) },
    suggestions,
  };
}

async function made(): Promise<Recordings> {
  if (process.env.RECORD) return { ...recorded(), ...(await search()) };
  const raced = rivals.filter((rival) => rival !== 'kept');
  const pairs: [string, RecordedRun][] = [];
  for (const rival of raced) pairs.push([rival, await run(rivalOf(rival, own, null))]);
  const ladder: Recordings['ladder'] = [];
  for (const lr of LADDER) {
    ladder.push({ lr, ...(await run(curveOf({ ...codec.start, lrMax: lr }))), smoothLoss: [] });
  }
  return {
    validCount: digits.validCount,
    own: await run(own),
    rivals: Object.fromEntries(pairs) as Recordings['rivals'],
    ...(await search()),
    ladder,
  };
}

beforeAll(async () => {
  await nodeBackend();
  if (!process.env.RECORD && existsSync(file)) return;
  const takeBack = registerEngine(fusedEngine());
  writeFileSync(file, `${JSON.stringify(await made())}\n`);
  takeBack();
}, 3_600_000);

const recorded = () => JSON.parse(readFileSync(file, 'utf8')) as Recordings;

test('the recorded 1cycle learns, and a constant rate of the same height does not', () => {
  const { own, rivals } = recorded();
  expect(own.smoothLoss).toHaveLength(STEPS);
  expect(own.accuracy).toBeGreaterThan(0.94);
  expect(rivals.constant.accuracy).toBeLessThan(0.2);
});

test('the recorded search suggests what the package reads off it', () => {
  const { search, suggestions } = recorded();
  expect(valley(search).lr).toBeCloseTo(suggestions.valley!.lr, 4);
});

test('the lab gives the first steps of the recorded 1cycle again', async () => {
  const losses: number[] = [];
  const surroundings = { digits, backend: 'wasm', wish: { schedule: own } };
  for await (const report of train(recipes.D.recipe, never, surroundings)) {
    if (report.type === 'batch') losses.push(report.smoothLoss);
    if (losses.length === 4) break;
  }
  for (const [i, loss] of losses.entries()) {
    expect(loss).toBeCloseTo(recorded().own.smoothLoss[i]!, 2);
  }
});
