/** The middle of a list, or the mean of the two in the middle. @throws RangeError when it is empty */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('An empty list has no median.');
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A list in three numbers. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** @throws RangeError when the list is empty */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
});

/** One measurement: a contestant's turn in one round. */
export interface Sample {
  round: number;
  images: number;
  /** Wall-clock. */
  seconds: number;
  /** What the operating system charged to all of its processes; absent where it does not tell. */
  cpuSeconds?: number | undefined;
}

/** Images a second: by the clock on the wall, or for each second of processor time. */
export type Clock = 'wall' | 'cpu';

/** Undefined where the operating system charged nothing. */
export function rateOf(sample: Sample, clock: Clock): number | undefined {
  const seconds = clock === 'wall' ? sample.seconds : sample.cpuSeconds;
  return seconds ? sample.images / seconds : undefined;
}

/** Rates of all samples; undefined where there is none. */
export function ratesOf(samples: readonly Sample[], clock: Clock): Spread | undefined {
  const rates = samples.map((sample) => rateOf(sample, clock)).filter((rate) => rate !== undefined);
  return rates.length > 0 ? spreadOf(rates) : undefined;
}

/**
 * How many times as fast one contestant is as another: the ratio within each round both took part in, for the machine
 * may be slower in one round than in the next.
 *
 * @returns undefined when they never met
 */
export function ratioOf(
  ours: readonly Sample[],
  theirs: readonly Sample[],
  clock: Clock,
): Spread | undefined {
  const ratios = ours.flatMap((sample) => {
    const met = theirs.find(({ round }) => round === sample.round);
    const [one, other] = [rateOf(sample, clock), met && rateOf(met, clock)];
    return one !== undefined && other ? [one / other] : [];
  });
  return ratios.length > 0 ? spreadOf(ratios) : undefined;
}
