import type { Grid } from './conv.ts';
import { demandFromZero, demandWhole } from './demand.ts';

/**
 * How often each class was taken for each: `grid[truth][answer]`, counts. Right answers lie on the diagonal, a row sums
 * up to the images of its class (fastai's `confusion_matrix`).
 *
 * @param truth the true class of each image, 0 to `classes` − 1
 * @param answers the class each image was given
 * @throws RangeError when the lists differ in length or hold something that is no class, or `classes` is no whole number of at least 1
 */
export function confusionMatrix(
  truth: ArrayLike<number>,
  answers: ArrayLike<number>,
  classes = 10,
): Grid {
  demandWhole('classes', classes, 1);
  if (truth.length !== answers.length) {
    throw new RangeError(
      `There are ${truth.length} true classes and ${answers.length} answers. Give one answer for each image.`,
    );
  }
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const classAt = (name: string, list: ArrayLike<number>, i: number) => {
    const found = list[i]!;
    if (!Number.isInteger(found) || found < 0 || found >= classes) {
      throw new RangeError(
        `${name}[${i}] is ${found}; a class is a whole number from 0 to ${classes - 1}.`,
      );
    }
    return found;
  };
  for (let i = 0; i < truth.length; i++) {
    counts[classAt('truth', truth, i)]![classAt('answers', answers, i)]!++;
  }
  return counts;
}

/** One kind of mistake and how often it was made. */
export interface Confusion {
  truth: number;
  answer: number;
  count: number;
}

/**
 * The mistakes of a confusion matrix, the most frequent first (fastai's `most_confused`).
 *
 * @param least how often a mistake must have been made to be listed
 * @throws RangeError when the matrix is not square, or holds what is no count
 */
export function mostConfused(counts: Grid, least = 1): Confusion[] {
  demandWhole('least', least, 0);
  counts.forEach((row, truth) => {
    if (row.length !== counts.length) {
      throw new RangeError(
        `Row ${truth} of the counts has ${row.length} entries; with ${counts.length} rows it accepts as many.`,
      );
    }
    for (const [answer, count] of row.entries())
      demandFromZero(`counts[${truth}][${answer}]`, count);
  });
  return counts
    .flatMap((row, truth) => row.map((count, answer) => ({ truth, answer, count })))
    .filter(({ truth, answer, count }) => truth !== answer && count >= least)
    .sort((one, other) => other.count - one.count);
}
