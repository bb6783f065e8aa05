/** Every sum of the mixer: three planes, three slices, one bias. */
import { conv2dGrid, type Grid, padGrid } from '#cnn/math';
import { cells, type Filter, sliceOf } from './filters.ts';
import type { Place } from './model.ts';
import { channels, full, type Planes, side } from './picture.ts';

/** Which channels are silent. */
export type Muted = readonly [red: boolean, green: boolean, blue: boolean];

/** Rings of zeros around the planes, so that the window may stand on any pixel. */
const padding = 1;

/** Values as the filter meets them: 0 to 255, or their share of 255. */
export const scaled = (planes: Planes, shares: boolean): Planes =>
  shares
    ? (planes.map((plane) => plane.map((row) => row.map((v) => v / full))) as unknown as Planes)
    : planes;

const rows = (nine: readonly number[]): Grid => [0, 3, 6].map((from) => nine.slice(from, from + 3));

/** What one channel adds at every place: `[32][32]`, zeros when it is silent. */
export function partOf(planes: Planes, filter: Filter, muted: Muted, channel: number): Grid {
  const plane = planes[channel]!;
  if (muted[channel]) return plane.map((row) => row.map(() => 0));
  return conv2dGrid(plane, rows(sliceOf(filter, channel)), { padding });
}

/** The filter's output channel: the three parts and the bias added up, `[32][32]`. */
export function responseOf(planes: Planes, filter: Filter, muted: Muted): Grid {
  const parts = channels.map((_, channel) => partOf(planes, filter, muted, channel));
  return parts[0]!.map((row, r) =>
    row.map((value, c) => value + parts[1]![r]![c]! + parts[2]![r]![c]! + filter.bias),
  );
}

/** One channel under the window. */
export interface Strip {
  muted: boolean;
  /** Nine each, in reading order. */
  pixels: number[];
  weights: readonly number[];
  products: number[];
  sum: number;
}

export interface Mix {
  strips: Strip[];
  bias: number;
  total: number;
  /** Of the nine places, those that lie in the padding. */
  outside: boolean[];
}

/** The 27 products behind one output number. */
export function mixAt(planes: Planes, filter: Filter, muted: Muted, [row, column]: Place): Mix {
  const patch = (plane: Grid): Grid =>
    padGrid(plane, padding)
      .slice(row, row + 3)
      .map((line) => line.slice(column, column + 3));
  const strips = planes.map((plane, channel): Strip => {
    const window = patch(plane);
    const pixels = window.flat();
    const weights = sliceOf(filter, channel);
    const silent = muted[channel]!;
    return {
      muted: silent,
      pixels,
      weights,
      products: pixels.map((pixel, i) => (silent ? 0 : pixel * weights[i]! + 0)),
      sum: silent ? 0 : conv2dGrid(window, rows(weights))[0]![0]!,
    };
  });
  return {
    strips,
    bias: filter.bias,
    total: strips.reduce((sum, strip) => sum + strip.sum, filter.bias),
    outside: Array.from({ length: cells }, (_, i) => {
      const [r, c] = [row - 1 + Math.floor(i / 3), column - 1 + (i % 3)];
      return r < 0 || c < 0 || r >= side || c >= side;
    }),
  };
}

/** The largest size in some maps: the end of their common scale, never zero. */
export function largestOf(maps: readonly Grid[]): number {
  return maps.flat(2).reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
}
