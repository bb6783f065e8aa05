import type { Examination } from '#lab';

/** One validation digit and what the network says of it. */
export interface Answer {
  /** Place among the validation digits, from 0. */
  index: number;
  /** `[784]`, 0 to 255. */
  pixels: ArrayLike<number>;
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
  return Array.from(labels, (label, index) => {
    const row = probabilities.subarray(index * 10, index * 10 + 10);
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

/** Wrong answers first, then by how little the truth was believed: fastai's `plot_top_losses` order. */
export function worstFirst(answers: readonly Answer[]): Answer[] {
  return [...answers].sort((a, b) => Number(isRight(a)) - Number(isRight(b)) || a.truth - b.truth);
}

/** The place of the largest probability; the first of equals. */
export function likeliest(probabilities: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++) {
    if (probabilities[i]! > probabilities[best]!) best = i;
  }
  return best;
}
