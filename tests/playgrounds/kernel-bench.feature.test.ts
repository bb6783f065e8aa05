import { expect, test } from 'vitest';
import { random } from '#cnn/math';
import { threesAndSevens } from '#lab/digits';
import {
  bestThreshold,
  featureOf,
  imageAt,
  parting,
  partingsOf,
  scoreOf,
} from '../../src/playgrounds/kernel-bench/feature.ts';
import { chapterBench } from '../../src/playgrounds/kernel-bench/model.ts';

const sets = threesAndSevens();

test('the small set holds 300 and 100 of each digit, and none twice', () => {
  const count = (labels: Uint8Array, digit: number) =>
    labels.filter((label) => label === digit).length;
  expect([3, 7].map((digit) => count(sets.train.labels, digit))).toEqual([300, 300]);
  expect([3, 7].map((digit) => count(sets.valid.labels, digit))).toEqual([100, 100]);
  const all = [sets.train, sets.valid].flatMap((set) =>
    Array.from(set.labels, (_, i) => String(imageAt(set, i))),
  );
  expect(new Set(all).size).toBe(800);
});

test('no other threshold does better than the best one', () => {
  const draw = random(3);
  for (let turn = 0; turn < 200; turn++) {
    const values = Array.from({ length: 12 }, () => draw.integer(8));
    const labels = values.map(() => (draw.integer(2) ? 3 : 7));
    const best = bestThreshold(values, labels);
    const others = [-0.5, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5].flatMap((at) =>
      ([3, 7] as const).map((above) => scoreOf({ at, above }, values, labels)),
    );
    expect(scoreOf(best, values, labels)).toBeCloseTo(best.accuracy, 12);
    // A threshold beyond all values, which says one digit always, may do better; between them none does.
    const inside = others.filter((_, i) => {
      const at = [-0.5, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5][Math.floor(i / 2)]!;
      return at > Math.min(...values) && at < Math.max(...values);
    });
    expect(Math.max(0, ...inside)).toBeLessThanOrEqual(best.accuracy + 1e-12);
  }
});

test('values that are all alike still have a threshold, and it is no better than guessing', () => {
  const { threshold, unseen } = parting(
    { values: [4, 4, 4, 4], labels: [3, 7, 3, 7] },
    { values: [4, 4], labels: [3, 7] },
  );
  expect(threshold.accuracy).toBe(0.5);
  expect(unseen).toBe(0.5);
});

test('the mean response is a mean of the response, with what is negative kept, dropped or turned', () => {
  const image = imageAt(sets.train, 0);
  const [signed, positive, size] = (['signed', 'positive', 'size'] as const).map((mean) =>
    featureOf(image, chapterBench, mean),
  );
  expect(2 * positive! - signed!).toBeCloseTo(size!, 8);
});

test('a level edge parts 3s from 7s better than the mean pixel, on images it has not seen', () => {
  const { pixel, response } = partingsOf(sets, chapterBench, 'positive');
  expect(response.unseen).toBeGreaterThan(pixel.unseen + 0.02);
  for (const { threes, sevens } of [pixel, response]) {
    expect(threes.reduce((sum, n) => sum + n)).toBe(300);
    expect(sevens.reduce((sum, n) => sum + n)).toBe(300);
  }
});
