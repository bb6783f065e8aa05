import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { digitsFor } from '#cnn';
import { fit } from '#lab/fit';
import type { Network } from '../../src/lab/network.ts';
import {
  mapsOf,
  type Recording,
  readRecording,
  recipe,
} from '../../src/playgrounds/channel-mixer/net.ts';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';
import { nodeBackend } from '../lab/node-backend.ts';

// `RECORD=1 npx vitest run -c tests/node.config.ts tests/playgrounds/channel-mixer.recorded` trains and writes anew.
const file = fileURLToPath(
  new URL('../../src/playgrounds/channel-mixer/recorded.json', import.meta.url),
);
const recorded = () => readRecording(JSON.parse(readFileSync(file, 'utf8')) as Recording);

let backend = '';
beforeAll(async () => {
  backend = (await nodeBackend()).name;
  if (process.env.RECORD || !existsSync(file)) writeFileSync(file, JSON.stringify(await made()));
}, 600_000);

async function made(): Promise<Recording> {
  let network: Network | undefined;
  let accuracy = 0;
  const digits = digitsOnDisk();
  const keep = (kept: Network) => {
    network = kept;
  };
  for await (const report of fit(recipe, new AbortController().signal, { digits, backend, keep })) {
    if (report.type === 'epoch') accuracy = report.accuracy;
    if (report.type === 'failed') throw new Error(report.message);
  }
  const tensors = Object.entries(network!.weights()).map(([name, { shape, values }]) => {
    const unit = Number((Math.max(...values.map(Math.abs)) / 32767).toPrecision(6));
    const bytes = Buffer.alloc(2 * values.length);
    values.forEach((value, i) => {
      bytes.writeInt16LE(Math.max(-32767, Math.min(32767, Math.round(value / unit))), 2 * i);
    });
    return [name, { shape, unit, values: bytes.toString('base64') }] as const;
  });
  network!.dispose();
  return { accuracy, tensors: Object.fromEntries(tensors) };
}

test('the recorded net takes pixels as shares of 255 and has 6,722 numbers', async () => {
  const { mean, std } = await digitsFor(recipe, digitsOnDisk());
  expect([mean, std]).toEqual([0, 1]);
  const count = Object.values(recorded().weights).reduce(
    (sum, { values }) => sum + values.length,
    0,
  );
  expect(count).toBe(6722);
});

test('the maps of the playground end in answers as right as the training said', async () => {
  const trained = recorded();
  const source = await digitsFor(recipe, digitsOnDisk());
  const { pixels, labels } = await source.valid();
  let right = 0;
  labels.forEach((label, i) => {
    const digit = Array.from(pixels.subarray(i * 784, (i + 1) * 784));
    const [three, seven] = Array.from(mapsOf(trained, digit).at(-1)!.values);
    if (Number(seven! > three!) === label) right++;
  });
  // Sixteen bits a weight leave the answers as they were, but for an image on the fence.
  expect(Math.abs(right / labels.length - trained.accuracy)).toBeLessThan(0.003);
  expect(trained.accuracy).toBeGreaterThan(0.97);
});
