import type { Grid } from '#cnn/math';
import { type Feature, side } from './feature.ts';

/** The eight neighbours in a circle, from the one to the right. */
const ring = [
  [0, 1],
  [1, 1],
  [1, 0],
  [1, -1],
  [0, -1],
  [-1, -1],
  [-1, 0],
  [-1, 1],
] as const;
const regions = 2;

/** The code of each pixel that has eight neighbours, `[26][26]`: bit n says whether neighbour n is at least as dark. */
export function codes(image: Grid): Grid {
  return Array.from({ length: side - 2 }, (_, r) =>
    Array.from({ length: side - 2 }, (_, c) => {
      const middle = image[r + 1]![c + 1]!;
      return ring.reduce(
        (code, [down, right], bit) =>
          code | (Number(image[r + 1 + down]![c + 1 + right]! >= middle) << bit),
        0,
      );
    }),
  );
}

/** How often a code changes between 0 and 1 on its way round. */
const changes = (code: number): number => {
  let count = 0;
  for (let bit = 0; bit < 8; bit++) count += ((code >> bit) ^ (code >> ((bit + 1) % 8))) & 1;
  return count;
};

/** Ojala's uniform patterns: 58 codes that change at most twice have a bin each, all others share the last. */
const uniform = Array.from({ length: 256 }, (_, code) => code).filter((code) => changes(code) <= 2);
const binOf = Array.from({ length: 256 }, (_, code) => {
  const bin = uniform.indexOf(code);
  return bin < 0 ? uniform.length : bin;
});

export const lbp: Feature = {
  label: 'LBP',
  year: 1996,
  by: 'Ojala, Pietikäinen and Harwood',
  idea: 'Compare a pixel with its eight neighbours and write the eight answers as one byte. How often each byte occurs describes the texture.',
  parameters: `Eight neighbours at distance 1, ${uniform.length + 1} uniform patterns, one histogram for each quarter of the image.`,
  maps: (image) => [
    { label: 'code, 0 to 255', offset: 1, values: codes(image), signed: false, end: 255 },
  ],
  vector(image) {
    const all = codes(image);
    const half = (side - 2) / regions;
    const bins = uniform.length + 1;
    const counts = Array<number>(regions * regions * bins).fill(0);
    all.forEach((row, r) => {
      row.forEach((code, c) => {
        const region = Math.floor(r / half) * regions + Math.floor(c / half);
        counts[region * bins + binOf[code]!]! += 1 / (half * half);
      });
    });
    return counts;
  },
};
