import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { sampleDigits } from '#lab/digits';
import { PACKED, type PackedFile, type PackedIndex } from '../../src/build/digits.ts';
import { ROOT } from '../house/imports.ts';

const index: PackedIndex = JSON.parse(readFileSync(join(PACKED, 'index.json'), 'utf8'));
const require = createRequire(import.meta.url);

/** The images of one packed file, as `label:pixels` so that sets of them can be compared. */
function unpack({ file, count }: PackedFile): string[] {
  const bytes = gunzipSync(readFileSync(join(PACKED, file)));
  expect(bytes.length, file).toBe(count * 785);
  return Array.from(
    { length: count },
    (_, i) =>
      `${bytes[i]}:${bytes.subarray(count + i * 784, count + (i + 1) * 784).toString('hex')}`,
  );
}

/** The images of the package, straight from its files. */
const original = Array.from({ length: 10 }, (_, digit) => {
  const { data } = require(`mnist/src/digits/${digit}.json`) as { data: number[] };
  return Array.from(
    { length: data.length / 784 },
    (_, i) =>
      `${digit}:${Buffer.from(data.slice(i * 784, (i + 1) * 784).map((value) => Math.round(value * 255))).toString('hex')}`,
  );
});
const validOf = (images: string[]) => images.slice(images.length - Math.floor(images.length / 10));
const trainOf = (images: string[]) =>
  images.slice(0, images.length - Math.floor(images.length / 10));

test('the last tenth of each digit validates, and no image is lost, changed or doubled', () => {
  expect(unpack(index.valid).sort()).toEqual(original.flatMap(validOf).sort());
  expect(index.trainChunks.flatMap(unpack).sort()).toEqual(original.flatMap(trainOf).sort());
  expect([index.trainCount, index.validCount]).toEqual([9003, 997]);
});

test('every chunk holds the ten digits in the proportion of the whole, within two images', () => {
  const share = original.map((images) => trainOf(images).length / index.trainCount);
  for (const chunk of index.trainChunks) {
    const labels = unpack(chunk).map((image) => Number(image[0]));
    share.forEach((part, digit) => {
      expect(
        Math.abs(labels.filter((label) => label === digit).length - part * chunk.count),
        `${chunk.file}, digit ${digit}`,
      ).toBeLessThan(2);
    });
  }
});

test('training can begin after 300 kB, and all digits together weigh at most 2.5 MB', () => {
  const bytes = (file: string) => readFileSync(join(PACKED, file)).length;
  const all = [...index.trainChunks, index.valid];
  expect(all.map(({ file }) => bytes(file))).toEqual(all.map((file) => file.bytes));
  expect(index.trainChunks[0].bytes).toBeLessThanOrEqual(300_000);
  expect(all.reduce((sum, file) => sum + file.bytes, 0)).toBeLessThanOrEqual(2_500_000);
});

test('mean and standard deviation are those of the reference runs, which kept the rounding of the package', () => {
  const { normalisation_used: used } = JSON.parse(
    readFileSync(join(ROOT, 'tests/reference/accuracy.json'), 'utf8'),
  );
  expect(index.mean).toBeCloseTo(used.mean, 4);
  expect(index.std).toBeCloseTo(used.std, 4);
});

test("the ten samples are training digits, and the 3 is the chapter's", () => {
  const samples = sampleDigits();
  expect(samples.map(({ label }) => label)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const { label, pixels } of samples)
    expect(trainOf(original[label])).toContain(`${label}:${Buffer.from(pixels).toString('hex')}`);
  // Row 5, columns 0 to 14, as the chapter's notebook prints MNIST training image 12.
  expect(samples[3].pixels.slice(140, 155)).toEqual([
    0, 0, 0, 12, 99, 91, 142, 155, 246, 182, 155, 155, 155, 155, 131,
  ]);
});
