/** Where the numbers of a colour image lie: three axes, one line of memory. */
import type { Grid } from '#cnn/math';
import { type Planes, side } from './picture.ts';

/** Channels first, as PyTorch has it, or channels last, as most image files are read. */
export const orders = ['chw', 'hwc'] as const;
export type Order = (typeof orders)[number];

/** Numbers in the whole image. */
export const count = 3 * side * side;

/** Place in memory of one number, from 0. */
export const indexOf = (order: Order, channel: number, row: number, column: number): number =>
  order === 'chw' ? (channel * side + row) * side + column : (row * side + column) * 3 + channel;

/** The index written out with its numbers. */
export const indexSum = (order: Order, channel: number, row: number, column: number): string =>
  order === 'chw'
    ? `(${channel}·${side} + ${row})·${side} + ${column}`
    : `(${row}·${side} + ${column})·3 + ${channel}`;

/** Which channel, row and column lie at a place of memory. */
export function placeOf(
  order: Order,
  index: number,
): [channel: number, row: number, column: number] {
  const pixel = order === 'chw' ? index % (side * side) : Math.floor(index / 3);
  const channel = order === 'chw' ? Math.floor(index / (side * side)) : index % 3;
  return [channel, Math.floor(pixel / side), pixel % side];
}

/** The image as it lies in memory, `[3072]`. */
export const memoryOf = (planes: Planes, order: Order): number[] =>
  Array.from({ length: count }, (_, index) => {
    const [channel, row, column] = placeOf(order, index);
    return planes[channel]![row]![column]!;
  });

/** The numbers of a channels-last image taken, in their order, for channels first: what `reshape` makes of it. */
export function reshaped(planes: Planes): Planes {
  const memory = memoryOf(planes, 'hwc');
  const plane = (channel: number): Grid =>
    Array.from({ length: side }, (_, row) =>
      Array.from({ length: side }, (_, column) => memory[indexOf('chw', channel, row, column)]!),
    );
  return [plane(0), plane(1), plane(2)];
}
