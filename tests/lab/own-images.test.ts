import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { PlacedFile } from '../../src/lab/own/archive.ts';
import { ownLimits } from '../../src/lab/own/limits.ts';
import { readOwn } from '../../src/lab/own/own-images.ts';
import type { Decode } from '../../src/lab/own/pictures.ts';
import { stretched } from '../../src/lab/own/stretch.ts';

const numbers = (...values: number[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (const [i, value] of values.entries()) view.setUint32(4 * i, value);
  return new Uint8Array(view.buffer);
};
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
/** Image i is full of ink from its i-th pixel on. */
const imageFile = (count: number, side = 28) =>
  joined(
    numbers(0x803, count, side, side),
    ...Array.from({ length: count }, (_, i) =>
      new Uint8Array(side * side).fill(200, 0, side * side - (i % 300)),
    ),
  );
const labelFile = (count: number, of = 10) =>
  joined(
    numbers(0x801, count),
    Uint8Array.from({ length: count }, (_, i) => i % of),
  );
const gz = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));

const file = (path: string, bytes: Uint8Array | string): PlacedFile => ({
  path,
  file: new Blob([bytes as Uint8Array<ArrayBuffer>]),
});
/** A picture in these tests is one byte: its grey. */
const decode: Decode = async (picture) => {
  const [grey] = new Uint8Array(await picture.arrayBuffer());
  if (grey === 13) throw new Error('it is no picture that this browser reads');
  return new Uint8Array(784).fill(grey!, 0, 500).fill(0, 500);
};
const read = (...files: PlacedFile[]) => readOwn({ key: 'k', files }, decode);

test('MNIST as published, four packed files, trains on the first part and validates on the second', async () => {
  const { source, summary } = await read(
    file('train-images-idx3-ubyte.gz', gz(imageFile(300))),
    file('train-labels-idx1-ubyte.gz', gz(labelFile(300))),
    file('t10k-images-idx3-ubyte.gz', gz(imageFile(50))),
    file('t10k-labels-idx1-ubyte.gz', gz(labelFile(50))),
  );
  expect([source.trainCount, source.validCount]).toEqual([300, 50]);
  expect(source.chunkSizes).toEqual([300]);
  const { pixels, labels } = await source.chunk(0);
  expect(pixels).toEqual(imageFile(300).slice(16));
  expect(labels).toEqual(labelFile(300).slice(8));
  expect(summary).toMatchObject({ problems: [], perClass: new Array(10).fill(30) });
  // The validation images of this test are the first training images.
  expect(summary.notes).toEqual([expect.stringMatching(/^50 images are copies of others/)]);
  expect(summary.samples.pixels).toHaveLength(24 * 784);
  // Mean and deviation (n − 1) on a scale from 0 to 1.
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  const squares = pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  expect(source.mean).toBeCloseTo(mean / 255, 10);
  expect(source.std).toBeCloseTo(Math.sqrt(squares / (pixels.length - 1)) / 255, 10);
});

test('plain files and a zip of them give the same, and one pair alone sets a tenth of each class aside', async () => {
  const files = { 'a/images': imageFile(100), 'a/labels': labelFile(100) };
  const plain = await read(
    file('a/images', files['a/images']),
    file('a/labels', files['a/labels']),
  );
  const zipped = await read(
    file('all.zip', zipSync({ ...files, '__MACOSX/a': new Uint8Array(3) })),
  );
  expect(await zipped.source.chunk(0)).toEqual(await plain.source.chunk(0));
  expect([plain.source.trainCount, plain.source.validCount]).toEqual([90, 10]);
  const { labels } = await plain.source.valid();
  expect([...labels].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(plain.summary.notes.join()).toContain('One image in ten');
});

test('images of another size are stretched to 28 by 28', async () => {
  const { source } = await read(file('x', imageFile(20, 32)), file('y', labelFile(20)));
  expect((await source.valid()).pixels.length % 784).toBe(0);
  const board = Uint8Array.from({ length: 56 * 56 }, (_, i) => (i % 2) * 100);
  expect(new Set(stretched(board, 56, 56))).toEqual(new Set([50]));
  expect(stretched(new Uint8Array(9).fill(7), 3, 3)).toEqual(new Uint8Array(784).fill(7));
});

const good = [file('images', imageFile(30)), file('labels', labelFile(30))] as const;
test.each([
  ['another beginning', joined(numbers(0x802, 3, 28), imageFile(3)), '0x00000802'],
  ['fewer images than announced', imageFile(9).slice(0, -1), 'ends before the last one'],
  ['more bytes than announced', joined(imageFile(9), new Uint8Array(1)), 'holds more than'],
  ['no image', imageFile(0), 'announces no images'],
  ['images without a side', joined(numbers(0x803, 3, 0, 28)), '0 × 28'],
  ['a side without end', numbers(0x803, 1, 0xffffffff, 0xffffffff), 'a side may have'],
  ['more images than are read', numbers(0x803, 0xffffffff, 28, 28), 'at most 100000'],
  ['more bytes than are read', numbers(0x803, 90_000, 256, 256), '256 × 256, more than the 99 MB'],
  ['a packed file cut off', gz(imageFile(300)).slice(0, 60), 'it is broken, or cut off'],
  ['a label beyond ten', joined(numbers(0x801, 2), Uint8Array.of(1, 10)), 'label 1 is 10'],
  ['text', 'hello', 'neither IDX'],
  ['nothing', '', 'neither IDX'],
])('a file with %s is named with what is wrong, and the rest is kept', async (_, bytes, why) => {
  const { summary } = await read(...good, file('odd', bytes));
  expect(summary.problems).toHaveLength(1);
  expect(summary.problems[0]).toMatch(/^odd: /);
  expect(summary.problems[0]).toContain(why);
});

test('labels that are not as many as the images are explained', async () => {
  await expect(read(file('i', imageFile(30)), file('l', labelFile(29)))).rejects.toThrow(
    'i: it holds 30 images, and l 29 labels',
  );
  await expect(read(good[0])).rejects.toThrow('here images holds images');
  await expect(read(file('notes.txt', 'x'))).rejects.toThrow('Nothing here can be trained on.');
});

test('an archive that unpacks without end is stopped at the cap', async () => {
  const bomb = zipSync({ zeros: new Uint8Array(ownLimits.unpacked + 1) });
  expect(bomb.length).toBeLessThan(200_000);
  await expect(read(file('bomb.zip', bomb))).rejects.toThrow('unpacks to more than 100 MB');
  const packed = gz(joined(numbers(0x803, 2, 28, 28), new Uint8Array(20_000_000)));
  const { summary } = await read(...good, file('bomb.gz', packed));
  expect(summary.problems[0]).toContain('bomb.gz: it holds more than the 2 images');
});

const folder = (counts: Record<string, number>, grey = 90): PlacedFile[] =>
  Object.entries(counts).flatMap(([name, count]) =>
    Array.from({ length: count }, (_, i) => file(`set/${name}/${i}.png`, Uint8Array.of(grey))),
  );

test('pictures in folders are classes by the folder’s name, in order of the alphabet', async () => {
  const { source, summary } = await read(...folder({ dog: 20, cat: 30 }));
  expect(source.names).toEqual(['cat', 'dog']);
  expect(summary.perClass).toEqual([27, 18]);
  expect(source.validCount).toBe(5);
});

test('dark ink on light paper is turned round', async () => {
  const { source, summary } = await read(
    ...[1, 2].flatMap((name) => [0, 1].map((i) => file(`${name}/${i}.png`, Uint8Array.of(255)))),
  );
  expect(summary.notes.join()).toContain('turned round');
  expect([...(await source.chunk(0)).pixels].slice(0, 2)).toEqual([0, 0]);
});

test('a picture that cannot be read is named and left out', async () => {
  const { summary } = await read(
    ...folder({ a: 4, b: 4 }),
    file('set/a/broken.png', Uint8Array.of(13)),
    file('set/b/empty.jpg', ''),
    file('set/b/huge.jpg', new Uint8Array(ownLimits.picture + 1)),
    file('set/b/drawing.svg', '<svg onload="alert(1)"/>'),
  );
  expect(summary.problems.sort()).toEqual([
    'set/a/broken.png: it is no picture that this browser reads',
    'set/b/drawing.svg: it is neither IDX, nor a picture, nor a zip of such',
    'set/b/empty.jpg: it is empty',
    'set/b/huge.jpg: it has more than 4 MB',
  ]);
  expect(summary.trainCount + summary.validCount).toBe(8);
});

test('one class is a warning; too many, too few images, no folder and no contrast are refused', async () => {
  expect((await read(...folder({ only: 5 }))).summary.notes.join()).toContain('one class only');
  const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`c${i}`, 2]));
  await expect(read(...folder(eleven))).rejects.toThrow('There are 11 folders');
  await expect(read(...folder({ a: 1, b: 1 }))).rejects.toThrow('at least two images');
  await expect(read(file('loose.png', Uint8Array.of(9)))).rejects.toThrow('a folder each class');
  await expect(read(...folder({ a: 3, b: 3 }, 0))).rejects.toThrow('no contrast');
});

test('the cap holds for all IDX files together, not for each', async () => {
  const half = new Uint8Array(16 + 70_000 * 784);
  half.set(numbers(0x803, 70_000, 28, 28));
  const packed = gz(half);
  const { summary } = await read(...good, file('more.gz', packed), file('still-more.gz', packed));
  const [over] = summary.problems.filter((problem) => problem.includes('announces'));
  expect(over).toMatch(
    /^still-more\.gz: .* more than the 45 MB that the files before it leave of 100/,
  );
});

test('images that are all alike have no contrast; copies are counted', async () => {
  const grey = joined(numbers(0x803, 30, 28, 28), new Uint8Array(30 * 784).fill(77));
  await expect(read(file('i', grey), file('l', labelFile(30)))).rejects.toThrow('no contrast');
  const twice = joined(
    numbers(0x803, 60, 28, 28),
    imageFile(30).slice(16),
    imageFile(30).slice(16),
  );
  const { summary } = await read(file('i', twice), file('l', labelFile(60)));
  expect(summary.notes.join()).toContain('30 images are copies of others');
  const { summary: single } = await read(...good);
  expect(single.notes.join()).not.toContain('cop');
  const zero = imageFile(30);
  zero.fill(0, 16, 16 + 784);
  expect((await read(file('i', zero), file('l', labelFile(30)))).source.std).toBeGreaterThan(0);
});

/** Whole numbers that break what counts with them. */
const edges = fc.constantFrom(
  0,
  1,
  2,
  27,
  28,
  29,
  256,
  257,
  65_535,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
);
test('headers of any numbers, with bodies of any length, are read or named', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0x801, 0x803, 0x802, 0x903),
      fc.array(fc.oneof(edges, fc.nat(40)), { maxLength: 4 }),
      fc.nat(4000),
      fc.boolean(),
      async (magic, dimensions, length, packed) => {
        const bytes = joined(numbers(magic, ...dimensions), new Uint8Array(length).fill(3));
        const { summary } = await read(...good, file('odd', packed ? gz(bytes) : bytes));
        const [count = 0, height = 0, width = 0] = dimensions;
        const body = length + 4 * (dimensions.length - (magic === 0x801 ? 1 : 3));
        const asItSays =
          magic === 0x801
            ? count > 0 && body === count
            : magic === 0x803 && count * height * width > 0 && body === count * height * width;
        // A third file that is sound is still one too many.
        expect(summary.problems).toHaveLength(1);
        expect(summary.problems[0]).toMatch(asItSays ? /odd: |one too many|images, and/ : /^odd: /);
        expect(summary.trainCount).toBe(20);
      },
    ),
    { seed: 25, numRuns: 300 },
  );
});

test('noise never does more than be refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom('x', 'x.gz', 'x.zip', 'train-images-idx3-ubyte', 'a/b.png'),
      fc.constantFrom<number[]>(
        [],
        [0x1f, 0x8b, 8],
        [0x50, 0x4b, 3, 4],
        [0, 0, 8, 3],
        [0, 0, 8, 1],
      ),
      async (noise, path, start) => {
        const got = read(...good, file(path, joined(Uint8Array.from(start), noise)));
        await expect(got).resolves.toMatchObject({ summary: { trainCount: 20 } });
      },
    ),
    { seed: 13, numRuns: 150 },
  );
});
