import { conv2dGrid, type Grid } from '#cnn/math';
import { type Feature, largest, mapGrid, pooled } from './feature.ts';

const across = [
  [-1, 0, 1],
  [-2, 0, 2],
  [-1, 0, 1],
];
const down = [
  [-1, -2, -1],
  [0, 0, 0],
  [1, 2, 1],
];

/** The slope of the image to the right and downwards at each pixel, by Sobel's kernels; as large as the image. */
export function sobelSlopes(image: Grid): { x: Grid; y: Grid } {
  return {
    x: conv2dGrid(image, across, { padding: 1 }),
    y: conv2dGrid(image, down, { padding: 1 }),
  };
}

export const sobel: Feature = {
  label: 'Sobel',
  year: 1968,
  by: 'Sobel and Feldman',
  idea: 'Two kernels measure the slope across and down. The length of the two together is the strength of an edge, whatever its direction.',
  parameters: 'Kernels of 3 × 3; the sizes of both slopes, averaged over squares of 4 × 4 pixels.',
  maps(image) {
    const { x, y } = sobelSlopes(image);
    const length = mapGrid(x, (value, r, c) => Math.hypot(value, y[r]![c]!));
    const end = largest(length, 1);
    return [
      { label: 'strength of edge', offset: 0, values: length, signed: false, end },
      { label: 'slope across', offset: 0, values: x, signed: true, end, kernel: across },
      { label: 'slope down', offset: 0, values: y, signed: true, end, kernel: down },
    ];
  },
  vector(image) {
    const { x, y } = sobelSlopes(image);
    return [x, y].flatMap((slope) => pooled(mapGrid(slope, Math.abs)));
  },
};
