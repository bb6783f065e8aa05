/** One number from each image: the mean response as a feature, two histograms of it, and the best threshold. */
import type { Grid } from '#cnn/math';
import type { Applied, Mean } from './model.ts';
import { responseOf } from './sum.ts';

const side = 28;
const bins = 28;

/** Images as bytes with their labels, one after the other. */
export interface Labelled {
  pixels: Uint8Array;
  labels: Uint8Array;
}

/** Image `i` of a set as rows. */
export function imageAt({ pixels }: Labelled, i: number): Grid {
  const from = i * side * side;
  return Array.from({ length: side }, (_, row) =>
    Array.from(pixels.subarray(from + row * side, from + (row + 1) * side)),
  );
}

/** The mean response of a kernel on an image; `positive` drops what is below zero first, `size` turns it round. */
export function featureOf(image: Grid, how: Applied, mean: Mean): number {
  const response = responseOf(image, how);
  let sum = 0;
  let count = 0;
  for (const row of response) {
    for (const value of row) {
      sum += mean === 'signed' ? value : mean === 'size' ? Math.abs(value) : Math.max(0, value);
    }
    count += row.length;
  }
  return sum / count;
}

/** The mean pixel: the raw data as one number, to beat. */
export const meanPixel = (image: Grid): number =>
  image.flat().reduce((sum, value) => sum + value, 0) / (side * side);

export interface Threshold {
  at: number;
  /** The digit that is said above the threshold; the other one below. */
  above: 3 | 7;
  /** Share of the images it was chosen on that it gets right. */
  accuracy: number;
}

/** The threshold that gets most images right, tried between every two neighbouring values, both ways round. */
export function bestThreshold(values: readonly number[], labels: ArrayLike<number>): Threshold {
  const order = values.map((value, i) => ({ value, seven: labels[i] === 7 }));
  order.sort((a, b) => a.value - b.value);
  const sevens = order.filter(({ seven }) => seven).length;
  let best: Threshold = { at: order[0]?.value ?? 0, above: 7, accuracy: 0 };
  let [threesBelow, sevensBelow] = [0, 0];
  order.forEach(({ value, seven }, i) => {
    if (seven) sevensBelow++;
    else threesBelow++;
    const next = order[i + 1]?.value;
    if (next === undefined || next === value) return;
    const right = threesBelow + sevens - sevensBelow;
    for (const [above, count] of [
      [7, right],
      [3, order.length - right],
    ] as const) {
      const accuracy = count / order.length;
      if (accuracy > best.accuracy) best = { at: (value + next) / 2, above, accuracy };
    }
  });
  // All values alike: no threshold parts them, and saying one digit always is all that is left.
  if (best.accuracy === 0) {
    const above = sevens * 2 >= order.length ? 7 : 3;
    const share = (above === 7 ? sevens : order.length - sevens) / Math.max(1, order.length);
    best = { at: best.at - 1, above, accuracy: share };
  }
  return best;
}

/** Share of images on the right side of a threshold. */
export function scoreOf(
  { at, above }: Pick<Threshold, 'at' | 'above'>,
  values: readonly number[],
  labels: ArrayLike<number>,
): number {
  const below = above === 7 ? 3 : 7;
  return (
    values.filter((value, i) => labels[i] === (value > at ? above : below)).length / values.length
  );
}

/** A feature on a set, as it is drawn: counts of 3s and 7s in equal bins, the threshold, and its score on other images. */
export interface Parting {
  from: number;
  to: number;
  threes: number[];
  sevens: number[];
  threshold: Threshold;
  /** Share of images right that had no part in choosing the threshold. */
  unseen: number;
}

/** @param train features and labels that choose the threshold and fill the histograms; `valid` only scores it */
export function parting(
  train: { values: readonly number[]; labels: ArrayLike<number> },
  valid: { values: readonly number[]; labels: ArrayLike<number> },
): Parting {
  const low = Math.min(...train.values);
  const high = Math.max(...train.values);
  const [from, to] = high > low ? [low, high] : [low - 1, low + 1];
  const count = (digit: number): number[] => {
    const counts = Array<number>(bins).fill(0);
    train.values.forEach((value, i) => {
      const bin = Math.min(bins - 1, Math.floor(((value - from) / (to - from)) * bins));
      if (train.labels[i] === digit) counts[bin]!++;
    });
    return counts;
  };
  const threshold = bestThreshold(train.values, train.labels);
  return {
    from,
    to,
    threes: count(3),
    sevens: count(7),
    threshold,
    unseen: scoreOf(threshold, valid.values, valid.labels),
  };
}

/** The kernel's mean response beside the raw mean pixel, on the same images. */
export interface Partings {
  pixel: Parting;
  response: Parting;
}

/** Both features measured in one go: at build, and in tests. */
export function partingsOf(
  sets: { train: Labelled; valid: Labelled },
  how: Applied,
  mean: Mean,
): Partings {
  const over = (set: Labelled, measure: (image: Grid) => number) => ({
    labels: set.labels,
    values: Array.from(set.labels, (_, i) => measure(imageAt(set, i))),
  });
  const part = (measure: (image: Grid) => number): Parting =>
    parting(over(sets.train, measure), over(sets.valid, measure));
  return { pixel: part(meanPixel), response: part((image) => featureOf(image, how, mean)) };
}
