/** γ and β on one channel's normalised numbers, and which numbers of the layer are trained. */
import { momentsOf, normalized, summarize } from '#cnn/math';
import { arriving, learnedOf } from './layers.ts';
import { type Sorting, sortable } from './model.ts';

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
/** The axis of the histograms: values beyond are counted in no bin. */
export const axis = { from: -4, to: 6, bins: 50 };

/** A channel's numbers for the ten digits in one batch: as they come, and normalised. */
export function numbersOf(channel: number): {
  x: number[];
  normal: number[];
  mean: number;
  deviation: number;
} {
  const x = digits.flatMap((digit) => arriving('conv1', digit, channel));
  const by = momentsOf(x);
  return {
    x,
    normal: x.map((value) => normalized(value, by)),
    mean: by.mean,
    deviation: Math.sqrt(by.variance + 1e-5),
  };
}

export const scaled = (normal: readonly number[], gamma: number, beta: number): number[] =>
  normal.map((value) => gamma * value + beta);

export const histogramOf = (values: readonly number[]): number[] =>
  summarize(values, axis).histogram;

/** Settings worth a press: the start, what run E learned, and what takes the normalising back. */
export function presets(channel: number): { label: string; gamma: number; beta: number }[] {
  const { mean, deviation } = numbersOf(channel);
  const { weight, bias } = learnedOf('conv1', channel);
  const two = (value: number) => Math.round(value * 100) / 100;
  return [
    { label: 'As it starts', gamma: 1, beta: 0 },
    { label: 'As run E learned', gamma: two(weight), beta: two(bias) },
    { label: 'Undo the normalising', gamma: two(deviation), beta: two(mean) },
  ];
}

/** How each of the numbers changes in training, and why. */
export const truths: Record<(typeof sortable)[number], { how: Sorting; why: string }> = {
  'conv1.weight': {
    how: 'g',
    why: 'A parameter: the optimiser moves it against its gradient.',
  },
  'bn1.weight': { how: 'g', why: 'γ is a parameter, one a channel. It starts at 1.' },
  'bn1.bias': { how: 'g', why: 'β is a parameter, one a channel. It starts at 0.' },
  'bn1.running_mean': {
    how: 'c',
    why: 'A buffer: every batch in training mode blends its mean in. It has no gradient.',
  },
  'bn1.running_var': {
    how: 'c',
    why: 'A buffer: every batch blends its variance in. It has no gradient.',
  },
  'bn1.num_batches_tracked': {
    how: 'c',
    why: 'A buffer: one number for the whole layer, plus 1 a batch.',
  },
};

/** How many are sorted, and how many of these rightly. */
export function score(sorted: string): { said: number; right: number } {
  const said = [...sorted].filter((letter) => letter !== '-').length;
  const right = sortable.filter((name, i) => truths[name].how === sorted[i]).length;
  return { said, right };
}
