import { type DigitSource, imagePixels, random } from '#cnn/math';
import { imageCount } from '../settings.ts';

const { uniform, integer } = random(7, 'bench');

/** Made-up images, `[imageCount × 784]`, 0 to 255: what they show makes no difference to the arithmetic. */
export const pixels = Uint8Array.from({ length: imageCount * imagePixels }, () => integer(256));
/** `[imageCount]`, 0 to 9. */
export const labels = Uint8Array.from({ length: imageCount }, () => integer(10));

/** The same images as numbers from −1 to 1, `[imageCount × 784]`, for contestants that take no bytes. */
export const normalized = () => Float32Array.from(pixels, (byte) => byte / 127.5 - 1);

/** The images as the package wants them. */
export const images: DigitSource = {
  mean: 0.5,
  std: 0.3,
  trainCount: imageCount,
  validCount: 64,
  chunkSizes: [imageCount],
  chunk: async () => ({ pixels, labels }),
  valid: async () => ({
    pixels: pixels.subarray(0, 64 * imagePixels),
    labels: labels.subarray(0, 64),
  }),
};

/** Weights as PyTorch draws them: evenly from −1/√fan-in to 1/√fan-in. */
export function uniformWeights(count: number, fanIn: number): Float32Array {
  const bound = 1 / Math.sqrt(fanIn);
  return Float32Array.from({ length: count }, () => (2 * uniform() - 1) * bound);
}
