/** A reader's own photo as the mixer takes it: the middle square as 32 × 32 pixels of three numbers. */
import type { Grid } from '#cnn/math';
import { PhotoError, type PhotoReader } from '#kit';
import { full, type Planes, side } from './picture.ts';

/** The longest side a photo is drawn at before means are taken. */
const longest = 512;
/** Least side of a photo. */
const least = 8;

/** The middle square of some pixels, each cell the mean of those in it; what is transparent lies on white. */
export function squareOf(rgba: Uint8ClampedArray, width: number, height: number): Planes {
  const square = Math.min(width, height);
  const [top, left] = [Math.floor((height - square) / 2), Math.floor((width - square) / 2)];
  const span = (i: number): [from: number, to: number] => {
    const from = Math.floor((i * square) / side);
    return [from, Math.max(from + 1, Math.floor(((i + 1) * square) / side))];
  };
  const mean = (row: number, column: number, channel: number): number => {
    const [up, down] = span(row);
    const [from, to] = span(column);
    let sum = 0;
    for (let y = up; y < down; y++)
      for (let x = from; x < to; x++) {
        const at = 4 * ((top + y) * width + left + x);
        const share = rgba[at + 3]! / full;
        sum += rgba[at + channel]! * share + full * (1 - share);
      }
    return Math.round(sum / ((down - up) * (to - from)));
  };
  const plane = (channel: number): Grid =>
    Array.from({ length: side }, (_, row) =>
      Array.from({ length: side }, (_, column) => mean(row, column, channel)),
    );
  return [plane(0), plane(1), plane(2)];
}

export const photoReader: PhotoReader<Planes> = {
  size(width, height) {
    const scale = Math.min(1, longest / Math.max(width, height));
    const fit = (n: number): number => Math.round(n * scale);
    if (Math.min(fit(width), fit(height)) < least) {
      throw new PhotoError(
        `The picture measures ${width} × ${height} pixels. It needs at least ${least} each way, and no more than ${longest / least} times as long as wide.`,
      );
    }
    return { width: fit(width), height: fit(height) };
  },
  read: squareOf,
  called: () => `its middle square as ${side} × ${side} pixels`,
};
