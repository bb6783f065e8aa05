import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { recipes } from '#cnn/math';
import { type Report, replay } from '#lab';
import { fit as train } from '#lab/fit';
import {
  type RecordedName,
  type Recording,
  recordedNames,
  recordedRun,
  UNIT,
} from '../../src/playgrounds/activation-stats/recorded.ts';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';
import { nodeBackend } from '../lab/node-backend.ts';

// `RECORD=1 npx vitest run -c tests/node.config.ts tests/playgrounds/activation-stats.recorded` records the runs anew.
const fileOf = (name: string) =>
  fileURLToPath(
    new URL(`../../src/playgrounds/activation-stats/recorded/${name}.json`, import.meta.url),
  );
const never = new AbortController().signal;
const digits = digitsOnDisk();
/** Columns kept of a run at most: a long run keeps every so many batches. */
const COLUMNS = 240;
const KEPT = ['conv1', 'conv4', 'bn4'];

const rounded = (value: number) => Number(value.toPrecision(4));
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

async function made(name: RecordedName): Promise<Recording> {
  const { recipe } = recipes[name];
  const every = Math.ceil(recipe.steps / COLUMNS);
  const reports: Report[] = [];
  const surroundings = { digits, backend: 'wasm', wish: { stats: every } };
  for await (const report of train(recipe, never, surroundings)) reports.push(report);
  const run = replay(reports);
  if (run.phase !== 'ended') throw new Error(`The run ${run.phase}: ${run.problem?.message}`);
  const steps = run.stats.map(({ step }) => step);
  const at = steps.map((step) => run.batches[step - 1]!);
  const kept = run.stats[0]!.layers.flatMap(({ layer }, i) => (KEPT.includes(layer) ? [i] : []));
  return {
    name,
    trainCount: run.trainCount,
    validCount: run.validCount,
    stepsPerEpoch: run.stepsPerEpoch,
    parameters: run.parameters,
    steps,
    loss: at.map(({ loss }) => rounded(loss)),
    smoothLoss: at.map(({ smoothLoss }) => rounded(smoothLoss)),
    lr: at.map(({ lr }) => rounded(lr)),
    mom: at.map(({ mom }) => rounded(mom)),
    epochs: run.epochs.map((epoch) => ({
      ...epoch,
      trainLoss: rounded(epoch.trainLoss),
      validLoss: rounded(epoch.validLoss),
    })),
    layers: kept.map((i) => {
      const figures = run.stats.map(({ layers }) => layers[i]!);
      return {
        layer: figures[0]!.layer,
        mean: figures.map(({ mean }) => rounded(mean)),
        std: figures.map(({ std }) => rounded(std)),
        nearZero: figures.map(({ nearZero }) => rounded(nearZero)),
        logCounts: base64(
          Uint8Array.from(
            figures.flatMap(({ histogram }) => histogram),
            (count) => Math.round(Math.log1p(count) * UNIT),
          ),
        ),
      };
    }),
  };
}

beforeAll(async () => {
  await nodeBackend();
  if (!process.env.RECORD) return;
  for (const name of recordedNames) {
    writeFileSync(fileOf(name), `${JSON.stringify(await made(name))}\n`);
  }
}, 3_600_000);

const recordingOf = (name: RecordedName) =>
  JSON.parse(readFileSync(fileOf(name), 'utf8')) as Recording;
const conv4 = (name: RecordedName) => {
  const run = recordedRun(recordingOf(name));
  return run.stats.map(({ step, layers }) => ({
    step,
    ...layers.find(({ layer }) => layer === 'conv4')!,
  }));
};

describe('the recordings show what the chapter’s plots show', () => {
  test('run B: conv4 is near zero within a few batches and for good', () => {
    const figures = conv4('B');
    expect(figures[0]!.nearZero).toBeGreaterThan(0.6);
    const late = figures.filter(({ step }) => step > 200);
    expect(late.every(({ nearZero }) => nearZero > 0.97)).toBe(true);
  });

  test('run D: near zero falls early, then settles near eight in ten', () => {
    const figures = conv4('D');
    const early = Math.min(...figures.slice(0, 30).map(({ nearZero }) => nearZero));
    expect(early).toBeLessThan(0.5);
    expect(figures.at(-1)!.nearZero).toBeGreaterThan(0.65);
    expect(figures.at(-1)!.nearZero).toBeLessThan(0.92);
  });

  test('run E ends better than run D, and run F better than E', () => {
    const accuracy = (name: RecordedName) => recordingOf(name).epochs.at(-1)!.accuracy;
    expect(accuracy('E')).toBeGreaterThan(accuracy('D'));
    expect(accuracy('F')).toBeGreaterThan(accuracy('D'));
    expect(accuracy('B')).toBeLessThan(0.2);
  });
});

test('the lab gives the first columns of run D again', async () => {
  const recorded = conv4('D').slice(0, 3);
  const again: typeof recorded = [];
  for await (const report of train(recipes.D.recipe, never, {
    digits,
    backend: 'wasm',
    wish: { stats: 1 },
  })) {
    if (report.type !== 'stats') continue;
    again.push({ step: report.step, ...report.layers.find(({ layer }) => layer === 'conv4')! });
    if (again.length === 3) break;
  }
  again.forEach((figures, i) => {
    expect(figures.mean).toBeCloseTo(recorded[i]!.mean, 3);
    expect(figures.nearZero).toBeCloseTo(recorded[i]!.nearZero, 3);
    figures.histogram.forEach((count, bin) => {
      expect(Math.abs(Math.log1p(count) - Math.log1p(recorded[i]!.histogram[bin]!))).toBeLessThan(
        0.1,
      );
    });
  });
});
