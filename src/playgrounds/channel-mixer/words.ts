/** The mixer's sums as sentences. */
import { forEye } from '#kit/state';
import { cells } from './filters.ts';
import type { Mix } from './mix.ts';
import { placeOfCell } from './model.ts';
import { channels } from './picture.ts';

const bracketed = (text: string): string => (text.startsWith('−') ? `(${text})` : text);

/** The sum of the channels with today's numbers: `12 + (−3) + 0 + 0 = 9`. */
export const sumOf = ({ strips, bias, total }: Mix, places: number): string =>
  `${[...strips.map(({ sum }) => sum), bias].map((part) => bracketed(forEye(part, places))).join(' + ')} = ${forEye(total, places)}`;

/** One of the 27 products, written out. */
export function productOf({ strips }: Mix, cell: number, places: number): string {
  const [channel, row, column] = placeOfCell(cell);
  const { pixels, weights, products, muted } = strips[channel]!;
  const at = cell % cells;
  const product = `${forEye(pixels[at]!, places)} · ${bracketed(forEye(weights[at]!))}`;
  const silent = muted ? ', muted, counts as 0' : ` = ${forEye(products[at]!, places)}`;
  return `x[${channel}, ${row}, ${column}] · w[${channel}, ${row}, ${column}]: ${product}${silent}`;
}

/** The nine products of each channel as sentences, for readers who do not see the cells. */
export function spokenMix(mix: Mix, places: number): string {
  const said = mix.strips.map(({ pixels, weights, sum, muted }, i) => {
    if (muted) return `${channels[i]} is muted and adds 0.`;
    const products = pixels.map(
      (pixel, j) => `${forEye(pixel, places)} times ${forEye(weights[j]!)}`,
    );
    return `${channels[i]}: ${products.join(', plus ')}, makes ${forEye(sum, places)}.`;
  });
  return `${said.join(' ')} Bias ${forEye(mix.bias, places)}. All together ${forEye(mix.total, places)}.`;
}
