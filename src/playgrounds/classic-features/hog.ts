import { conv2dGrid, type Grid } from '#cnn/math';
import { type Feature, mapGrid, side } from './feature.ts';

export const bins = 9;
const cell = 7;
const cells = side / cell;
const block = 2;

/** Slopes by the kernel −1, 0, 1, which Dalal and Triggs found best, across and down; as large as the image. */
function slopes(image: Grid): { x: Grid; y: Grid } {
  const x = conv2dGrid(image, [[-1, 0, 1]], { padding: 1 }).slice(1, -1);
  const y = conv2dGrid(image, [[-1], [0], [1]], { padding: 1 }).map((row) => row.slice(1, -1));
  return { x, y };
}

/**
 * Histograms of gradient direction, `[4][4][9]`: each pixel adds its slope's length to the two nearest of nine directions
 * from 0° to 180°, shared by nearness.
 */
export function directions(image: Grid): number[][][] {
  const { x, y } = slopes(image);
  const counts = Array.from({ length: cells }, () =>
    Array.from({ length: cells }, () => Array<number>(bins).fill(0)),
  );
  x.forEach((row, r) => {
    row.forEach((across, c) => {
      const down = y[r]![c]!;
      const length = Math.hypot(across, down);
      if (length === 0) return;
      const turn = ((Math.atan2(down, across) / Math.PI + 1) % 1) * bins;
      const low = Math.floor(turn - 0.5);
      const share = turn - 0.5 - low;
      const histogram = counts[Math.floor(r / cell)]![Math.floor(c / cell)]!;
      histogram[(low + bins) % bins]! += length * (1 - share);
      histogram[(low + 1 + bins) % bins]! += length * share;
    });
  });
  return counts;
}

export const hog: Feature = {
  label: 'HOG',
  year: 2005,
  by: 'Dalal and Triggs',
  idea: 'Which directions do the edges in each cell of a grid have, and how many of each? Blocks of cells are scaled to the same length, so that light does not matter.',
  parameters: `Cells of ${cell} × ${cell} pixels, ${bins} directions, blocks of ${block} × ${block} cells. The original took cells of 8 × 8.`,
  maps(image) {
    const { x, y } = slopes(image);
    const length = mapGrid(x, (value, r, c) => Math.hypot(value, y[r]![c]!));
    return [{ label: 'length of the slope', offset: 0, values: length, signed: false, end: 361 }];
  },
  vector(image) {
    const counts = directions(image);
    const vector: number[] = [];
    for (let row = 0; row + block <= cells; row++) {
      for (let column = 0; column + block <= cells; column++) {
        const parts = [0, 1].flatMap((r) => [0, 1].flatMap((c) => counts[row + r]![column + c]!));
        const length = Math.sqrt(parts.reduce((sum, value) => sum + value * value, 1));
        vector.push(...parts.map((value) => value / length));
      }
    }
    return vector;
  },
};
