/** The numbers of each view as comma-separated values. */

import { axis, histogramOf, numbersOf, scaled } from './affine.ts';
import { batchesOf, recordedFilm } from './film.ts';
import { batchOf, isRefusal, outcomeOf, pairs } from './mates.ts';
import type { NormState, View } from './model.ts';
import { clouds, steady } from './noise.ts';
import { handed } from './order.ts';
import type { Outcomes } from './outcomes.ts';
import { blockDigits, cellMeans, sharing } from './sets.ts';

const lines = (rows: readonly (readonly (string | number)[])[]): string =>
  `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;

const numbers: Record<View, (state: NormState, outcomes: Outcomes) => string> = {
  mates: (state) => {
    const outcome = outcomeOf(state, batchOf(state));
    const own = isRefusal(outcome) ? 'refused' : outcome.y;
    return lines([
      ['batch', 'in training', 'in evaluation'],
      ...pairs(state).map((pair) => [`${state.mine} and ${pair.mate}`, pair.train, pair.eval]),
      [
        batchOf(state).join(' '),
        state.mode === 'train' ? own : '',
        state.mode === 'eval' ? own : '',
      ],
    ]);
  },
  running: ({ channel }) => {
    const { mean, variance } = recordedFilm(channel);
    const [means, variances] = [batchesOf(mean), batchesOf(variance)];
    return lines([
      ['batch', 'mean', 'running_mean', 'unbiased variance', 'running_var'],
      ...mean.map((value, i) => [
        i,
        means[i - 1] ?? '',
        value,
        variances[i - 1] ?? '',
        variance[i]!,
      ]),
    ]);
  },
  affine: ({ channel, gamma, beta }) => {
    const { normal } = numbersOf(channel);
    const width = (axis.to - axis.from) / axis.bins;
    const after = histogramOf(scaled(normal, gamma, beta));
    return lines([
      ['from', 'to', 'normalised', 'scaled and shifted'],
      ...histogramOf(normal).map((count, bin) => [
        Number((axis.from + bin * width).toFixed(3)),
        Number((axis.from + (bin + 1) * width).toFixed(3)),
        count,
        after[bin]!,
      ]),
    ]);
  },
  noise: ({ mine, channel, draw }) =>
    lines([
      ['batch size', 'random batch', 'output'],
      ...clouds(mine, channel, draw).flatMap(({ size, outputs }) =>
        outputs.map((output, i) => [size, i, output]),
      ),
      ['evaluation', '', steady(mine, channel)],
    ]),
  sets: ({ norm, groups, image, channel, batch }, outcomes) => {
    const lit = sharing(norm, groups, { image, channel });
    const small = batch === '8';
    return lines([
      ['what', 'of', 'number', 'value'],
      ...cellMeans().flatMap((row, i) =>
        row.map((mean, k) => [
          lit[i]![k] ? 'mean (shares)' : 'mean',
          `the ${blockDigits[i]}`,
          k,
          mean,
        ]),
      ),
      ...(['none', 'batch', 'layer', 'group', 'instance'] as const).flatMap((kind) =>
        ((small ? outcomes.small[kind] : outcomes[kind]) ?? []).map((accuracy, seed) => [
          `accuracy (batches of ${batch})`,
          kind,
          seed,
          accuracy,
        ]),
      ),
    ]);
  },
  order: ({ channel }, { batch, before }) => {
    const width = (axis.to - axis.from) / axis.bins;
    const counts = (['after', 'before'] as const).flatMap((place) => {
      const { into, out } = handed(place, channel);
      return [histogramOf(into), histogramOf(out)];
    });
    return lines([
      ['from', 'ReLU first: into', 'out', 'norm first: into', 'out'],
      ...counts[0]!.map((_, bin) => [
        Number((axis.from + bin * width).toFixed(3)),
        ...counts.map((column) => column[bin]!),
      ]),
      ...batch.map((accuracy, seed) => [
        `accuracy of seed ${seed}`,
        accuracy,
        '',
        before[seed] ?? '',
        '',
      ]),
    ]);
  },
};

/** The numbers of the view on show, a header line first. */
export const csvOf = (state: NormState, outcomes: Outcomes): string =>
  numbers[state.view](state, outcomes);
