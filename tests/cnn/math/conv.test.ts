import { expect, test } from 'vitest';
import { conv2dGrid, convOutputSize } from '#cnn/math';

const oneTo49 = Array.from({ length: 7 }, (_, r) =>
  Array.from({ length: 7 }, (_, c) => 7 * r + c + 1),
);
const tenths = [
  [0.1, 0.2, 0.3],
  [0.4, 0.5, 0.6],
  [0.7, 0.8, 0.9],
];

test('the chapter’s drawing of a kernel on a 7 by 7 grid gives 94.2 at cell 18', () => {
  const y = conv2dGrid(oneTo49, tenths);
  expect([y.length, y[0]?.length]).toEqual([5, 5]);
  // Cell 18 is row 2, column 3; without padding the outputs start one cell in.
  expect(y[1]?.[2]).toBeCloseTo(94.2, 10);
});

test('flipping the kernel gives the convolution of mathematics', () => {
  const impulse = [
    [0, 0, 0],
    [0, 1, 0],
    [0, 0, 0],
  ];
  expect(conv2dGrid(impulse, tenths, { padding: 1, flip: true })).toEqual(tenths);
  expect(conv2dGrid(impulse, tenths, { padding: 1 })).toEqual([
    [0.9, 0.8, 0.7],
    [0.6, 0.5, 0.4],
    [0.3, 0.2, 0.1],
  ]);
});

test('output sizes follow the chapter’s examples', () => {
  expect(convOutputSize(28, { kernel: 3 })).toBe(26);
  expect(convOutputSize(28, { kernel: 3, padding: 1 })).toBe(28);
  expect(convOutputSize(28, { kernel: 5, stride: 2, padding: 2 })).toBe(14);
  expect(convOutputSize(5, { kernel: 4, padding: 2 })).toBe(6);
  expect(convOutputSize(5, { kernel: 3, stride: 2, padding: 1 })).toBe(3);
});

test('what does not fit is said in a sentence', () => {
  expect(() => convOutputSize(4, { kernel: 5 })).toThrow(
    'The kernel reaches over 5 pixels, but the padded image has only 4 (size 4, padding 0). ' +
      'Use a smaller kernel or more padding.',
  );
  expect(() => convOutputSize(28, { kernel: 3, stride: 0 })).toThrow(
    'stride is 0; it accepts a whole number of at least 1.',
  );
  expect(() => conv2dGrid([[1, 2], [3]], [[1]])).toThrow(
    'Row 1 of the image has 1 numbers, row 0 has 2. All rows need the same length.',
  );
  expect(() => conv2dGrid([[1]], [])).toThrow('The kernel is empty.');
});
