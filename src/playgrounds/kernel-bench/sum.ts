/** Every number the bench shows: the response at all centres, and the one sum behind one of them. */
import { conv2dGrid, type Grid, random } from '#cnn/math';
import { forEye } from '#kit/state';
import { full } from './drawing.ts';
import { anchorOf, presetOf, same, sideOf, weightForEye } from './kernels.ts';
import type { Applied, Bench, Place } from './model.ts';

/** The kernel as it meets the pixels: turned by 180 degrees for a true convolution. */
export const applied = ({ kernel, flip }: Pick<Applied, 'kernel' | 'flip'>): readonly number[] =>
  flip ? kernel.toReversed() : kernel;

/** The pixel under the window that meets a weight of the kernel, and the other way round. */
export const partner = (index: number, flip: boolean, side: number): number =>
  flip ? side * side - 1 - index : index;

/** A square of numbers in reading order as rows. */
export const rowsOf = (values: readonly number[]): Grid => {
  const side = sideOf(values);
  return Array.from({ length: side }, (_, row) => values.slice(row * side, (row + 1) * side));
};

/** Response at all centres; `response[0][0]` is the first centre of both axes. */
export function responseOf(image: Grid, { kernel, bias, flip }: Applied): Grid {
  return conv2dGrid(image, rowsOf(kernel), { bias, flip });
}

/** The largest size a response can have on any image of 0 to 255: the end of the colour scale, at least 1. */
export function scaleEnd({ kernel, bias }: Pick<Applied, 'kernel' | 'bias'>): number {
  const reach = (sign: number): number =>
    kernel.reduce((sum, weight) => sum + Math.max(0, sign * weight), 0) * full + sign * bias;
  return Math.max(reach(1), reach(-1), 0) || 1;
}

/** Where a response stands on its colour scale, 0 at the negative end to 1 at the positive one. */
export const shareOfScale = (value: number, end: number): number =>
  Math.min(1, Math.max(0, (value / end + 1) / 2));

export interface Sum {
  /** Pixels under the window, weights as they meet them, products; reading order. */
  pixels: number[];
  weights: readonly number[];
  products: number[];
  /** Sum of the products of each row. */
  rows: number[];
  total: number;
}

/** The one sum behind the response at a centre, written out. */
export function sumAt(how: Applied, image: Grid, at: Place): Sum {
  const side = sideOf(how.kernel);
  const [top, left] = at.map((n) => n - anchorOf(side)) as [number, number];
  const patch = image.slice(top, top + side).map((row) => row.slice(left, left + side));
  const pixels = patch.flat();
  const weights = applied(how);
  const products = pixels.map((pixel, i) => pixel * weights[i]! + 0);
  const rows = rowsOf(products).map((row) => row.reduce((sum, product) => sum + product, 0));
  return { pixels, weights, products, rows, total: responseOf(patch, how)[0]![0]! };
}

/** Response of a window of this side at a centre, or undefined where it does not fit. */
export const responseAt = (
  response: Grid,
  [row, column]: Place,
  side: number,
): number | undefined => response[row - anchorOf(side)]?.[column - anchorOf(side)];

/** The largest size in a response: the end of the scale of a photo, which seldom comes near what a kernel could give. */
export function largestOf(response: Grid): number {
  let largest = 0;
  for (const row of response) for (const value of row) largest = Math.max(largest, Math.abs(value));
  return largest || 1;
}

/** The two ends of the response scale in words: the number, and what it stands for where that is known. */
export function scaleEnds(kernel: readonly number[], end: number): [string, string] {
  const number = forEye(end);
  const [low, high] = presetOf(kernel)?.ends ?? [];
  return [low ? `−${number}, ${low}` : `−${number}`, high ? `${high}, +${number}` : `+${number}`];
}

/** What the rows above and below give in the same column, as one sentence. */
export function neighbours(response: Grid, [row, column]: Place, side: number): string {
  const said = [
    { at: row - 1, where: 'One step up' },
    { at: row + 1, where: 'One step down' },
  ].flatMap(({ at, where }) => {
    const value = responseAt(response, [at, column], side);
    return value === undefined ? [] : [`${where}, at row ${at}, the sum is ${forEye(value)}.`];
  });
  return said.join(' ');
}

/** The sum as sentences, for readers who do not see the table. */
export function spokenSum(
  { pixels, weights, rows, total }: Sum,
  { at, bias }: Pick<Bench, 'at' | 'bias'>,
): string {
  const side = sideOf(pixels);
  const lines = rows.map((sum, i) => {
    const products = Array.from({ length: side }, (_, j) => {
      const place = side * i + j;
      return `${pixels[place]} times ${weightForEye(weights[place]!)}`;
    });
    return `Row ${at[0] + i - anchorOf(side)}: ${products.join(', plus ')}, makes ${forEye(sum)}.`;
  });
  const added = bias === 0 ? '' : ` Bias ${forEye(bias)}.`;
  return `${lines.join(' ')}${added} All together ${forEye(total)}.`;
}

/** Whole weights from −3 to 3, as many as the kernel given has and never that kernel: one always leads to the same next. */
export function randomKernel(kernel: readonly number[]): readonly number[] {
  const seed = kernel.reduce(
    (mixed, weight, i) => (mixed * 31 + Math.round(weight * 1e4) + i) | 0,
    7,
  );
  const draw = random(seed, 'kernel');
  const next = (): number[] => kernel.map(() => draw.integer(7) - 3);
  let drawn = next();
  while (same(drawn, kernel)) drawn = next();
  return drawn;
}
