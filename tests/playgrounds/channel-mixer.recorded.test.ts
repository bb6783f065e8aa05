import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { digitsFor } from '#cnn';
import {
  mapsOf,
  type Recording,
  readRecording,
  recipe,
} from '../../src/playgrounds/channel-mixer/net.ts';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';
import { nodeBackend } from '../lab/node-backend.ts';
import { recordedWeights } from './recorded-weights.ts';

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

const made = (): Promise<Recording> => recordedWeights(recipe, backend);

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
