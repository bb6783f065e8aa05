import { expect, test } from 'vitest';
import {
  confusionMatrix,
  conv2dGrid,
  convMatrix,
  filledMatrix,
  matrixProduct,
  minimum,
  mostConfused,
  slide,
  smoothing,
  steep,
  usedPart,
  valley,
} from '#cnn/math';

test('a convolution and its matrix give the same', () => {
  const image = [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
    [9, 8, 7, 6],
  ];
  const kernel = [
    [1, -2],
    [3, 4],
  ];
  const matrix = convMatrix({ size: [3, 4], kernel: 2, padding: 1, stride: 2 });
  const want = conv2dGrid(image, kernel, { padding: 1, stride: 2 }).flat();
  expect(matrixProduct(matrix, kernel.flat(), image.flat())).toEqual(want);
  expect(filledMatrix(matrix, kernel.flat())).toHaveLength(6);
});

test('the chapter’s matrix of a 2 by 2 kernel on 3 by 3 pixels has 16 entries, 4 of them different', () => {
  const { rows, columns, entries } = convMatrix({ size: [3, 3], kernel: 2 });
  expect([rows, columns, entries.length]).toEqual([4, 9, 16]);
  expect(new Set(entries.map(([, , weight]) => weight)).size).toBe(4);
});

test('a matrix refuses images and weights of another size', () => {
  const matrix = convMatrix({ size: [3, 3], kernel: 2 });
  expect(() => matrixProduct(matrix, [1, 2, 3, 4], [1])).toThrow(
    'The image has 1 numbers; the matrix takes 9.',
  );
  expect(() => filledMatrix(matrix, [1, 2])).toThrow(
    'There are 2 weights; the matrix names weight 2.',
  );
  expect(() => convMatrix({ size: [3, 3], kernel: 2, outChannels: 0 })).toThrow(
    'outChannels is 0;',
  );
});

test('the confusion matrix counts truths down and answers across', () => {
  const counts = confusionMatrix([0, 1, 2, 2, 2], [0, 2, 2, 1, 1], 3);
  expect(counts).toEqual([
    [1, 0, 0],
    [0, 0, 1],
    [0, 2, 1],
  ]);
  expect(mostConfused(counts)).toEqual([
    { truth: 2, answer: 1, count: 2 },
    { truth: 1, answer: 2, count: 1 },
  ]);
  expect(() => confusionMatrix([0], [])).toThrow('There are 1 true classes and 0 answers.');
  expect(() => confusionMatrix([0], [10])).toThrow(
    'answers[0] is 10; a class is a whole number from 0 to 9.',
  );
});

test('a smoothed loss starts at the first loss, and follows slowly', () => {
  const smooth = smoothing(0.5);
  expect([4, 2, 2].map(smooth)).toEqual([4, 8 / 3, 16 / 7]);
});

test('the used part of a search loses its first tenth, its last five and all behind a NaN', () => {
  const losses = Array.from({ length: 30 }, (_, i) => i);
  const curve = { lrs: losses, losses };
  expect(usedPart(curve, 30).losses).toEqual(losses.slice(3, 25));
  losses[20] = Number.NaN;
  expect(usedPart(curve, 30).lrs).toEqual(losses.slice(3, 20));
});

test('a curve that is too short or not in step is refused', () => {
  const short = { lrs: [1, 2], losses: [2, 1] };
  expect(valley(short)).toMatchObject({ lr: 2, start: -1, end: 1, index: -1 });
  expect(minimum(short)).toEqual({ lr: 0.2, index: 1 });
  expect(steep(short).index).toBe(0);
  expect(() => slide(short)).toThrow(
    'The curve has 2 learning rates and 2 losses; a suggestion needs as many of one as of the other, at least 16',
  );
  expect(() => valley({ lrs: [1], losses: [] })).toThrow(
    'The curve has 1 learning rates and 0 losses',
  );
});
