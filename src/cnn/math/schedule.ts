import { demand, demandAboveZero, demandMomentum, demandNumber, demandShare } from './demand.ts';

/**
 * A hyper-parameter over the course of training: progress, 0 to 1, to its value.
 *
 * The schedules made here throw a RangeError for a progress outside of that.
 */
export type Schedule = (progress: number) => number;

/** Refuses a progress that is none. */
const during =
  (valueAt: Schedule): Schedule =>
  (progress) => {
    demandShare('progress', progress);
    return valueAt(progress);
  };

/** The same value throughout (fastai's `SchedNo`). @throws RangeError when it is no number */
export function constant(value: number): Schedule {
  demandNumber('value', value);
  return during(() => value);
}

/** A straight line from the first value to the last (fastai's `SchedLin`). @throws RangeError when one is no number */
export function linear(from: number, to: number): Schedule {
  demandNumber('from', from);
  demandNumber('to', to);
  return during((progress) => from + (to - from) * progress);
}

/**
 * Half a cosine wave: flat at both ends, steepest in the middle (fastai's `SchedCos`).
 *
 * @throws RangeError when one of the values is no number
 */
export function cosine(from: number, to: number): Schedule {
  demandNumber('from', from);
  demandNumber('to', to);
  return during((progress) => from + ((to - from) * (1 - Math.cos(Math.PI * progress))) / 2);
}

/**
 * Equal factors in equal times: a straight line on a logarithmic axis (fastai's `SchedExp`).
 *
 * @throws RangeError when one of the values is not a number above 0
 */
export function exponential(from: number, to: number): Schedule {
  demandAboveZero('from', from);
  demandAboveZero('to', to);
  return during((progress) => from * (to / from) ** progress);
}

/**
 * One schedule after the other, each over its share of training, each running from its own 0 to its own 1
 * (fastai's `combine_scheds`). A part begins exactly at its start; progress 1 is the end of the last part.
 *
 * @param shares of training, above 0, together 1
 * @throws RangeError when the shares are not that, or their number is not the number of schedules
 */
export function combine(shares: number[], schedules: Schedule[]): Schedule {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const good = shares.length === schedules.length && shares.every((share) => share > 0);
  if (!good || Math.abs(total - 1) > 1e-9) {
    throw new RangeError(
      `${schedules.length} schedules cannot share training as ${shares.join(', ')}: ` +
        'give each a share above 0, together 1.',
    );
  }
  const starts = shares.map((_, i) => shares.slice(0, i).reduce((sum, share) => sum + share, 0));
  return during((progress) => {
    const i = starts.findLastIndex((start) => progress >= start);
    return schedules[i]!(Math.min(1, (progress - starts[i]!) / shares[i]!));
  });
}

/** fastai's 1cycle; what is left out is fastai's default. */
export interface OneCycleOptions {
  /** The largest learning rate, reached after the share `pctStart` of training. */
  lrMax: number;
  /** The first learning rate is `lrMax / div`. */
  div?: number;
  /** The learning rate heads for `lrMax / divFinal`. */
  divFinal?: number;
  /** Share of training spent warming up, between 0 and 1. */
  pctStart?: number;
  /** Momentum at the start, at the peak of the learning rate, and at the end. */
  moms?: [start: number, peak: number, end: number];
}

/**
 * The 1cycle schedules of fastai's `fit_one_cycle` (callback/schedule.py): learning rate up and down along two
 * cosines, momentum down and up against it. Step t of N uses progress t/N, so the end is never quite reached.
 *
 * @throws RangeError naming the option that cannot be used
 */
export function oneCycle(options: OneCycleOptions): { lr: Schedule; mom: Schedule } {
  const { lrMax, div = 25, divFinal = 1e5, pctStart = 0.25, moms = [0.95, 0.85, 0.95] } = options;
  for (const [name, value] of Object.entries({ lrMax, div, divFinal }))
    demandAboveZero(name, value);
  demand('pctStart', pctStart, pctStart > 0 && pctStart < 1, 'a share between 0 and 1');
  demand('moms', moms, moms.length === 3, 'three numbers from 0 to below 1');
  for (const [i, mom] of moms.entries()) demandMomentum(`moms[${i}]`, mom);
  const upAndDown = (start: number, peak: number, end: number) =>
    combine([pctStart, 1 - pctStart], [cosine(start, peak), cosine(peak, end)]);
  return { lr: upAndDown(lrMax / div, lrMax, lrMax / divFinal), mom: upAndDown(...moms) };
}
