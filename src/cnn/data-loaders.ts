import { type Batch, ByteBatch, meant } from './byte-batch.ts';
import {
  type DigitSource,
  demandImages,
  demandSource,
  demandWhole,
  imagePixels,
  type LabelledPixels,
  random,
  stepsPerEpoch,
} from './math/index.ts';

/**
 * Batches of digits, as fastai's DataLoaders (data/core.py, data/load.py). A training pass shuffles and drops the last partial batch, as fastai does; validation keeps order
 * and drops nothing. Pixels become `(x/255 − mean) / (std + 1e-7)`.
 *
 * The first pass goes through the chunks in their order, each shuffled in itself, so that training starts when the
 * first chunk is there; every later pass draws a new order of all images. Orders depend on the seed alone.
 */
export class DataLoaders {
  readonly source: DigitSource;
  readonly batchSize: number;
  /** Training batches in one pass. */
  readonly stepsPerEpoch: number;
  private readonly seed: number;
  private readonly scale: Float32Array;
  private readonly starts: number[];
  private readonly loaded = new Map<number, LabelledPixels>();
  private readonly loading = new Map<number, Promise<LabelledPixels>>();
  /** Training passes begun; the next one's order depends on it. */
  passes = 0;

  /** @throws RangeError when the source contradicts itself or cannot fill one batch, or an option cannot be used */
  constructor(source: DigitSource, { batchSize, seed }: { batchSize: number; seed: number }) {
    demandSource(source);
    demandWhole('batchSize', batchSize, 1);
    demandWhole('seed', seed, 0);
    const { mean, std, trainCount, chunkSizes } = source;
    this.source = source;
    this.batchSize = batchSize;
    this.stepsPerEpoch = stepsPerEpoch(trainCount, batchSize);
    this.seed = seed;
    this.scale = Float32Array.from(
      { length: 256 },
      (_, byte) => (byte / 255 - mean) / (std + 1e-7),
    );
    this.starts = chunkSizes.map((_, i) =>
      chunkSizes.slice(0, i).reduce((sum, size) => sum + size, 0),
    );
  }

  /**
   * The next pass over the training images.
   *
   * @throws RangeError when a chunk is not what the source announced; what the source throws when one does not come
   */
  async *train(): AsyncGenerator<Batch> {
    const order = this.order(this.passes++);
    for (let first = 0; first + this.batchSize <= order.length; first += this.batchSize) {
      yield this.gather(order.subarray(first, first + this.batchSize));
    }
  }

  /** The validation images in order, the last batch as large as it happens to be. Throws as `train`. */
  async *valid(): AsyncGenerator<Batch> {
    const { validCount } = this.source;
    const images = checked(await this.source.valid(), validCount, 'The validation file');
    for (let first = 0; first < validCount; first += this.batchSize) {
      const size = Math.min(this.batchSize, validCount - first);
      const batch = new ByteBatch(size, this.scale);
      for (let i = 0; i < size; i++) batch.take(images, first + i);
      yield batch;
    }
  }

  /**
   * Pixels as the network wants them.
   *
   * @param pixels `[images × 784]`, 0 (paper) to 255 (ink)
   * @throws RangeError when that is no whole number of images, or a pixel is no byte
   */
  normalize(pixels: ArrayLike<number>): Float32Array {
    demandImages(pixels);
    return meant(pixels, this.scale);
  }

  /** Numbers of the training images in the order of a pass; image numbers run through the chunks. */
  private order(pass: number): Uint32Array {
    const { trainCount, chunkSizes } = this.source;
    const numbers = Uint32Array.from({ length: trainCount }, (_, i) => i);
    const draw = random(this.seed, `order of pass ${pass}`);
    if (pass > 0) return draw.shuffle(numbers);
    chunkSizes.forEach((size, chunk) => {
      draw.shuffle(numbers.subarray(this.starts[chunk]!, this.starts[chunk]! + size));
    });
    return numbers;
  }

  private async gather(numbers: Uint32Array): Promise<Batch> {
    const batch = new ByteBatch(numbers.length, this.scale);
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i]!;
      const chunk = this.starts.findLastIndex((start) => number >= start);
      const images = this.loaded.get(chunk) ?? (await this.load(chunk));
      batch.take(images, number - this.starts[chunk]!);
    }
    return batch;
  }

  private load(chunk: number): Promise<LabelledPixels> {
    const pending = this.loading.get(chunk) ?? this.fetch(chunk);
    this.loading.set(chunk, pending);
    return pending;
  }

  private async fetch(chunk: number): Promise<LabelledPixels> {
    try {
      const size = this.source.chunkSizes[chunk]!;
      const data = checked(await this.source.chunk(chunk), size, `Training chunk ${chunk}`);
      this.loaded.set(chunk, data);
      // While this one trains the next comes; should it fail, it is asked for again when it is needed.
      if (chunk + 1 < this.starts.length) this.load(chunk + 1).catch(() => {});
      return data;
    } catch (error) {
      this.loading.delete(chunk);
      throw error;
    }
  }
}

function checked(data: LabelledPixels, count: number, what: string): LabelledPixels {
  const { pixels, labels } = data;
  if (labels.length !== count || pixels.length !== count * imagePixels) {
    throw new RangeError(
      `${what} holds ${labels.length} labels and ${pixels.length} pixels; ${count} labels and ` +
        `${count * imagePixels} pixels were announced. Load the page again, or pack the digits again.`,
    );
  }
  const odd = labels.findIndex((label) => label > 9);
  if (odd >= 0) {
    throw new RangeError(
      `${what} labels image ${odd} with ${labels[odd]}; labels are the digits 0 to 9. ` +
        'Pack the digits again.',
    );
  }
  return data;
}
