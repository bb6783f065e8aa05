import { describe, expect, test } from 'vitest';
import {
  between,
  codec,
  curveOf,
  effectiveStep,
  fitsTorch,
  knotsOf,
  memoryOf,
  STEPS,
  torchCurve,
} from '../../src/playgrounds/one-cycle/model.ts';
import { descend, endsIn, lossAt, slopeAt } from '../../src/playgrounds/one-cycle/valley.ts';

const apart = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

describe('the schedule', () => {
  test.each([
    {},
    { lrMax: 0.3, div: 10, divFinal: 1000, pctStart: 0.4 },
    { lrMax: 0.001, div: 1, divFinal: 1, pctStart: 0.05, moms: [0.9, 0.5, 0.9] },
    { lrMax: 0.5, div: 100, divFinal: 1e6, pctStart: 0.95 },
  ])('OneCycleLR with the copied arguments draws the same curve: %j', (part) => {
    const state = { ...codec.start, ...part };
    expect(fitsTorch(state)).toBe(true);
    const [ours, torch] = [curveOf(state), torchCurve(state)];
    expect(ours.lrs).toHaveLength(STEPS);
    expect(apart(ours.lrs, torch.lrs)).toBeLessThan(1e-9);
    expect(apart(ours.moms, torch.moms)).toBeLessThan(1e-9);
  });

  test('a drawn line passes through its knots', () => {
    const knots = knotsOf(codec.start);
    knots.forEach((knot, i) => {
      expect(between(knots, i / (knots.length - 1))).toBeCloseTo(knot, 12);
    });
    expect(fitsTorch({ ...codec.start, drawn: knots })).toBe(false);
  });

  test('at a rate of 0.06 momentum 0.95 moves SGD by 1.2, momentum 0.85 by 0.4', () => {
    expect(effectiveStep(0.06, 0.95)).toBeCloseTo(1.2, 12);
    expect(effectiveStep(0.06, 0.85)).toBeCloseTo(0.4, 12);
    expect(memoryOf(0.95)).toBeCloseTo(20, 12);
    expect(memoryOf(0.85)).toBeCloseTo(20 / 3, 12);
  });

  test.each(['lrMax=9', 'div=0', 'pctStart=1', 'moms=1,2', 'drawn=0.1,-1', 'panel=x'])(
    'the bad link %s opens the start with a sentence',
    (link) => {
      const { state, problem } = codec.parse(link, codec.start);
      expect(state).toEqual(codec.start);
      expect(problem).toMatch(/takes/);
    },
  );
});

describe('the valley', () => {
  test('its slope is that of its loss', () => {
    for (const weight of [-2.1, -1.4, 0, 1.3, 4]) {
      const measured = (lossAt(weight + 1e-5) - lossAt(weight - 1e-5)) / 2e-5;
      expect(slopeAt(weight)).toBeCloseTo(measured, 6);
    }
  });

  test('a low rate ends in the sharp minimum, a high one in the broad one', () => {
    const still = { mom: 0.85, annealed: true, noise: 0 };
    expect(endsIn(descend({ ...still, lr: 0.06 }))).toBe('sharp');
    expect(endsIn(descend({ ...still, lr: 0.3 }))).toBe('broad');
  });
});
