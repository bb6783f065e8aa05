import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { normalized, recipes } from '#cnn/math';
import type { RunState } from '#lab';
import { type Report, replay } from '#lab';
import { sampleDigits } from '#lab/digits';
import { fit } from '#lab/fit';
import type { Network } from '../../src/lab/network.ts';
import {
  type Packed,
  type Recording,
  unpacked,
} from '../../src/playgrounds/normalization/recorded.ts';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';
import { nodeBackend } from '../lab/node-backend.ts';

// `RECORD=1 npx vitest run -c tests/node.config.ts tests/playgrounds/normalization.recorded` trains and writes anew.
const file = fileURLToPath(
  new URL('../../src/playgrounds/normalization/recorded.json', import.meta.url),
);
const { recipe } = recipes.E;
const digits = digitsOnDisk();
const names = ['bn1.running_mean', 'bn1.running_var'];
/** Digits of the training set from whose last layer batches can be drawn. */
const POOL = 512;

let backend = '';
beforeAll(async () => {
  backend = (await nodeBackend()).name;
  if (process.env.RECORD || !existsSync(file)) writeFileSync(file, JSON.stringify(await made()));
}, 600_000);

const rounded = (value: number) => Number(value.toPrecision(5));

function packed(shape: number[], values: ArrayLike<number>, bytes: 1 | 2): Packed {
  const all = Array.from(values);
  const limit = bytes === 1 ? 127 : 32767;
  const unit = Number((Math.max(...all.map(Math.abs)) / limit).toPrecision(6));
  const buffer = Buffer.alloc(bytes * all.length);
  all.forEach((value, i) => {
    const steps = Math.max(-limit, Math.min(limit, Math.round(value / unit)));
    if (bytes === 1) buffer.writeInt8(steps, i);
    else buffer.writeInt16LE(steps, 2 * i);
  });
  return { shape, unit, bytes, values: buffer.toString('base64') };
}

async function trained(steps = recipe.steps): Promise<{ run: RunState; network: Network }> {
  let network: Network | undefined;
  const reports: Report[] = [];
  const stop = new AbortController();
  const keep = (kept: Network) => {
    network = kept;
  };
  const surroundings = { digits, backend, keep, wish: { tensors: names } };
  for await (const report of fit(recipe, stop.signal, surroundings)) {
    reports.push(report);
    if (report.type === 'batch' && report.step === steps && steps < recipe.steps) stop.abort();
    if (report.type === 'failed') throw new Error(report.message);
  }
  return { run: replay(reports), network: network! };
}

async function made(): Promise<Recording> {
  const { run, network } = await trained();
  const samples = Uint8Array.from(sampleDigits().flatMap(({ pixels }) => pixels));
  const forward = (pixels: Uint8Array, layers: string[]) =>
    network.forward({ pixels, layers, training: false });
  const { conv1, conv5 } = forward(samples, ['conv1', 'conv5']);
  const { pixels } = await digits.chunk(0);
  const { conv5: pool } = forward(pixels.slice(0, POOL * 784), ['conv5']);
  const weights = network.weights();
  const list = (name: string) => Array.from(weights[name]!.values, rounded);
  network.dispose();
  const film = (name: string) => run.tensors.map(({ tensors }) => tensors[name]!.map(rounded));
  return {
    accuracy: run.epochs.at(-1)!.accuracy,
    conv1: packed([10, 14, 14, 8], conv1!.values, 1),
    conv5: packed([10, 10], conv5!.values, 2),
    pool: packed([POOL, 10], pool!.values, 1),
    bn1: {
      weight: list('bn1.weight'),
      bias: list('bn1.bias'),
      mean: film('bn1.running_mean'),
      variance: film('bn1.running_var'),
    },
    bn5: {
      weight: list('bn5.weight'),
      bias: list('bn5.bias'),
      mean: list('bn5.running_mean'),
      variance: list('bn5.running_var'),
    },
  };
}

const recording = () => JSON.parse(readFileSync(file, 'utf8')) as Recording;

test('the recorded network tells its ten digits apart, by the numbers kept of its last layers', () => {
  const { conv5, bn5, accuracy } = recording();
  const outputs = unpacked(conv5);
  const answers = Array.from({ length: 10 }, (_, image) => {
    const logits = Array.from({ length: 10 }, (_, channel) =>
      normalized(
        outputs[image * 10 + channel]!,
        { mean: bn5.mean[channel]!, variance: bn5.variance[channel]! },
        { weight: bn5.weight[channel]!, bias: bn5.bias[channel]! },
      ),
    );
    return logits.indexOf(Math.max(...logits));
  });
  expect(answers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(accuracy).toBeGreaterThan(0.97);
});

test('the running statistics start at 0 and 1 and have a frame for every step', () => {
  const { bn1 } = recording();
  expect(bn1.mean).toHaveLength(recipe.steps + 1);
  expect(bn1.variance).toHaveLength(recipe.steps + 1);
  expect(bn1.mean[0]).toEqual(Array(8).fill(0));
  expect(bn1.variance[0]).toEqual(Array(8).fill(1));
});

test('the lab gives the first frames of the film again', async () => {
  const { bn1 } = recording();
  const { run, network } = await trained(3);
  network.dispose();
  run.tensors.slice(0, 4).forEach(({ step, tensors }) => {
    tensors['bn1.running_mean']!.forEach((value, channel) => {
      expect(value).toBeCloseTo(bn1.mean[step]![channel]!, 3);
    });
    tensors['bn1.running_var']!.forEach((value, channel) => {
      expect(value).toBeCloseTo(bn1.variance[step]![channel]!, 3);
    });
  });
});
