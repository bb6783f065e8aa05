import { expect, test } from 'vitest';
import { type Batch, DataLoaders } from '#cnn';
import { type DigitSource, imagePixels } from '#cnn/math';
import { madeUpDigits } from './made-up-digits.ts';

/** A source whose images say their own number: in the first pixel. */
function numbered(chunkSizes: number[], validCount = 5): DigitSource {
  const starts = chunkSizes.map((_, i) => chunkSizes.slice(0, i).reduce((a, b) => a + b, 0));
  const make = (first: number, count: number) => {
    const pixels = new Uint8Array(count * imagePixels);
    for (let i = 0; i < count; i++) pixels[i * imagePixels] = first + i;
    return { pixels, labels: Uint8Array.from({ length: count }, (_, i) => (first + i) % 10) };
  };
  return {
    mean: 0,
    std: 1,
    trainCount: chunkSizes.reduce((a, b) => a + b, 0),
    validCount,
    chunkSizes,
    chunk: async (i) => make(starts[i]!, chunkSizes[i]!),
    valid: async () => make(100, validCount),
  };
}

const numbersIn = ({ images, size }: Batch) =>
  Array.from({ length: size }, (_, i) => Math.round(images[i * imagePixels]! * 255));

async function passOf(data: DataLoaders): Promise<number[][]> {
  const batches: number[][] = [];
  for await (const batch of data.train()) batches.push(numbersIn(batch));
  return batches;
}

test('the first pass goes through the chunks in order, each shuffled, batches spanning chunks', async () => {
  const [first, second, third] = await passOf(
    new DataLoaders(numbered([10, 12, 6]), { batchSize: 8, seed: 1 }),
  );
  expect(third).toHaveLength(8);
  const order = [...first!, ...second!, ...third!];
  const sorted = (from: number, to: number) => order.slice(from, to).sort((a, b) => a - b);
  expect(sorted(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(sorted(10, 22)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]);
  expect(order.slice(0, 10)).not.toEqual(sorted(0, 10));
});

test('the last partial batch is dropped, and no image comes twice in a pass', async () => {
  const data = new DataLoaders(numbered([10, 12, 6]), { batchSize: 8, seed: 1 });
  for (let pass = 0; pass < 3; pass++) {
    const batches = await passOf(data);
    expect(batches.map(({ length }) => length)).toEqual([8, 8, 8]);
    expect(new Set(batches.flat()).size).toBe(24);
  }
  expect(data.stepsPerEpoch).toBe(3);
});

test('every later pass draws a new order over all chunks', async () => {
  const data = new DataLoaders(numbered([14, 14]), { batchSize: 14, seed: 2 });
  await passOf(data);
  const [second, third] = [await passOf(data), await passOf(data)];
  expect(second).not.toEqual(third);
  expect(second[0]!.some((number) => number >= 14)).toBe(true);
});

test('orders depend on the seed alone, not on how fast chunks arrive', async () => {
  const slow = numbered([10, 12, 6]);
  const chunk = slow.chunk;
  slow.chunk = async (i) => {
    await new Promise((resolve) => setTimeout(resolve, 20 - 5 * i));
    return chunk(i);
  };
  const fast = new DataLoaders(numbered([10, 12, 6]), { batchSize: 8, seed: 3 });
  const late = new DataLoaders(slow, { batchSize: 8, seed: 3 });
  for (let pass = 0; pass < 2; pass++) expect(await passOf(late)).toEqual(await passOf(fast));
  const other = new DataLoaders(numbered([10, 12, 6]), { batchSize: 8, seed: 4 });
  expect(await passOf(other)).not.toEqual(
    await passOf(new DataLoaders(numbered([10, 12, 6]), { batchSize: 8, seed: 3 })),
  );
});

test('training begins with the first chunk, before the second is there', async () => {
  const source = numbered([10, 10]);
  const chunk = source.chunk;
  source.chunk = (i) => (i === 0 ? chunk(0) : new Promise(() => {}));
  const batches = new DataLoaders(source, { batchSize: 8, seed: 0 }).train();
  expect((await batches.next()).value).toHaveProperty('size', 8);
});

test('each chunk is fetched once, and one that failed is asked for again', async () => {
  const source = numbered([10, 10]);
  const chunk = source.chunk;
  const asked: number[] = [];
  source.chunk = async (i) => {
    asked.push(i);
    if (asked.length === 1) throw new Error('the network is down');
    return chunk(i);
  };
  const data = new DataLoaders(source, { batchSize: 10, seed: 0 });
  await expect(passOf(data)).rejects.toThrow('the network is down');
  await passOf(data);
  await passOf(data);
  expect(asked).toEqual([0, 0, 1]);
});

test('while one chunk trains the next is fetched', async () => {
  const source = numbered([10, 10, 10]);
  const chunk = source.chunk;
  const asked: number[] = [];
  source.chunk = (i) => {
    asked.push(i);
    return i === 1 ? new Promise(() => {}) : chunk(i);
  };
  await new DataLoaders(source, { batchSize: 8, seed: 0 }).train().next();
  expect(asked).toEqual([0, 1]);
});

test('validation keeps the order and drops nothing', async () => {
  const data = new DataLoaders(numbered([10]), { batchSize: 2, seed: 0 });
  const batches: Batch[] = [];
  for await (const batch of data.valid()) batches.push(batch);
  expect(batches.map(numbersIn)).toEqual([[100, 101], [102, 103], [104]]);
  expect(batches.map(({ labels }) => [...labels])).toEqual([[0, 1], [2, 3], [4]]);
});

test('pixels are normalised as fastai does', () => {
  const source = { ...numbered([10]), mean: 0.1315, std: 0.3092 };
  const data = new DataLoaders(source, { batchSize: 2, seed: 0 });
  const pixels = new Uint8Array(imagePixels);
  pixels[1] = 255;
  const [paper, ink] = data.normalize(pixels);
  expect(paper).toBeCloseTo(-0.1315 / (0.3092 + 1e-7), 6);
  expect(ink).toBeCloseTo((1 - 0.1315) / (0.3092 + 1e-7), 6);
});

test('digits that contradict themselves are refused in a sentence', async () => {
  const options = { batchSize: 8, seed: 0 };
  const good = madeUpDigits();
  expect(() => new DataLoaders({ ...good, trainCount: 41 }, options)).toThrow(
    'The chunks hold 40 training images together, but 41 are announced.',
  );
  expect(() => new DataLoaders(good, { ...options, batchSize: 64 })).toThrow(
    '40 images do not fill one batch of 64.',
  );
  const short = {
    ...good,
    chunk: async () => ({ pixels: new Uint8Array(784), labels: new Uint8Array(1) }),
  };
  await expect(passOf(new DataLoaders(short, options))).rejects.toThrow(
    'Training chunk 0 holds 1 labels and 784 pixels; 24 labels and 18816 pixels were announced.',
  );
  const mislabelled = {
    ...good,
    chunk: async (i: number) => {
      const data = await good.chunk(i);
      data.labels[3] = 11;
      return data;
    },
  };
  await expect(passOf(new DataLoaders(mislabelled, options))).rejects.toThrow(
    'Training chunk 0 labels image 3 with 11; labels are the digits 0 to 9.',
  );
});

test('a batch stays bytes until somebody asks for its numbers, and from then on the numbers count', async () => {
  const { mean, std } = { mean: 0.25, std: 0.5 };
  const data = new DataLoaders({ ...numbered([10]), mean, std }, { batchSize: 4, seed: 1 });
  const { value } = await data.train().next();
  const batch = value as Batch;
  const { count, meaning, put } = batch.bytes!;
  const room = new Uint8Array(count);
  put(room);
  expect(batch.bytes).toBeDefined();
  expect(batch.images).toEqual(Float32Array.from(room, (byte) => meaning[byte]!));
  expect(meaning[255]).toBeCloseTo((1 - mean) / std, 5);
  // Whoever holds the numbers may change them, and the bytes would not know.
  expect(batch.bytes).toBeUndefined();
  expect(batch.images).toBe(batch.images);
});
