import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claimOf } from '#claims';
import { cosine, netSummary, simpleCnnPlan } from '#cnn/math';
import { ROOT } from '../house/imports.ts';

const value = (id: string) => {
  const computed = claimOf(id).compute();
  return typeof computed === 'number' ? [computed] : computed;
};

test('errata E8: the page on batch norm gives the figure of the abstract, with the paper as its source', () => {
  const page = readFileSync(
    join(ROOT, 'content/questions/40-batch-norm-generalization.mdx'),
    'utf8',
  );
  expect(page).toMatch(/14 times\s+fewer steps/);
  expect(page).toContain('https://arxiv.org/abs/1502.03167');
});

test('errata E12: both orders of norm and ReLU have 30,542 parameters and reach accuracies within their spread', () => {
  for (const normPlace of ['after', 'before'] as const) {
    const rows = netSummary(simpleCnnPlan({ norm: 'batch', normPlace }));
    expect(rows.reduce((sum, row) => sum + row.parameters.total, 0)).toBe(30_542);
    const names = rows.map(({ layer }) => layer.name);
    expect(names.indexOf('bn1') > names.indexOf('relu1')).toBe(normPlace === 'after');
  }
  const [after, before] = [value('here-batch'), value('here-before')];
  expect(Math.abs(after[0]! - before[0]!)).toBeLessThan(after[1]! + before[1]!);
});

test('errata C5: at a constant 0.06 some seeds are stuck and some are not', () => {
  const [stuck, seeds] = value('torch-c-stuck') as [number, number];
  expect(stuck).toBeGreaterThan(0);
  expect(stuck).toBeLessThan(seeds);
  expect(value('torch-c-best')[0]).toBeGreaterThan(0.9);
});

/** Steps down a slope with a learning rate for each; the last place. */
function descend(slope: (w: number) => number, start: number, rates: readonly number[]): number {
  return rates.reduce((w, rate) => w - rate * slope(w), start);
}

test('errata C6: an annealed descent settles in the nearer valley, not in the deeper one', () => {
  // Bottoms near −1 and 1, the one near −1 deeper.
  const height = (w: number) => (w * w - 1) ** 2 + 0.3 * w;
  const slope = (w: number) => 4 * w * (w * w - 1) + 0.3;
  const annealed = cosine(0.05, 0);
  const rates = Array.from({ length: 400 }, (_, t) => annealed(t / 400));
  const [right, left] = [descend(slope, 1.3, rates), descend(slope, -1.3, rates)];
  expect(slope(right)).toBeCloseTo(0, 3);
  expect(right).toBeGreaterThan(0.9);
  expect(height(right)).toBeGreaterThan(height(left) + 0.5);
});

test('errata C7: a rate of 0.06 leaves a valley of curvature 34 and stays in one of 33', () => {
  const rates = Array(200).fill(0.06);
  const end = (curvature: number) => Math.abs(descend((w) => curvature * w, 1, rates));
  expect(end(33)).toBeLessThan(1);
  expect(end(34)).toBeGreaterThan(1);
});

test('errata C9: with batches of 512 many seeds are stuck as well', () => {
  const [stuck, seeds] = value('torch-c-stuck') as [number, number];
  expect(stuck / seeds).toBeGreaterThan(0.25);
  expect(value('book-b-accuracy')).toEqual(value('book-c-accuracy'));
});

test('errata C10: batch norm lowers the training loss as well as the error', () => {
  expect(value('torch-e-train-loss')[0]).toBeLessThan(value('torch-d-train-loss')[0]!);
  expect(value('torch-e-accuracy')[0]).toBeGreaterThan(value('torch-d-accuracy')[0]!);
});
