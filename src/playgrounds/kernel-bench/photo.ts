/** A reader's own photo, once the browser has decoded it: the size it is kept at, and its pixels as grey. Pure. */
import type { Grid } from '#cnn/math';

/** What is kept: a photo of 640 × 480, lying or standing. */
export const keptLimits = { long: 640, short: 480 };

/** The size at which a photo is kept: never enlarged, at most 640 × 480, or 480 × 640 when it stands. */
export function keptSize(width: number, height: number): { width: number; height: number } {
  const [across, down] =
    width >= height ? [keptLimits.long, keptLimits.short] : [keptLimits.short, keptLimits.long];
  const scale = Math.min(1, across / width, down / height);
  const fit = (n: number): number => Math.max(1, Math.round(n * scale));
  return { width: fit(width), height: fit(height) };
}

/**
 * Pixels of a canvas as darkness, 0 white to 255 black, so that dark is high as ink is on the digits. Brightness is
 * weighted as in ITU-R BT.601 (0.299, 0.587, 0.114); what is transparent lies on white.
 */
export function darkness(rgba: Uint8ClampedArray, width: number, height: number): Grid {
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => {
      const i = 4 * (row * width + column);
      const bright = 0.299 * rgba[i]! + 0.587 * rgba[i + 1]! + 0.114 * rgba[i + 2]!;
      return Math.round(((255 - bright) * rgba[i + 3]!) / 255);
    }),
  );
}

/** Least side of a photo, so that a window of side 7 has room. */
export const leastSide = 8;

/** The middle square of an image as 28 × 28 means of its pixels. */
export function asDigit(image: Grid): Grid {
  const rows = image.length;
  const columns = image[0]!.length;
  const square = Math.min(rows, columns);
  const [top, left] = [Math.floor((rows - square) / 2), Math.floor((columns - square) / 2)];
  const edge = (i: number): number => Math.floor((i * square) / 28);
  const span = (i: number): [number, number] => [edge(i), Math.max(edge(i) + 1, edge(i + 1))];
  return Array.from({ length: 28 }, (_, r) =>
    Array.from({ length: 28 }, (_, c) => {
      const [up, down] = span(r);
      const [from, to] = span(c);
      let sum = 0;
      for (let y = up; y < down; y++)
        for (let x = from; x < to; x++) sum += image[top + y]![left + x]!;
      return Math.round(sum / ((down - up) * (to - from)));
    }),
  );
}
