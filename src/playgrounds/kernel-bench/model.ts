/**
 * What the kernel bench remembers, and how an attribute and a link spell it.
 *
 * Centres count from 0 as the chapter's `apply_kernel(row, col, kernel)` does, so the first centre of an unpadded 3 × 3
 * window is (1, 1) and the last on a digit (26, 26). A window of even side has no middle; it is named by the cell up and
 * left of it. Pixels are 0 (paper) to 255 (ink).
 */
import { amount, type Field, oneOf, optional, stateCodec, whole, yesNo } from '#kit/state';
import { type ChallengeName, challengeNames } from './challenges.ts';
import { side as imageSide, type Paint, paintField } from './drawing.ts';
import { anchorOf, biasLimit, kernelField, presets, sideOf } from './kernels.ts';

export const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'zeros'] as const;
export type Digit = (typeof digits)[number];
export type Place = readonly [row: number, column: number];
/** What is spread out under the pictures. */
export const views = ['sum', 'sheet', 'feature', 'challenge'] as const;
export type View = (typeof views)[number];
/** How a whole response becomes one number: its mean, after what is below zero was dropped, turned round, or neither. */
export const means = ['positive', 'size', 'signed'] as const;
export type Mean = (typeof means)[number];

/** How a kernel meets an image. */
export interface Applied {
  /** Weights in reading order, 1 to 49, the square of the side. */
  kernel: readonly number[];
  bias: number;
  /** True convolution: the kernel is turned by 180 degrees first. */
  flip: boolean;
}

export interface Bench extends Applied {
  digit: Digit;
  paint: Paint;
  /** Centre of the window. */
  at: Place;
  /** The pinned pixel of those under the window, from 0 in reading order, or none. */
  cell: number | null;
  view: View;
  mean: Mean;
  goal: ChallengeName;
}

export interface Size {
  rows: number;
  columns: number;
}

/** Side of the digits and drawings. */
export const small: Size = { rows: imageSide, columns: imageSide };

/** The first and last centre along an axis of so many pixels. */
export function centres(side: number, pixels: number): readonly [first: number, last: number] {
  const first = anchorOf(side);
  return [first, pixels - side + first];
}

/** The nearest place at which a window of this side lies inside the image. */
export function clampAt([row, column]: Place, side: number, { rows, columns }: Size): Place {
  const clamp = (n: number, pixels: number): number => {
    const [first, last] = centres(side, pixels);
    return Math.min(last, Math.max(first, Math.round(n)));
  };
  return [clamp(row, rows), clamp(column, columns)];
}

const atField: Field<Place> = {
  read(text) {
    const match = /^(\d{1,2}),(\d{1,2})$/.exec(text);
    const at: Place = [Number(match?.[1]), Number(match?.[2])];
    if (!at.every((n) => n < imageSide)) {
      throw new RangeError('a row and a column from 0 to 27, such as 5,7');
    }
    return at;
  },
  write: (at) => at.join(','),
};

/** Readers count the cells of a window from 1. */
const cellField: Field<number> = {
  read: (text) => whole(1, 49).read(text) - 1,
  write: (cell) => String(cell + 1),
};

export const benchCodec = stateCodec<Bench>({
  tag: 'KernelBench',
  id: 'kernel-bench',
  fields: {
    kernel: kernelField,
    digit: oneOf(digits),
    at: atField,
    bias: amount(-biasLimit, biasLimit),
    flip: yesNo,
    cell: optional(cellField),
    paint: paintField,
    view: oneOf(views),
    mean: oneOf(means),
    goal: oneOf(challengeNames),
  },
  start: {
    kernel: presets[0]!.kernel,
    digit: '3',
    at: [5, 7],
    bias: 0,
    flip: false,
    cell: null,
    paint: '',
    view: 'sum',
    mean: 'positive',
    goal: 'top-edge',
  },
  settle(bench) {
    const side = sideOf(bench.kernel);
    const [first, last] = centres(side, imageSide);
    const square = `A ${side} × ${side} window`;
    if (!bench.at.every((n) => n >= first && n <= last)) {
      throw new RangeError(
        `Row ${bench.at[0]}, column ${bench.at[1]} is no place for the window. ${square} takes rows and columns from ${first} to ${last}.`,
      );
    }
    if (bench.cell !== null && bench.cell >= side * side) {
      throw new RangeError(
        `There is no cell ${bench.cell + 1}. ${square} has ${side * side}, counted from 1.`,
      );
    }
    return bench;
  },
});

export const chapterBench = benchCodec.start;

/** The bench with another kernel; the window and the pinned cell stay legal. */
export function withKernel(bench: Bench, kernel: readonly number[]): Bench {
  const side = sideOf(kernel);
  const kept = side === sideOf(bench.kernel) ? bench.cell : null;
  return { ...bench, kernel, cell: kept, at: clampAt(bench.at, side, small) };
}
