import { expect, test } from 'vitest';
import { summarize } from '#cnn/math';
import { cases, expectNear } from '../referee.ts';

test('mean, spread, share near zero and histogram are those of fastai’s ActivationStats', () => {
  for (const one of cases('activation_stats', 4, ({ kind }) => kind === undefined)) {
    one.batches.forEach((values: number[], batch: number) => {
      const { mean, std, nearZero, histogram } = summarize(Float32Array.from(values));
      const want = one.stats[batch];
      const got = [mean, std, nearZero];
      expectNear(got, [want.mean, want.std, want.near_zero], one.tol, `${one.name}: ${batch}`);
      expect(histogram).toEqual(one.hist[batch]);
    });
  }
});

test('a single value has no spread, and no values are refused', () => {
  expect(summarize([3]).std).toBe(0);
  expect(() => summarize([])).toThrow('There are no values to summarize.');
});
