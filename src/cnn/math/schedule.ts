/** A hyper-parameter over the course of training: progress in [0, 1] to its value. */
export type Schedule = (progress: number) => number;

/** The same value throughout. */
export const constant =
  (value: number): Schedule =>
  () =>
    value;

/** A straight line from the first value to the last (fastai's `SchedLin`). */
export const linear =
  (from: number, to: number): Schedule =>
  (progress) =>
    from + (to - from) * progress;

/** Half a cosine wave: flat at both ends, steepest in the middle (fastai's `SchedCos`). */
export const cosine =
  (from: number, to: number): Schedule =>
  (progress) =>
    from + ((to - from) * (1 - Math.cos(Math.PI * progress))) / 2;

/** Equal factors in equal times: a straight line on a logarithmic axis (fastai's `SchedExp`). */
export function exponential(from: number, to: number): Schedule {
  if (!(from > 0 && to > 0)) {
    throw new RangeError(
      `An exponential schedule from ${from} to ${to} is impossible: both ends must be above 0.`,
    );
  }
  return (progress) => from * (to / from) ** progress;
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
  return (progress) => {
    const part = starts.findLastIndex((start) => progress >= start);
    const i = Math.max(0, part);
    return schedules[i]!(Math.min(1, (progress - starts[i]!) / shares[i]!));
  };
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
 * @throws RangeError when lrMax, div or divFinal is not above 0, or pctStart not between 0 and 1
 */
export function oneCycle(options: OneCycleOptions): { lr: Schedule; mom: Schedule } {
  const { lrMax, div = 25, divFinal = 1e5, pctStart = 0.25, moms = [0.95, 0.85, 0.95] } = options;
  if (!(lrMax > 0 && Number.isFinite(lrMax))) {
    throw new RangeError(`lrMax is ${lrMax}; a 1cycle needs a learning rate above 0.`);
  }
  for (const [name, value] of Object.entries({ div, divFinal })) {
    if (!(value > 0)) throw new RangeError(`${name} is ${value}; it accepts a number above 0.`);
  }
  if (!(pctStart > 0 && pctStart < 1)) {
    throw new RangeError(`pctStart is ${pctStart}; the warm-up is a share between 0 and 1.`);
  }
  const upAndDown = (start: number, peak: number, end: number) =>
    combine([pctStart, 1 - pctStart], [cosine(start, peak), cosine(peak, end)]);
  return { lr: upAndDown(lrMax / div, lrMax, lrMax / divFinal), mom: upAndDown(...moms) };
}
