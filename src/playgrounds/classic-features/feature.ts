/** What each feature of the figure is: words, a picture, and a list of numbers for a classifier. */
import type { Grid } from '#cnn/math';

/** One picture of a feature. */
export interface FeatureMap {
  label: string;
  /** Where row 0, column 0 of the values lies on the image. */
  offset: number;
  values: Grid;
  /** Signed values take the diverging scale, others ink. */
  signed: boolean;
  /** The value in full colour. */
  end: number;
  /** The kernel that made it. */
  kernel?: Grid;
}

export interface Feature {
  label: string;
  year: number;
  by: string;
  /** One or two whole sentences. */
  idea: string;
  /** The parameters used here, as a whole sentence. */
  parameters: string;
  /** `image` is `[28][28]`, 0 to 255; `turn` chooses among directions, 0 to 3, where the feature has some. */
  maps(image: Grid, turn: number): FeatureMap[];
  /** The numbers a classifier gets. Their count is the same for every image. */
  vector(image: Grid): number[];
}

export const side = 28;

/** Means of the squares of `step` × `step` values, row by row. */
export function pooled(grid: Grid, step = 4): number[] {
  const means: number[] = [];
  for (let top = 0; top + step <= grid.length; top += step) {
    for (let left = 0; left + step <= grid[0]!.length; left += step) {
      let sum = 0;
      for (let row = top; row < top + step; row++)
        for (let column = left; column < left + step; column++) sum += grid[row]![column]!;
      means.push(sum / (step * step));
    }
  }
  return means;
}

export const mapGrid = (
  grid: Grid,
  change: (value: number, row: number, column: number) => number,
): Grid => grid.map((row, r) => row.map((value, c) => change(value, r, c)));

/** The largest size in a grid, at least `least`: the end of its colour scale. */
export function largest(grid: Grid, least = 1e-9): number {
  let size = least;
  for (const row of grid) for (const value of row) size = Math.max(size, Math.abs(value));
  return size;
}
