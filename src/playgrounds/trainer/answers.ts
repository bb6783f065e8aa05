import type { Examination, RunState } from '#lab';

/** What a run's answers are called, in the order of its labels. */
export const classesOf = ({ classes }: RunState): readonly string[] =>
  classes.length > 0 ? classes : digits;
const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

/** One validation digit and what the network says of it. */
export interface Answer {
  /** Place among the validation digits, from 0. */
  index: number;
  /** `[784]`, 0 to 255. */
  pixels: ArrayLike<number>;
  /** Places of the true class and of the answered one. */
  label: number;
  guess: number;
  /** Of the guess, 0 to 1. */
  probability: number;
  /** Of the true label, 0 to 1. */
  truth: number;
}

export const isRight = ({ label, guess }: Answer) => label === guess;

/** Every validation digit with its answer, in the order of the files. */
export function answersOf({ pixels, labels, probabilities }: Examination): Answer[] {
  const classes = labels.length === 0 ? 0 : probabilities.length / labels.length;
  return Array.from(labels, (label, index) => {
    const row = probabilities.subarray(index * classes, (index + 1) * classes);
    const guess = likeliest(row);
    return {
      index,
      pixels: pixels.subarray(index * 784, (index + 1) * 784),
      label,
      guess,
      probability: row[guess] ?? 0,
      truth: row[label] ?? 0,
    };
  });
}

/** Loss of one answer: −log of the probability given to the truth; a truth given none counts as the smallest float. */
export const lossOf = ({ truth }: Answer): number => -Math.log(Math.max(truth, 2 ** -126));

/** By the loss of each image, the largest first: fastai's `plot_top_losses` order. */
export function worstFirst(answers: readonly Answer[]): Answer[] {
  return [...answers].sort((a, b) => a.truth - b.truth || a.index - b.index);
}

/** The place of the largest probability; the first of equals. */
export function likeliest(probabilities: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++) {
    if (probabilities[i]! > probabilities[best]!) best = i;
  }
  return best;
}
