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
  /** How many bytes there are: `size × 784`, 0 (paper) to 255 (ink). */
  count: number;
  /** What the network sees for each of the 256 bytes. */
  meaning: Float32Array;
  /** Copies them to where they are wanted: as many as there is room for, from this image on. */
  put(room: Uint8Array, first?: number): void;
}

/**
 * A batch that only knows where its images lie until somebody asks for their numbers. From then on it is the numbers that
 * count, for whoever asked may have changed them.
 */
export class ByteBatch implements Batch {
  readonly labels: Int32Array;
  readonly size: number;
  private readonly meaning: Float32Array;
  private readonly sources: Uint8Array[] = [];
  private readonly places: number[] = [];
  private numbers: Float32Array | undefined;

  /** @param size images, which `take` then names in order */
  constructor(size: number, meaning: Float32Array) {
    this.size = size;
    this.labels = new Int32Array(size);
    this.meaning = meaning;
  }

  /** The next image is the one at a place of these, whose bytes stay as they are. */
  take({ pixels, labels }: { pixels: Uint8Array; labels: Uint8Array }, place: number) {
    this.labels[this.sources.length] = labels[place]!;
    this.sources.push(pixels);
    this.places.push(place);
  }

  get images(): Float32Array {
    if (!this.numbers) {
      const bytes = new Uint8Array(this.size * imagePixels);
      this.put(bytes);
      this.numbers = meant(bytes, this.meaning);
    }
    return this.numbers;
  }

  get bytes(): ImageBytes | undefined {
    if (this.numbers) return undefined;
    const { meaning, size } = this;
    return { count: size * imagePixels, meaning, put: (room, first) => this.put(room, first) };
  }

  private put(room: Uint8Array, first = 0) {
    for (let i = first, at = 0; at < room.length; i++, at += imagePixels) {
      const from = this.places[i]! * imagePixels;
      room.set(this.sources[i]!.subarray(from, from + imagePixels), at);
    }
  }
}

/** What bytes mean, one by one. */
export function meant(bytes: ArrayLike<number>, meaning: Float32Array): Float32Array {
  const numbers = new Float32Array(bytes.length);
  for (let i = 0; i < numbers.length; i++) numbers[i] = meaning[bytes[i]!]!;
  return numbers;
}
