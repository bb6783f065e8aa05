import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { digitsFor } from '#cnn';
import { recipes, stackOutputs } from '#cnn/math';
import { stacks } from '../../src/playgrounds/precedent-tracer/layers.ts';
import { codec } from '../../src/playgrounds/precedent-tracer/model.ts';
import { inputMaps, numbersOf, type Trained } from '../../src/playgrounds/precedent-tracer/nets.ts';
import type { Recording } from '../../src/playgrounds/precedent-tracer/trained.ts';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';
import { nodeBackend } from '../lab/node-backend.ts';
import { recordedWeights } from './recorded-weights.ts';

// `RECORD=1 npx vitest run -c tests/node.config.ts tests/playgrounds/precedent-tracer.recorded` trains and writes anew.
const file = fileURLToPath(
  new URL('../../src/playgrounds/precedent-tracer/recorded.json', import.meta.url),
);
const { recipe } = recipes.A;

let backend = '';
beforeAll(async () => {
  backend = (await nodeBackend()).name;
  if (process.env.RECORD || !existsSync(file)) writeFileSync(file, JSON.stringify(await made()));
}, 600_000);

async function made(): Promise<Recording> {
  const { mean, std } = await digitsFor(recipe, digitsOnDisk());
  return { mean, std, ...(await recordedWeights(recipe, backend)) };
}

const recorded = async (): Promise<Trained> => {
  const { readRecording } = await import('../../src/playgrounds/precedent-tracer/trained.ts');
  return readRecording(JSON.parse(readFileSync(file, 'utf8')) as Recording);
};

test('the recorded net has the chapter’s 6,722 numbers', async () => {
  const { weights } = await recorded();
  const count = Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);
  expect(count).toBe(6722);
});

test('the playground’s own pass tells the validation digits apart as well as the training said', async () => {
  const trained = await recorded();
  const source = await digitsFor(recipe, digitsOnDisk());
  expect([trained.mean, trained.std]).toEqual([source.mean, source.std]);
  const state = { ...codec.start, image: '3' as const, layers: stacks.threeOrSeven };
  const { layers } = numbersOf(state, [trained]);
  const { pixels, labels } = await source.valid();
  let right = 0;
  labels.forEach((label, i) => {
    const image = Array.from({ length: 28 }, (_, row) =>
      Array.from(pixels.subarray(i * 784 + row * 28, i * 784 + (row + 1) * 28)),
    );
    const [three, seven] = Array.from(
      stackOutputs(inputMaps(image, trained), layers).at(-1)!.values,
    );
    if (Number(seven! > three!) === label) right++;
  });
  // Sixteen bits a weight leave the answers as they were, but for an image on the fence.
  expect(Math.abs(right / labels.length - trained.accuracy!)).toBeLessThan(0.003);
  expect(trained.accuracy).toBeGreaterThan(0.97);
});
