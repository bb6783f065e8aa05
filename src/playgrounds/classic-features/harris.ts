import { conv2dGrid, type Grid } from '#cnn/math';
import { type Feature, largest, mapGrid, pooled } from './feature.ts';
import { sobelSlopes } from './sobel.ts';

/** Harris and Stephens' weight of the squared trace; they and everyone since take 0.04 to 0.06. */
const k = 0.05;
const bell = [1, 4, 6, 4, 1];
const blur = bell.map((a) => bell.map((b) => (a * b) / 256));

/**
 * Harris and Stephens' corner response: the determinant of the smoothed slopes' products less k times its squared trace.
 * Positive at corners, negative along edges, near 0 where nothing happens. Pixels count as 0 to 1.
 */
export function cornerResponse(image: Grid): Grid {
  const { x, y } = sobelSlopes(mapGrid(image, (value) => value / 255));
  const smooth = (a: Grid, b: Grid): Grid =>
    conv2dGrid(
      mapGrid(a, (value, r, c) => value * b[r]![c]!),
      blur,
      { padding: 2 },
    );
  const [xx, yy, xy] = [smooth(x, x), smooth(y, y), smooth(x, y)];
  return mapGrid(xx, (a, r, c) => {
    const [b, ab] = [yy[r]![c]!, xy[r]![c]!];
    return a * b - ab * ab - k * (a + b) ** 2;
  });
}

/** 1 where a response is the largest of its 3 × 3 and more than a tenth of the largest of all. */
export function corners(response: Grid): Grid {
  const top = Math.max(...response.flat());
  return mapGrid(response, (value, row, column) => {
    if (top <= 0 || value < top / 10) return 0;
    for (const down of [-1, 0, 1])
      for (const right of [-1, 0, 1])
        if ((response[row + down]?.[column + right] ?? -1) > value) return 0;
    return 1;
  });
}

export const harris: Feature = {
  label: 'Harris',
  year: 1988,
  by: 'Harris and Stephens',
  idea: 'Move a small window a little: on flat paper nothing changes, along an edge only one direction matters, at a corner every direction does. The response is positive at corners and negative along edges.',
  parameters: `Slopes by Sobel, smoothed over 5 × 5, k = ${k}; roots of the positive and the negative part, averaged over squares of 4 × 4 pixels.`,
  maps(image) {
    const response = cornerResponse(image);
    return [
      {
        label: 'corner response',
        offset: 0,
        values: response,
        signed: true,
        end: largest(response),
      },
      { label: 'corners found', offset: 0, values: corners(response), signed: false, end: 1 },
    ];
  },
  vector(image) {
    const response = cornerResponse(image);
    return [1, -1].flatMap((sign) =>
      pooled(mapGrid(response, (value) => Math.sqrt(Math.max(0, sign * value)))),
    );
  },
};
