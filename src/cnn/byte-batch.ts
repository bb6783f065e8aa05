import { imagePixels } from './math/index.ts';

/** Images ready for the network, as plain numbers. */
export interface Batch {
  /** `[size × 784]`, normalised. */
  images: Float32Array;
  /** `[size]`, the true digits. */
  labels: Int32Array;
  size: number;
  /** The images as bytes, for an engine that takes them; absent where there are only numbers. */
  bytes?: ImageBytes | undefined;
}

/** Images before they were normalised. */
export interface ImageBytes {
  /** `[size × 784]`, 0 (paper) to 255 (ink). */
  pixels: Uint8Array;
  /** What the network sees for each of the 256 bytes. */
  meaning: Float32Array;
}

/**
 * A batch that stays bytes until somebody asks for its numbers: a quarter of the memory to go through. From then on it is
 * the numbers that count, for whoever asked may have changed them.
 */
export class ByteBatch implements Batch {
  readonly labels: Int32Array;
  readonly size: number;
  private readonly source: ImageBytes;
  private numbers: Float32Array | undefined;

  /** @param size images; they and their labels are put in with `take` */
  constructor(size: number, meaning: Float32Array) {
    this.size = size;
    this.labels = new Int32Array(size);
    this.source = { pixels: new Uint8Array(size * imagePixels), meaning };
  }

  /** Image `i` of the batch is the one at a place of these. */
  take(i: number, { pixels, labels }: { pixels: Uint8Array; labels: Uint8Array }, place: number) {
    const from = place * imagePixels;
    this.source.pixels.set(pixels.subarray(from, from + imagePixels), i * imagePixels);
    this.labels[i] = labels[place]!;
  }

  get images(): Float32Array {
    this.numbers ??= meant(this.source.pixels, this.source.meaning);
    return this.numbers;
  }

  get bytes(): ImageBytes | undefined {
    return this.numbers ? undefined : this.source;
  }
}

/** What bytes mean, one by one. */
export function meant(bytes: ArrayLike<number>, meaning: Float32Array): Float32Array {
  const numbers = new Float32Array(bytes.length);
  for (let i = 0; i < numbers.length; i++) numbers[i] = meaning[bytes[i]!]!;
  return numbers;
}
