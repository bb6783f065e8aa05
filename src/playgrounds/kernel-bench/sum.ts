/** Every number the bench shows: the response at all centres, and the one sum behind one of them. */
import { conv2dGrid, type Grid, random } from '#cnn/math';
import { full } from './drawing.ts';
import { forEye, presetOf, same, weightForEye } from './kernels.ts';
import { type Bench, firstCentre, lastCentre, type Place } from './model.ts';

/** The kernel as it meets the pixels: turned by 180 degrees for a true convolution. */
export const applied = ({ kernel, flip }: Pick<Bench, 'kernel' | 'flip'>): readonly number[] =>
  flip ? kernel.toReversed() : kernel;

/** The pixel of the nine that meets a weight of the kernel, and the other way round. */
export const partner = (index: number, flip: boolean): number => (flip ? 8 - index : index);

const rowsOfThree = (nine: readonly number[]): Grid => [0, 3, 6].map((i) => nine.slice(i, i + 3));

/** Response at all 26 × 26 centres; `response[0][0]` is centre (1, 1). */
export function responseOf(
  image: Grid,
  { kernel, bias, flip }: Pick<Bench, 'kernel' | 'bias' | 'flip'>,
): Grid {
  return conv2dGrid(image, rowsOfThree(kernel), { bias, flip });
}

/** The largest size a response can have on any image of 0 to 255: the end of the colour scale, at least 1. */
export function scaleEnd({ kernel, bias }: Pick<Bench, 'kernel' | 'bias'>): number {
  const reach = (sign: number): number =>
    kernel.reduce((sum, weight) => sum + Math.max(0, sign * weight), 0) * full + sign * bias;
  return Math.max(reach(1), reach(-1), 0) || 1;
}

/** Where a response stands on its colour scale, 0 at the negative end to 1 at the positive one. */
export const shareOfScale = (value: number, end: number): number =>
  Math.min(1, Math.max(0, (value / end + 1) / 2));

export interface Sum {
  /** Nine pixels under the window, nine weights as they meet them, nine products; reading order. */
  pixels: number[];
  weights: readonly number[];
  products: number[];
  /** Sum of the products of each of the three rows. */
  rows: number[];
  total: number;
}

/** The one sum behind the response at `bench.at`, written out. */
export function sumAt(bench: Bench, image: Grid, response: Grid): Sum {
  const [row, column] = bench.at;
  const pixels = [-1, 0, 1].flatMap((down) => image[row + down]!.slice(column - 1, column + 2));
  const weights = applied(bench);
  const products = pixels.map((pixel, i) => pixel * weights[i]! + 0);
  const rows = rowsOfThree(products).map((three) =>
    three.reduce((sum, product) => sum + product, 0),
  );
  return { pixels, weights, products, rows, total: responseAt(response, bench.at)! };
}

/** Response at a centre, or undefined where the window does not fit. */
export const responseAt = (response: Grid, [row, column]: Place): number | undefined =>
  response[row - firstCentre]?.[column - firstCentre];

/** The two ends of the response scale in words: the number, and what it stands for where that is known. */
export function scaleEnds({ kernel, bias }: Pick<Bench, 'kernel' | 'bias'>): [string, string] {
  const end = forEye(scaleEnd({ kernel, bias }));
  const [low, high] = presetOf(kernel)?.ends ?? [];
  return [low ? `−${end}, ${low}` : `−${end}`, high ? `${high}, +${end}` : `+${end}`];
}

/** What the rows above and below give in the same column, as one sentence. */
export function neighbours(response: Grid, [row, column]: Place): string {
  const said = [
    { at: row - 1, where: 'One step up' },
    { at: row + 1, where: 'One step down' },
  ]
    .filter(({ at }) => at >= firstCentre && at <= lastCentre)
    .map(
      ({ at, where }) =>
        `${where}, at row ${at}, the sum is ${forEye(responseAt(response, [at, column])!)}.`,
    );
  return said.join(' ');
}

/** The sum as sentences, for readers who do not see the table. */
export function spokenSum({ pixels, weights, rows, total }: Sum, { at, bias }: Bench): string {
  const lines = rows.map((sum, i) => {
    const products = [0, 1, 2].map(
      (j) => `${pixels[3 * i + j]} times ${weightForEye(weights[3 * i + j]!)}`,
    );
    return `Row ${at[0] + i - 1}: ${products.join(', plus ')}, makes ${forEye(sum)}.`;
  });
  const added = bias === 0 ? '' : ` Bias ${forEye(bias)}.`;
  return `${lines.join(' ')}${added} All together ${forEye(total)}.`;
}

/** Nine whole weights from −3 to 3, never the kernel given: one kernel always leads to the same next one. */
export function randomKernel(kernel: readonly number[]): readonly number[] {
  const seed = kernel.reduce(
    (mixed, weight, i) => (mixed * 31 + Math.round(weight * 1e4) + i) | 0,
    7,
  );
  const draw = random(seed, 'kernel');
  const next = (): number[] => Array.from({ length: 9 }, () => draw.integer(7) - 3);
  let drawn = next();
  while (same(drawn, kernel)) drawn = next();
  return drawn;
}
