import { type DigitSource, imagePixels, type LabelledPixels } from './math/index.ts';

/**
 * A source with some digits only, labelled 0, 1, … in the order given, pixels as they are (mean 0, standard deviation 1:
 * the chapter's threes and sevens are not normalised). It has to see every image, so it loads the whole source.
 *
 * @throws RangeError when a digit is not 0 to 9, comes twice, or there are fewer than two
 */
export async function onlyDigits(
  source: DigitSource,
  digits: readonly number[],
): Promise<DigitSource> {
  const good = digits.every((digit) => Number.isInteger(digit) && digit >= 0 && digit <= 9);
  if (!good || new Set(digits).size !== digits.length || digits.length < 2) {
    throw new RangeError(
      `digits is [${digits.join(', ')}]; it accepts two or more different digits from 0 to 9.`,
    );
  }
  const chunks = await Promise.all(source.chunkSizes.map((_, i) => source.chunk(i)));
  const train = chunks.map((chunk) => chosen(chunk, digits));
  const valid = chosen(await source.valid(), digits);
  const chunkSizes = train.map(({ labels }) => labels.length);
  return {
    classes: digits,
    ...(source.names
      ? { names: digits.map((digit) => source.names![digit] ?? String(digit)) }
      : {}),
    mean: 0,
    std: 1,
    trainCount: chunkSizes.reduce((sum, size) => sum + size, 0),
    validCount: valid.labels.length,
    chunkSizes,
    chunk: async (index) => train[index]!,
    valid: async () => valid,
  };
}

function chosen({ pixels, labels }: LabelledPixels, digits: readonly number[]): LabelledPixels {
  const places = [...labels.keys()].filter((i) => digits.includes(labels[i]!));
  const kept = new Uint8Array(places.length * imagePixels);
  places.forEach((from, to) => {
    kept.set(pixels.subarray(from * imagePixels, (from + 1) * imagePixels), to * imagePixels);
  });
  return {
    pixels: kept,
    labels: Uint8Array.from(places, (place) => digits.indexOf(labels[place]!)),
  };
}
