import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conv2dGrid, type Grid, type PaddingMode, padGrid, pixelAt } from '#cnn/math';

const four = [
  [1, 2],
  [3, 4],
];
const nine = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
];
const modes: PaddingMode[] = ['zeros', 'reflect', 'replicate'];

test('a ring of zeros goes round, corners too', () => {
  expect(padGrid(four, 1)).toEqual([
    [0, 0, 0, 0],
    [0, 1, 2, 0],
    [0, 3, 4, 0],
    [0, 0, 0, 0],
  ]);
});

test('reflection mirrors at the edge pixel and does not repeat it', () => {
  expect(padGrid(four, 1, 'reflect')).toEqual([
    [4, 3, 4, 3],
    [2, 1, 2, 1],
    [4, 3, 4, 3],
    [2, 1, 2, 1],
  ]);
  expect(padGrid(nine, 2, 'reflect')[0]).toEqual([9, 8, 7, 8, 9, 8, 7]);
  expect(padGrid(nine, 2, 'reflect')[3]).toEqual([6, 5, 4, 5, 6, 5, 4]);
});

test('replication repeats the edge pixel, a corner in both directions', () => {
  expect(padGrid(four, 2, 'replicate')).toEqual([
    [1, 1, 1, 2, 2, 2],
    [1, 1, 1, 2, 2, 2],
    [1, 1, 1, 2, 2, 2],
    [3, 3, 3, 4, 4, 4],
    [3, 3, 3, 4, 4, 4],
    [3, 3, 3, 4, 4, 4],
  ]);
});

test('reflection by as much as the image is wide is refused, by one less it is done', () => {
  expect(() => padGrid(four, 2, 'reflect')).toThrow(
    'Reflection has no pixel for position -2 of an image of 2: its padding must be less than the size, so at most 1.',
  );
  expect(padGrid(nine, 2, 'reflect')).toHaveLength(7);
  expect(() => padGrid([[5]], 1, 'reflect')).toThrow(RangeError);
  expect(padGrid([[5]], 3, 'replicate').flat()).toEqual(Array(49).fill(5));
});

test('padding that is no whole number is refused', () => {
  expect(() => padGrid(four, -1)).toThrow(
    'padding is -1; it accepts a whole number of at least 0.',
  );
  expect(() => padGrid(four, 0.5)).toThrow(RangeError);
});

const image = fc
  .tuple(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 2, max: 7 }))
  .chain(([rows, columns]) => {
    const row = fc.array(fc.integer({ min: -9, max: 9 }), {
      minLength: columns,
      maxLength: columns,
    });
    return fc.array(row, { minLength: rows, maxLength: rows });
  });
const mirrored = (grid: Grid): Grid => grid.map((row) => row.toReversed());
const turned = (grid: Grid): Grid => mirrored(grid).toReversed();

test('padding and mirroring may change places, in every mode', () => {
  fc.assert(
    fc.property(image, fc.constantFrom(...modes), fc.nat(6), (grid, mode, wanted) => {
      const padding = Math.min(wanted, Math.min(grid.length, grid[0]!.length) - 1);
      const padded = padGrid(grid, padding, mode);
      expect(padGrid(mirrored(grid), padding, mode)).toEqual(mirrored(padded));
      expect(padGrid(turned(grid), padding, mode)).toEqual(turned(padded));
      expect(
        padded
          .slice(padding, padding + grid.length)
          .map((row) => row.slice(padding, row.length - padding)),
      ).toEqual(grid);
    }),
    { seed: 13, numRuns: 300 },
  );
});

test('a pixel outside stands for the nearest one, or for its mirror image about the edge pixel', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 1, max: 29 }), (size, far) => {
      const out = Math.min(far, size - 1);
      expect(pixelAt(-out, size, 'reflect')).toBe(out);
      expect(pixelAt(size - 1 + out, size, 'reflect')).toBe(size - 1 - out);
      expect(pixelAt(-out, size, 'replicate')).toBe(0);
      expect(pixelAt(size - 1 + out, size, 'replicate')).toBe(size - 1);
      expect(pixelAt(-out, size, 'zeros')).toBe(-1);
    }),
    { seed: 13 },
  );
});

test('a convolution in any mode is one without padding on the padded image', () => {
  fc.assert(
    fc.property(
      image,
      fc.constantFrom(...modes),
      fc.nat(3),
      fc.integer({ min: 1, max: 3 }),
      (grid, paddingMode, wanted, stride) => {
        const padding = Math.min(wanted, Math.min(grid.length, grid[0]!.length) - 1);
        const kernel = [
          [1, -2],
          [3, 4],
        ];
        expect(conv2dGrid(grid, kernel, { padding, paddingMode, stride })).toEqual(
          conv2dGrid(padGrid(grid, padding, paddingMode), kernel, { stride }),
        );
      },
    ),
    { seed: 13, numRuns: 200 },
  );
});

test('an image of one value has no edge where padding repeats or mirrors it, and has one at zeros', () => {
  const flat = Array.from({ length: 5 }, () => Array(5).fill(255));
  const topEdge = [
    [-1, -1, -1],
    [0, 0, 0],
    [1, 1, 1],
  ];
  for (const paddingMode of ['reflect', 'replicate'] as const)
    expect(
      conv2dGrid(flat, topEdge, { padding: 1, paddingMode })
        .flat()
        .every((y) => y === 0),
    ).toBe(true);
  expect(conv2dGrid(flat, topEdge, { padding: 1 })[0]).toEqual([510, 765, 765, 765, 510]);
});

test('dilation spreads the kernel’s cells over the image', () => {
  const corners = [
    [1, 1],
    [1, 1],
  ];
  expect(conv2dGrid(nine, corners, { dilation: 2 })).toEqual([[1 + 3 + 7 + 9]]);
  expect(() => conv2dGrid(nine, corners, { dilation: 3 })).toThrow(
    'The kernel reaches over 4 pixels',
  );
});
