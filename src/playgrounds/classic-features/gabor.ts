import { conv2dGrid, type Grid } from '#cnn/math';
import { type Feature, largest, mapGrid, pooled } from './feature.ts';

const reach = 4;
const wavelength = 6;
const sigma = 2.4;
/** How much longer than wide the bell is: 1 / ratio. */
const ratio = 0.6;

/** A wave under a bell, turned by quarters of 180°: 0 has upright stripes. Its weights add up to 0. */
export function gaborKernel(turn: number): Grid {
  const angle = (turn * Math.PI) / 4;
  const raw = Array.from({ length: 2 * reach + 1 }, (_, r) =>
    Array.from({ length: 2 * reach + 1 }, (_, c) => {
      const [x, y] = [c - reach, r - reach];
      const along = x * Math.cos(angle) + y * Math.sin(angle);
      const aside = -x * Math.sin(angle) + y * Math.cos(angle);
      const bell = Math.exp(-(along ** 2 + (ratio * aside) ** 2) / (2 * sigma ** 2));
      return { bell, wave: bell * Math.cos((2 * Math.PI * along) / wavelength) };
    }),
  );
  const sum = (part: 'bell' | 'wave'): number =>
    raw.flat().reduce((total, point) => total + point[part], 0);
  const lift = sum('wave') / sum('bell');
  return raw.map((row) => row.map(({ bell, wave }) => wave - lift * bell));
}

const kernels = [0, 1, 2, 3].map(gaborKernel);
const response = (image: Grid, turn: number): Grid =>
  conv2dGrid(image, kernels[turn]!, { padding: reach });

export const gabor: Feature = {
  label: 'Gabor',
  year: 1985,
  by: 'Gabor 1946; in two dimensions Daugman',
  idea: 'A wave under a bell answers to stripes of one width and one direction. Cells in the visual cortex answer much like it, and so do the first filters that trained networks find.',
  parameters: `Kernels of ${2 * reach + 1} × ${2 * reach + 1}, wavelength ${wavelength} pixels, four directions; sizes averaged over squares of 4 × 4 pixels.`,
  maps(image, turn) {
    const values = response(image, turn);
    return [
      {
        label: 'response of the kernel beside it',
        offset: 0,
        values,
        signed: true,
        end: largest(values, 1),
        kernel: kernels[turn]!,
      },
    ];
  },
  vector: (image) => kernels.flatMap((_, turn) => pooled(mapGrid(response(image, turn), Math.abs))),
};
