import type { Grid } from '#cnn/math';
import { type Feature, largest, side } from './feature.ts';

/** Sums of all pixels above and to the left, `[29][29]`: any rectangle is then four look-ups (Viola and Jones). */
export function integralImage(image: Grid): Grid {
  const sums = Array.from({ length: side + 1 }, () => Array<number>(side + 1).fill(0));
  for (let row = 1; row <= side; row++) {
    let along = 0;
    for (let column = 1; column <= side; column++) {
      along += image[row - 1]![column - 1]!;
      sums[row]![column] = sums[row - 1]![column]! + along;
    }
  }
  return sums;
}

/** Sum of the pixels of a rectangle. */
export const boxSum = (
  sums: Grid,
  top: number,
  left: number,
  rows: number,
  columns: number,
): number =>
  sums[top + rows]![left + columns]! -
  sums[top]![left + columns]! -
  sums[top + rows]![left]! +
  sums[top]![left]!;

type Shape = (sums: Grid, top: number, left: number, size: number) => number;

/** Box minus box, within a square: lower half minus upper, right minus left, middle third minus outer, checkers. */
export const shapes: readonly { label: string; value: Shape }[] = [
  {
    label: 'lower half minus upper half',
    value: (s, t, l, n) => boxSum(s, t + n / 2, l, n / 2, n) - boxSum(s, t, l, n / 2, n),
  },
  {
    label: 'right half minus left half',
    value: (s, t, l, n) => boxSum(s, t, l + n / 2, n, n / 2) - boxSum(s, t, l, n, n / 2),
  },
  {
    label: 'middle half minus the quarters above and below',
    value: (s, t, l, n) => 2 * boxSum(s, t + n / 4, l, n / 2, n) - boxSum(s, t, l, n, n),
  },
  {
    label: 'two quarters minus the other two',
    value: (s, t, l, n) =>
      boxSum(s, t, l, n, n) -
      2 * boxSum(s, t, l + n / 2, n / 2, n / 2) -
      2 * boxSum(s, t + n / 2, l, n / 2, n / 2),
  },
];

const sizes = [8, 16];
const step = 4;

export const haar: Feature = {
  label: 'Haar',
  year: 2001,
  by: 'Viola and Jones',
  idea: 'The brightness of one box minus that of its neighbour. A table of running sums gives any box in four look-ups, fast enough to find faces live on the computers of 2001.',
  parameters: `Four shapes in squares of ${sizes.join(' and ')} pixels, every ${step} pixels.`,
  maps(image, turn) {
    const sums = integralImage(image);
    const [size] = sizes as [number];
    const shape = shapes[turn]!;
    const values = Array.from({ length: side - size + 1 }, (_, top) =>
      Array.from({ length: side - size + 1 }, (_, left) => shape.value(sums, top, left, size)),
    );
    const offset = size / 2;
    return [
      { label: `${shape.label}, 8 × 8`, offset, values, signed: true, end: largest(values, 1) },
    ];
  },
  vector(image) {
    const sums = integralImage(image);
    const vector: number[] = [];
    for (const size of sizes)
      for (let top = 0; top + size <= side; top += step)
        for (let left = 0; left + size <= side; left += step)
          for (const { value } of shapes) vector.push(value(sums, top, left, size) / (size * size));
    return vector;
  },
};
