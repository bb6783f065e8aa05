import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { defaultRecipe } from '#cnn/math';
import { type Report, type RunState, replay } from '#lab';
import { fit as train } from '#lab/fit';
import type { Network } from '../../src/lab/network.ts';
import { answersOf, isRight, worstFirst } from '../../src/playgrounds/trainer/answers.ts';
import {
  type Recording,
  recordedMistakes,
  recordedRun,
} from '../../src/playgrounds/trainer/recorded.ts';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';
import { nodeBackend } from '../lab/node-backend.ts';

// `RECORD=1 npx vitest run -c tests/node.config.ts tests/playgrounds/trainer.recorded` writes the recording anew.
const file = fileURLToPath(new URL('../../src/playgrounds/trainer/recorded.json', import.meta.url));
const never = new AbortController().signal;
const digits = digitsOnDisk();
/** Of the recorded film: every third frame is enough for a picture. */
const THIN = 3;
const MISTAKES = 40;

let backend = '';
beforeAll(async () => {
  backend = (await nodeBackend()).name;
  if (process.env.RECORD || !existsSync(file)) writeFileSync(file, JSON.stringify(await made()));
}, 600_000);

async function made(): Promise<Recording> {
  const reports: Report[] = [];
  let network: Network | undefined;
  const keep = (kept: Network) => {
    network = kept;
  };
  for await (const report of train(defaultRecipe, never, { digits, backend, keep })) {
    reports.push(report);
  }
  const run = replay(reports);
  if (run.phase !== 'ended' || !network) throw new Error(`The run ${run.phase}.`);
  const { pixels, labels } = await digits.valid();
  const answers = answersOf({
    pixels,
    labels,
    probabilities: Float32Array.from(network.predict(pixels).flat()),
  });
  network.dispose();
  const list = (pick: (batch: RunState['batches'][number]) => number) =>
    run.batches.map((batch) => rounded(pick(batch)));
  return {
    recipe: defaultRecipe,
    stepsPerEpoch: run.stepsPerEpoch,
    trainCount: run.trainCount,
    validCount: run.validCount,
    parameters: run.parameters,
    engine: run.engine,
    backend,
    seconds: rounded(run.seconds),
    loss: list(({ loss }) => loss),
    smoothLoss: list(({ smoothLoss }) => smoothLoss),
    lr: list(({ lr }) => lr),
    mom: list(({ mom }) => mom),
    epochs: run.epochs.map((epoch) => ({
      ...epoch,
      trainLoss: rounded(epoch.trainLoss),
      validLoss: rounded(epoch.validLoss),
    })),
    frames: film(run),
    mistakes: worstFirst(answers)
      .filter((answer) => !isRight(answer))
      .slice(0, MISTAKES)
      .map((answer) => ({
        ...answer,
        probability: rounded(answer.probability),
        truth: rounded(answer.truth),
        pixels: base64(Uint8Array.from(answer.pixels)),
      })),
  };
}

function film(run: RunState): Recording['frames'] {
  const last = run.frames.length - 1;
  const kept = run.frames.filter((_, i) => i % THIN === 0 || i === last);
  const most = Math.max(...kept.flatMap(({ values }) => values.map(Math.abs)));
  const unit = rounded(most / 127);
  const cells = Int8Array.from(
    kept.flatMap(({ values }) => values.map((v) => Math.round(v / unit))),
  );
  return {
    steps: kept.map(({ step }) => step),
    unit,
    values: base64(new Uint8Array(cells.buffer)),
  };
}

const rounded = (value: number) => Number(value.toPrecision(5));
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const recording = () => JSON.parse(readFileSync(file, 'utf8')) as Recording;

test('the recording is the chapter’s run on the digits of the site', () => {
  const run = recordedRun(recording());
  expect(run.recipe).toEqual(defaultRecipe);
  expect([run.trainCount, run.validCount]).toEqual([digits.trainCount, digits.validCount]);
  expect(run.batches).toHaveLength(defaultRecipe.steps);
  expect(run.epochs.at(-1)?.step).toBe(defaultRecipe.steps);
  // PyTorch reaches 0.979 to 0.986 on these digits with five seeds.
  expect(run.epochs.at(-1)?.accuracy).toBeGreaterThan(0.975);
});

test('the lab gives the first steps of the recording again', async () => {
  const wanted = recording();
  const losses: number[] = [];
  for await (const report of train(defaultRecipe, never, { digits, backend })) {
    if (report.type === 'kernels' && report.step === 0) {
      const [first] = recordedRun(wanted).frames;
      report.values.forEach((value, i) => {
        expect(Math.abs(value - first!.values[i]!)).toBeLessThanOrEqual(wanted.frames.unit);
      });
    }
    if (report.type === 'batch') losses.push(report.loss);
    if (losses.length === 4) break;
  }
  for (const [i, loss] of losses.entries()) expect(loss).toBeCloseTo(wanted.loss[i]!, 2);
});

test('the recorded mistakes are validation digits, and mistakes', async () => {
  const { pixels, labels } = await digits.valid();
  const mistakes = recordedMistakes(recording());
  expect(mistakes.length).toBeGreaterThan(5);
  for (const { index, label, guess, pixels: shown } of mistakes) {
    expect(labels[index]).toBe(label);
    expect(guess).not.toBe(label);
    expect(shown).toEqual(pixels.slice(index * 784, (index + 1) * 784));
  }
});
