import { expect, test } from 'vitest';
import { median, ratesOf, ratioOf, type Sample } from './statistics.ts';

const sample = (round: number, images: number, seconds: number, cpuSeconds?: number): Sample => ({
  round,
  images,
  seconds,
  cpuSeconds,
});

test('the median is the middle value, or the mean of the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 1, 3, 2])).toBe(2.5);
  expect(() => median([])).toThrow('no median');
});

test('a rate is told in three numbers, by the wall clock and by processor time', () => {
  const samples = [sample(0, 100, 1, 0.5), sample(1, 300, 1, 1), sample(2, 100, 2, 1)];
  expect(ratesOf(samples, 'wall')).toEqual({ median: 100, min: 50, max: 300 });
  expect(ratesOf(samples, 'cpu')).toEqual({ median: 200, min: 100, max: 300 });
});

test('a rate by processor time is absent where nobody tells or nothing was charged', () => {
  expect(ratesOf([sample(0, 100, 1), sample(1, 100, 1, 0)], 'cpu')).toBeUndefined();
  expect(ratesOf([], 'wall')).toBeUndefined();
});

test('a ratio is the median of the ratios within rounds, not the ratio of two medians', () => {
  const ours = [sample(0, 400, 1), sample(1, 100, 1), sample(2, 300, 1)];
  const theirs = [sample(2, 100, 1), sample(0, 100, 1), sample(1, 50, 1)];
  expect(ratioOf(ours, theirs, 'wall')).toEqual({ median: 3, min: 2, max: 4 });
});

test('a ratio counts only rounds in which both were measured', () => {
  const ours = [sample(0, 400, 1), sample(1, 100, 1), sample(2, 900, 1)];
  expect(ratioOf(ours, [sample(1, 50, 1)], 'wall')).toEqual({ median: 2, min: 2, max: 2 });
  expect(ratioOf(ours, [sample(7, 50, 1)], 'wall')).toBeUndefined();
});
