import { expect, test } from 'vitest';
import { random } from '#cnn/math';
import {
  type ChallengeName,
  challengeNames,
  judge,
} from '../../src/playgrounds/kernel-bench/challenges.ts';
import { presets, presetsOf, withSide } from '../../src/playgrounds/kernel-bench/kernels.ts';

const as = (kernel: readonly number[], bias = 0, flip = false) => ({ kernel, bias, flip });
const kernelOf = (name: string) => presets.find((preset) => preset.name === name)!.kernel;
const solves = (goal: ChallengeName, kernel: readonly number[]) => judge(goal, as(kernel)).solved;

const bottomMinusTop = [-1, -1, -1, 0, 0, 0, 1, 1, 1];
const belowMinusCentre = [0, 0, 0, -1, -1, -1, 1, 1, 1];
const centreMinusAbove = [-1, -1, -1, 1, 1, 1, 0, 0, 0];

test('both accepted top edge kernels solve it, and the verdict says where each answers', () => {
  expect(judge('top-edge', as(bottomMinusTop))).toMatchObject({
    solved: true,
    why: expect.stringContaining('on the last row of paper and on the first row of ink'),
  });
  expect(judge('top-edge', as(belowMinusCentre)).why).toContain(
    'with its centre on the last row of paper.',
  );
  expect(judge('top-edge', as(centreMinusAbove)).why).toContain(
    'with its centre on the first row of ink.',
  );
});

test.each([
  ['Sobel’s', [-1, -2, -1, 0, 0, 0, 1, 2, 1]],
  ['one of a single column', [0, -1, 0, 0, 0, 0, 0, 1, 0]],
  ['one five times louder', bottomMinusTop.map((weight) => 5 * weight)],
  ['one of side 2', [-1, -1, 1, 1]],
  ['one of side 7', presetsOf(7).find(({ name }) => name === 'top-edge')!.kernel],
])('%s is a top edge kernel too', (_, kernel) => {
  expect(solves('top-edge', kernel)).toBe(true);
});

test.each([
  ['turned over', bottomMinusTop.map((weight) => -weight), /on a top edge it gives −765 to 0/],
  ['that answers to left edges as well', [-2, -1, 0, -1, 0, 1, 0, 1, 2], /on a left edge it gives/],
  [
    'that is not silent on flat ink',
    [-1, -1, -1, 0, 0, 0, 1, 1, 2],
    /on flat ink|on a bottom edge/,
  ],
  ['of zeros', Array(9).fill(0), /on a top edge it gives 0 everywhere/],
])('a kernel %s is not one, and the verdict says what went wrong', (_, kernel, why) => {
  const verdict = judge('top-edge', as(kernel as number[]));
  expect(verdict.solved).toBe(false);
  expect(verdict.why).toMatch(why);
});

test.each([
  ['bottom-edge', 'bottom-edge'],
  ['left-edge', 'left-edge'],
  ['right-edge', 'right-edge'],
  ['rising-line', 'diagonal-1'],
  ['falling-line', 'diagonal-2'],
  ['blur', 'blur'],
  ['sharpen', 'sharpen'],
  ['identity', 'identity'],
] as const)('%s is solved by its preset and by no other one', (goal, name) => {
  const solving = presets.filter(({ kernel }) => solves(goal, kernel)).map((preset) => preset.name);
  expect(solving).toEqual([name]);
});

test('a bias spoils what should be silent, and a turned kernel is judged turned', () => {
  expect(judge('top-edge', as(bottomMinusTop, 1)).solved).toBe(false);
  expect(judge('bottom-edge', as(bottomMinusTop, 0, true)).solved).toBe(true);
});

test('blur takes any shares that add up to 1, of any side', () => {
  expect(
    solves(
      'blur',
      [1, 2, 1, 2, 4, 2, 1, 2, 1].map((weight) => weight / 16),
    ),
  ).toBe(true);
  expect(solves('blur', presetsOf(5).find(({ name }) => name === 'blur')!.kernel)).toBe(true);
  expect(solves('blur', withSide(kernelOf('identity'), 3))).toBe(false);
});

test('only zeros answer 0 to every image', () => {
  expect(solves('zero', Array(9).fill(0))).toBe(true);
  expect(judge('zero', as(Array(9).fill(0), 3)).solved).toBe(false);
  const draw = random(5);
  for (let turn = 0; turn < 50; turn++) {
    const kernel = Array.from({ length: 9 }, () => draw.integer(7) - 3);
    expect(solves('zero', kernel)).toBe(kernel.every((weight) => weight === 0));
  }
});

test('every challenge judges every kernel with whole sentences', () => {
  for (const goal of challengeNames) {
    for (const { kernel } of [1, 2, 3, 4, 7].flatMap(presetsOf)) {
      const { why, findings } = judge(goal, as(kernel));
      expect(why).toMatch(/\.$/);
      expect(why).not.toMatch(/undefined|NaN/);
      expect(findings.length).toBeGreaterThan(1);
    }
  }
});
