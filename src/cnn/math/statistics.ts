import type { Grid } from './conv.ts';
import { demandFromZero, demandNumber } from './demand.ts';

/** What is kept of one layer's output on one batch. */
export interface Summary {
  mean: number;
  /** With n − 1 below the line, as `torch.std`; 0 for a single value, where PyTorch gives NaN. */
  std: number;
  /** Share of values up to 0.05, negative ones included (fastai's ActivationStats). */
  nearZero: number;
  /** Counts in equal bins over [from, to]; values outside are left out (`torch.histc`). */
  histogram: number[];
}

/** How to summarize; what is left out is fastai's. */
export interface SummaryOptions {
  /** Bins of the histogram; 40 when absent. */
  bins?: number;
  /** Lower edge of the first bin; 0 when absent. */
  from?: number;
  /** Upper edge of the last bin; 10 when absent. */
  to?: number;
  /** The largest value that counts as near zero; PyTorch compares in single precision, hence float32(0.05). */
  nearZeroLimit?: number;
}

/**
 * The numbers fastai's ActivationStats keeps of one layer and batch (callback/hook.py): mean, standard deviation,
 * share near zero, and a histogram of 40 bins over [0, 10] unless told otherwise. A value that is no number makes mean
 * and deviation none either and lies in no bin, as in PyTorch: a training that leaves the finite numbers shows it here.
 *
 * @throws RangeError when there are no values, the histogram has no width, or an option cannot be used
 */
export function summarize(values: ArrayLike<number>, options: SummaryOptions = {}): Summary {
  const { bins = 40, from = 0, to = 10, nearZeroLimit = Math.fround(0.05) } = options;
  const count = values.length;
  if (count === 0) {
    throw new RangeError('There are no values to summarize. Give at least one number.');
  }
  if (!(bins >= 1 && Number.isInteger(bins) && to > from && Number.isFinite(to - from))) {
    throw new RangeError(
      `A histogram of ${bins} bins from ${from} to ${to} is impossible. It needs a whole number of bins, and to above from.`,
    );
  }
  demandNumber('nearZeroLimit', nearZeroLimit);
  // One bin more, for what lies on the upper edge. One pass without many branches, for a batch has millions of values.
  const counts = new Uint32Array(bins + 1);
  const width = to - from;
  // Distances from one of the values keep the variance exact, however far from 0 they all lie.
  const origin = values[0]!;
  let sum = 0;
  let squares = 0;
  let small = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    const distance = value - origin;
    sum += distance;
    squares += distance * distance;
    small += value <= nearZeroLimit ? 1 : 0;
    if (value >= from && value <= to) counts[(((value - from) * bins) / width) | 0]!++;
  }
  const histogram = Array.from(counts.subarray(0, bins));
  histogram[bins - 1]! += counts[bins]!;
  const variance = count > 1 ? Math.max(0, squares - (sum * sum) / count) / (count - 1) : 0;
  return {
    mean: origin + sum / count,
    std: Math.sqrt(variance),
    nearZero: small / count,
    histogram,
  };
}

/**
 * fastai's colourful dimension: one column per batch, one row per bin, each log(1 + count). Row 0 is the lowest bin and
 * is drawn at the bottom.
 *
 * @param histograms `[batches][bins]`, counts
 * @returns `grid[bin][batch]`; no rows when there are no batches
 * @throws RangeError when the histograms differ in length, or one counts what is no number of at least 0
 */
export function colorDim(histograms: readonly (readonly number[])[]): Grid {
  const bins = histograms[0]?.length ?? 0;
  const odd = histograms.findIndex((counts) => counts.length !== bins);
  if (odd >= 0) {
    throw new RangeError(
      `Histogram ${odd} has ${histograms[odd]?.length} bins, histogram 0 has ${bins}. All need as many.`,
    );
  }
  histograms.forEach((counts, batch) => {
    for (const [bin, count] of counts.entries()) {
      demandFromZero(`histograms[${batch}][${bin}]`, count);
    }
  });
  return Array.from({ length: bins }, (_, bin) =>
    histograms.map((counts) => Math.log1p(counts[bin]!)),
  );
}
