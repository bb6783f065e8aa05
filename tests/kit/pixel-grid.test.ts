import { expect, test } from 'vitest';
import { cellAt } from '../../src/kit/cellAt.ts';
import { tonePaths } from '../../src/kit/tones.ts';

test('cells of one tone share one path, and neighbours in a row share a rectangle', () => {
  expect(
    tonePaths(
      [
        [0, 5, 5],
        [5, 0, -2],
      ],
      1,
    ),
  ).toEqual([
    { value: -2, path: 'M2 1h1v1h-1z' },
    { value: 5, path: 'M1 0h2v1h-2zM0 1h1v1h-1z' },
  ]);
});

test('values are rounded to the step, and what rounds to zero is paper', () => {
  expect(tonePaths([[4, 6, 14]], 10)).toEqual([{ value: 10, path: 'M1 0h2v1h-2z' }]);
  expect(tonePaths([[Number.NaN, Infinity]], 1)).toEqual([]);
});

test('an offset moves every cell right and down', () => {
  expect(tonePaths([[3]], 1, 1)).toEqual([{ value: 3, path: 'M1 1h1v1h-1z' }]);
});

test('a point of the screen is in the cell that covers it, and outside in the nearest one', () => {
  const box = { left: 100, top: 50, width: 392, height: 392 };
  expect(cellAt(box, { clientX: 100 + 7 * 14 + 3, clientY: 50 + 5 * 14 + 13 }, 28)).toEqual([5, 7]);
  expect(cellAt(box, { clientX: 0, clientY: 9999 }, 28)).toEqual([27, 0]);
  expect(cellAt(box, { clientX: 492, clientY: 442 }, 28)).toEqual([27, 27]);
});

test('a picture that is no square has its own count along each side', () => {
  const box = { left: 0, top: 0, width: 90, height: 40 };
  expect(cellAt(box, { clientX: 45, clientY: 39 }, 4, 9)).toEqual([3, 4]);
});
