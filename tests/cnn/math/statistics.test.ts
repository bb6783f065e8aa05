import { expect, test } from 'vitest';
import { colorDim, summarize } from '#cnn/math';

test('a single value has no spread, and no values are refused', () => {
  expect(summarize([3]).std).toBe(0);
  expect(() => summarize([])).toThrow('There are no values to summarize.');
});

test('a value on the edge of a bin belongs to the bin above it, and 10 to the last', () => {
  for (let bin = 0; bin < 40; bin++) {
    expect(summarize([bin / 4]).histogram.indexOf(1), `${bin / 4}`).toBe(bin);
  }
  expect(summarize([10]).histogram[39]).toBe(1);
  expect(summarize([-0.001, 10.001]).histogram).toEqual(new Array(40).fill(0));
});

test('the colourful dimension is log(1 + count), bins as rows, batches as columns', () => {
  expect(
    colorDim([
      [0, 3],
      [1, 0],
      [7, 0],
    ]),
  ).toEqual([
    [0, Math.log(2), Math.log(8)],
    [Math.log(4), 0, 0],
  ]);
  expect(colorDim([])).toEqual([]);
  expect(() => colorDim([[1], [1, 2]])).toThrow('Histogram 1 has 2 bins, histogram 0 has 1.');
  expect(() => summarize([1], { bins: 0 })).toThrow('A histogram of 0 bins from 0 to 10');
});
