import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { netSummary, random, simpleCnnPlan } from '#cnn/math';
import type { GradientCloud } from '#lab';
import { spreadsOf } from '../../src/playgrounds/batch-size/cloud.ts';
import {
  ACTIVATIONS,
  codec,
  costOf,
  costs,
  PARAMETERS,
  timedSteps,
} from '../../src/playgrounds/batch-size/model.ts';
import { sizes } from '../../src/playgrounds/batch-size/points.ts';
import { csvOf, torchOf } from '../../src/playgrounds/batch-size/take.ts';
import { bytesText, secondsText } from '../../src/playgrounds/batch-size/words.ts';

const { start } = codec;

/** Gradients of two weights: means of independent draws around (2, 0), each weight off by 1 an image. */
function madeUp(seed: number): GradientCloud {
  const draws = random(seed, 'made-up');
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - draws.uniform())) * Math.cos(2 * Math.PI * draws.uniform());
  const mean = (size: number) => {
    let [x, y] = [0, 0];
    for (let i = 0; i < size; i++) [x, y] = [x + (2 + normal()) / size, y + normal() / size];
    return { along: x, across: y, length: Math.hypot(x, y), cosine: x / Math.hypot(x, y) };
  };
  return {
    sizes: [...sizes],
    length: 2,
    reference: 1e9,
    clouds: sizes.map((size) => Array.from({ length: 40 }, () => mean(size))),
  };
}

describe('the spread', () => {
  test('of means of independent draws falls as one over the square root of their number', () => {
    for (const { size, measured, predicted } of spreadsOf(madeUp(3))) {
      // Two weights, each with a variance of 1 an image.
      expect(measured).toBeGreaterThan(0.8 * Math.sqrt(2 / size));
      expect(measured).toBeLessThan(1.2 * Math.sqrt(2 / size));
      expect(predicted).toBeCloseTo(Math.sqrt(2 / size), 1);
    }
  });

  test('counts every direction, not only the two that are drawn', () => {
    // Length 3 along 2: the rest of it, √5, lies in other directions; the large batch is 2 long.
    const one = { along: 2, across: 0, length: 3, cosine: 2 / 3 };
    const [spread] = spreadsOf({ sizes: [8], length: 2, reference: 64, clouds: [[one, one]] });
    expect(spread!.measured).toBeCloseTo(Math.sqrt(5), 12);
    expect(spread!.angle).toBeCloseTo(48.19, 2);
  });
});

describe('the budget', () => {
  test('one pass is 937 updates in batches of 64 and 117 in batches of 512', () => {
    expect(costOf(64, 1).updates).toBe(937);
    expect(costOf(512, 1).updates).toBe(117);
    expect(costOf(512, 5).updates).toBe(585);
  });

  test('memory counts the image, five convolutions and four ReLUs, and the weights four times', () => {
    const maps = 14 * 14 * 8 + 7 * 7 * 16 + 4 * 4 * 32 + 2 * 2 * 64;
    expect(ACTIVATIONS).toBe(784 + 2 * maps + 10);
    expect(PARAMETERS).toBe(
      netSummary(simpleCnnPlan()).reduce((sum, { parameters }) => sum + parameters.total, 0),
    );
    expect(costOf(8, 1).memory).toBe(4 * (8 * ACTIVATIONS + 4 * PARAMETERS));
  });

  test('whatever the budget, twice the batch is half the updates and as many multiplications', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), (epochs) => {
        const rows = costs(epochs);
        for (const [i, row] of rows.slice(1).entries()) {
          const before = rows[i]!;
          expect(row.updates).toBeLessThanOrEqual(before.updates / 2);
          expect(row.updates).toBeGreaterThan(before.updates / 2 - epochs);
          expect(row.memory).toBeGreaterThan(before.memory);
          expect(row.multiplications / before.multiplications).toBeGreaterThan(0.99);
          expect(row.images).toBeLessThanOrEqual(epochs * 60_000);
        }
      }),
      { seed: 29 },
    );
  });

  test('a size is timed over a thousand images or four batches', () => {
    expect(timedSteps(8)).toBe(128);
    expect(timedSteps(512)).toBe(4);
  });
});

test.each(['size=9', 'size=64px', 'beside=0', 'point=end', 'epochs=21', 'lit=32', 'seed=x', 'b=1'])(
  'the bad link %s opens the start with a sentence',
  (link) => {
    const { state, problem } = codec.parse(link, start);
    expect(state).toEqual(start);
    expect(problem).toMatch(/The figure shows its starting state instead\.$/);
  },
);

test('a link carries every part', () => {
  const state = {
    ...start,
    size: 8,
    beside: 256,
    point: 'late',
    epochs: 20,
    lit: 31,
    seed: 7,
  } as const;
  expect(codec.parse(codec.format(state), start)).toEqual({ state });
});

test('the numbers can be taken along: a line a size, and code for PyTorch', () => {
  const lines = csvOf(madeUp(1), 1).trim().split('\r\n');
  expect(lines).toHaveLength(sizes.length + 1);
  expect(lines[4]).toMatch(/^64,0\.\d+,0\.\d+,\d+\.\d+,937,\d+,\d+$/);
  expect(torchOf()).toContain('for size in (8, 16, 32, 64, 128, 256, 512):');
});

test('bytes and seconds read as people write them', () => {
  expect(bytesText(650_000)).toBe('650 kB');
  expect(bytesText(16_400_000)).toBe('16.4 MB');
  expect(secondsText(9.61)).toBe('9.6 s');
  expect(secondsText(150)).toBe('2.5 min');
});
