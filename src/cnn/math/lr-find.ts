import { demand, demandFromZero, demandMomentum, demandWhole } from './demand.ts';
import type { Schedule } from './schedule.ts';
import { exponential } from './schedule.ts';

/**
 * The learning rates of a search: equal factors from `startLr` to `endLr`; step t of N uses progress t/N.
 *
 * @throws RangeError when one of them is not a number above 0
 */
export const lrSweep = (startLr: number, endLr: number): Schedule => exponential(startLr, endLr);

/** A search is over once the smoothed loss is above this many times its lowest value (fastai's LRFinder). */
export const divergedAt = 4;

/**
 * fastai's running average of a loss (learner.py, AvgSmoothLoss): `beta` of the old and `1 − beta` of the new, corrected
 * so that it does not lean towards its start at 0.
 *
 * @param from an average to go on from, and of how many losses it is
 * @returns takes the next loss, gives the average so far; after one that is no number all are none
 * @throws RangeError when `beta` is not from 0 to below 1, or `from` counts no whole number of losses
 */
export function smoothing(
  beta = 0.98,
  from: { average: number; count: number } = { average: 0, count: 0 },
): (loss: number) => number {
  demandMomentum('beta', beta);
  demandWhole('from.count', from.count, 0);
  let { count } = from;
  let average = from.average * (1 - beta ** count);
  return (loss) => {
    average = beta * average + (1 - beta) * loss;
    return average / (1 - beta ** ++count);
  };
}

/** Learning rates and the smoothed losses met at them, one of each per step. */
export interface LrCurve {
  lrs: number[];
  losses: number[];
}

/**
 * The part of a search that suggestions and drawings are made of: without its first tenth, without its last five steps,
 * and cut at the first loss that is not a number (fastai's `lr_find`).
 *
 * @param numIt steps the search was meant to take
 * @throws RangeError when that is no whole number, or the curve's two lists differ in length
 */
export function usedPart({ lrs, losses }: LrCurve, numIt: number): LrCurve {
  demandWhole('numIt', numIt, 1);
  demand('lrs', lrs, lrs.length === losses.length, `${losses.length} rates, one for each loss`);
  const [from, to] = [Math.floor(numIt / 10), Math.max(0, losses.length - 5)];
  const part = losses.slice(from, to);
  const bad = part.findIndex(Number.isNaN);
  const end = bad < 0 ? to : from + bad;
  return { lrs: lrs.slice(from, end), losses: losses.slice(from, end) };
}

/** A learning rate to try, and the place of the curve it was read at. */
export interface Suggestion {
  lr: number;
  /** Entry of the curve, from 0. */
  index: number;
}

/**
 * Two thirds down the longest valley, as fastai's `valley` finds it: the longest run of ever smaller losses, others in
 * between allowed, ends at `end`; `start` is `end` minus its length, which is not where it begins and may be −1.
 *
 * @throws RangeError when the curve is empty, or its two lists differ in length
 */
export function valley(
  curve: LrCurve,
): Suggestion & { start: number; end: number; length: number } {
  const { lrs, losses } = checked(curve, 1);
  const lengths = losses.map(() => 1);
  let [start, end] = [0, 0];
  for (let i = 1; i < losses.length; i++) {
    for (let j = 0; j < i; j++) {
      if (losses[i]! < losses[j]!) lengths[i] = Math.max(lengths[i]!, lengths[j]! + 1);
    }
    if (lengths[i]! > lengths[end]!) [start, end] = [i - lengths[i]!, i];
  }
  const third = (end - start) / 3;
  const index = start + Math.trunc(third) + Math.trunc(third / 2);
  // As in Python, −1 is the last entry.
  return { lr: lrs.at(index)!, index, start, end, length: lengths[end]! };
}

/** A tenth of the rate with the lowest loss (fastai's `minimum`). Throws as `valley` does. */
export function minimum(curve: LrCurve): Suggestion {
  const { lrs, losses } = checked(curve, 1);
  const index = lowest(losses);
  return { lr: lrs[index]! / 10, index };
}

/**
 * Where the loss falls fastest over the logarithm of the rate (fastai's `steep`).
 *
 * @throws RangeError when the curve has fewer than two entries, or its two lists differ in length
 */
export function steep(curve: LrCurve): Suggestion & { slope: number } {
  const { lrs, losses } = checked(curve, 2);
  const slopes = losses
    .slice(1)
    .map((loss, i) => (loss - losses[i]!) / (Math.log(lrs[i + 1]!) - Math.log(lrs[i]!)));
  const index = lowest(slopes);
  return { lr: lrs[index]!, index, slope: slopes[index]! };
}

/**
 * Slides a window of 15 steps back from the end while the slopes at its two edges differ by more than 0.005, and takes
 * the rate at its left edge (fastai's `slide`).
 *
 * @throws RangeError when the curve has not more entries than the window, or its two lists differ in length, or an argument cannot be used
 */
export function slide(curve: LrCurve, window = 15, threshold = 0.005): Suggestion {
  demandWhole('window', window, 1);
  demandFromZero('threshold', threshold);
  const { lrs, losses } = checked(curve, window + 1);
  const slopes = gradient(losses);
  let left = losses.length - 1 - window;
  let index = left;
  while (left >= 0 && Math.abs(slopes[left + window]! - slopes[left]!) > threshold) index = left--;
  return { lr: lrs[index]!, index };
}

/** fastai's four ways to read a learning rate off a search; `valley` is the one it uses unless told otherwise. */
export const suggestions = { valley, steep, minimum, slide } as const;

/** NumPy's gradient: central differences, one-sided at both ends. */
function gradient(values: number[]): number[] {
  const last = values.length - 1;
  return values.map((_, i) => {
    const [before, after] = [Math.max(0, i - 1), Math.min(last, i + 1)];
    return (values[after]! - values[before]!) / (after - before);
  });
}

const lowest = (values: number[]) => values.indexOf(Math.min(...values));

function checked(curve: LrCurve, least: number): LrCurve {
  const { lrs, losses } = curve;
  if (lrs.length !== losses.length || losses.length < least || losses.some(Number.isNaN)) {
    throw new RangeError(
      `The curve has ${lrs.length} learning rates and ${losses.length} losses; a suggestion needs as many of one as ` +
        `of the other, at least ${least}, all of them numbers. Search with more steps.`,
    );
  }
  return curve;
}
