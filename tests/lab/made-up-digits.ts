import { type DigitSource, imagePixels, type LabelledPixels } from '#cnn/math';

/** Ten kinds of image that anybody could tell apart: image n shows a bar in the rows of its digit. */
export function madeUpDigits({ trainCount = 80, validCount = 20, chunks = 2 } = {}): DigitSource {
  const size = trainCount / chunks;
  return {
    mean: 0.1,
    std: 0.3,
    trainCount,
    validCount,
    chunkSizes: new Array(chunks).fill(size),
    chunk: async (index) => images(index * size, size),
    valid: async () => images(0, validCount),
  };
}

export function images(first: number, count: number): LabelledPixels {
  const labels = Uint8Array.from({ length: count }, (_, i) => (first + i) % 10);
  const pixels = new Uint8Array(count * imagePixels);
  labels.forEach((label, i) => {
    const top = i * imagePixels + label * 2 * 28;
    pixels.fill(255, top, top + 4 * 28);
  });
  return { labels, pixels };
}
