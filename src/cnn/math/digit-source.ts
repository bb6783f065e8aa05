import { demand, demandFromZero, demandNumber, demandWhole } from './demand.ts';

/** Images as bytes with their labels: what a chunk file holds. */
export interface LabelledPixels {
  /** `[images × 784]`, row by row, 0 (paper) to 255 (ink). */
  pixels: Uint8Array;
  /** `[images]`, the digit 0 to 9. */
  labels: Uint8Array;
}

/**
 * Where the digits come from: files over the network, files on disk, or made up in a test.
 * The training chunks are fixed random parts of the training set, each with about the same share of every digit.
 */
export interface DigitSource {
  /** Mean of the training pixels on a scale from 0 to 1. */
  mean: number;
  /** The digits it holds, by label; all ten, each under its own number, when absent. */
  classes?: readonly number[];
  /** What the labels are called, in their order, where they are no digits. */
  names?: readonly string[];
  /** Standard deviation of the training pixels on that scale. */
  std: number;
  trainCount: number;
  validCount: number;
  /** Images in each training chunk; together `trainCount`. */
  chunkSizes: number[];
  chunk(index: number): Promise<LabelledPixels>;
  valid(): Promise<LabelledPixels>;
}

/** Sides of every image, in pixels. */
export const imageSide = 28;
/** Numbers per image. */
export const imagePixels = imageSide * imageSide;

/** @throws RangeError unless these are the pixels of one image or more, each a byte from 0 (paper) to 255 (ink) */
export function demandImages(pixels: ArrayLike<number>) {
  if (pixels.length === 0 || pixels.length % imagePixels !== 0) {
    throw new RangeError(
      `${pixels.length} pixels are no whole images. Give ${imagePixels} for each image.`,
    );
  }
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i]!;
    if (Number.isInteger(pixel) && pixel >= 0 && pixel <= 255) continue;
    throw new RangeError(
      `pixels[${i}] is ${pixel}; a pixel is a whole number from 0 (paper) to 255 (ink).`,
    );
  }
}

/** @throws RangeError naming what a source says of itself that cannot be */
export function demandSource({ mean, std, trainCount, validCount, chunkSizes }: DigitSource) {
  demandNumber('mean', mean);
  demandFromZero('std', std);
  demandWhole('trainCount', trainCount, 1);
  demandWhole('validCount', validCount, 1);
  const inChunks = chunkSizes.reduce((sum, size) => sum + size, 0);
  const whole = chunkSizes.every((size) => Number.isInteger(size) && size >= 0);
  demand('chunkSizes', chunkSizes, whole, 'whole numbers of at least 0');
  if (inChunks !== trainCount) {
    throw new RangeError(
      `The chunks hold ${inChunks} training images together, but ${trainCount} are announced. ` +
        'Pack the digits again.',
    );
  }
}
