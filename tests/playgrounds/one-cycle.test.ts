import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gradedRates, gradeOf } from '../../src/playgrounds/one-cycle/grade.ts';
import {
  between,
  codec,
  curveOf,
  effectiveStep,
  fitsTorch,
  knotsOf,
  memoryOf,
  STEPS,
  shapeOf,
  torchCurve,
} from '../../src/playgrounds/one-cycle/model.ts';
import { outcomeText, verdict } from '../../src/playgrounds/one-cycle/outcome.ts';
import { rivalOf, rivals } from '../../src/playgrounds/one-cycle/rivals.ts';
import {
  momentumHandles,
  placed,
  pulled,
  rateHandles,
  stroked,
} from '../../src/playgrounds/one-cycle/shaping.ts';
import { csvOf, fastaiOf, torchOf } from '../../src/playgrounds/one-cycle/take.ts';
import { fleetOf, lossAt, slopeAt } from '../../src/playgrounds/one-cycle/valley.ts';

const apart = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
const { start } = codec;
const parse = (link: string) => codec.parse(link, start);

/** What PyTorch 1.13 gave when it ran the copied code, step by step, for SGD. */
const torch = JSON.parse(
  readFileSync(new URL('one-cycle.torch.json', import.meta.url), 'utf8'),
) as { link: string; code: string; lrs: number[]; moms: number[] }[];

describe('the schedule', () => {
  test.each(torch)('PyTorch runs the copied code to the same curve: $link', (given) => {
    const { state, problem } = parse(given.link);
    expect(problem).toBeUndefined();
    expect(torchOf(state)).toBe(given.code);
    const { lrs, moms } = curveOf(state);
    expect(given.lrs).toHaveLength(STEPS);
    expect(apart(lrs, given.lrs)).toBeLessThan(1e-9);
    expect(apart(moms, given.moms)).toBeLessThan(1e-9);
  });

  test('OneCycleLR as the package has it draws the same curve, whatever the handles', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        fc.double({ min: 1, max: 100, noNaN: true }),
        fc.double({ min: 100, max: 1e6, noNaN: true }),
        fc.integer({ min: 5, max: 95 }),
        (lrMax, div, divFinal, percent) => {
          const state = { ...start, lrMax, div, divFinal, pctStart: percent / 100 };
          expect(fitsTorch(state)).toBe(true);
          const [ours, theirs] = [curveOf(state), torchCurve(state)];
          expect(apart(ours.lrs, theirs.lrs)).toBeLessThan(1e-9);
          expect(apart(ours.moms, theirs.moms)).toBeLessThan(1e-9);
        },
      ),
      { seed: 31, numRuns: 200 },
    );
  });

  test('fastai gets the handles as the arguments of fit_one_cycle', () => {
    expect(fastaiOf(start)).toContain(
      'learn.fit_one_cycle(1, lr_max=0.06, div=25, div_final=100000, pct_start=0.25,\n                    moms=(0.95, 0.85, 0.95))',
    );
    expect(fastaiOf({ ...start, drawn: [0.1, 0] })).toContain(
      '0.95 - (0.95 - 0.85) * lr(pos) / 0.1',
    );
  });

  test('a drawn line passes through its knots, and its momentum mirrors it', () => {
    const knots = knotsOf(start);
    knots.forEach((knot, i) => {
      expect(between(knots, i / (knots.length - 1))).toBeCloseTo(knot, 12);
    });
    expect(fitsTorch({ ...start, drawn: knots })).toBe(false);
    const { lrs, moms } = curveOf({ ...start, drawn: [0, 0.1, 0] });
    expect(moms[0]).toBe(0.95);
    lrs.forEach((lr, i) => {
      expect(moms[i]).toBeCloseTo(0.95 - lr, 12);
    });
    expect(curveOf({ ...start, drawn: [0, 0] }).moms).toEqual(Array(STEPS).fill(0.95));
  });

  test('at a rate of 0.06 momentum 0.95 moves SGD by 1.2, momentum 0.85 by 0.4', () => {
    expect(effectiveStep(0.06, 0.95)).toBeCloseTo(1.2, 12);
    expect(effectiveStep(0.06, 0.85)).toBeCloseTo(0.4, 12);
    expect(memoryOf(0.95)).toBeCloseTo(20, 12);
    expect(memoryOf(0.85)).toBeCloseTo(20 / 3, 12);
  });

  test('the table as CSV has a line a batch with the exact numbers', () => {
    const lines = csvOf(start).trim().split('\r\n');
    expect(lines).toHaveLength(STEPS + 1);
    expect(lines[1]).toBe(`0,${0.06 / 25},0.95`);
  });
});

describe('a link', () => {
  test.each([
    'lrMax=9',
    'div=0',
    'divFinal=x',
    'pctStart=1',
    'moms=1,2',
    'moms=0.9,0.8,1',
    'linked=maybe',
    'drawn=0.1,-1',
    'drawn=0.1',
    'panel=x',
    'rival=me',
    'kept=0.06_25',
    'kept=0.06_25_1_2_3_4_5',
    'optimizer=lion',
    'seed=-1',
    'pick=2',
    'from=top',
    'noisy=1',
    'step=118',
  ])('that says %s opens the start with a sentence', (link) => {
    const { state, problem } = parse(link);
    expect(state).toEqual(start);
    expect(problem).toMatch(/takes/);
  });

  test('carries a drawn schedule, and one that was kept', () => {
    const kept = shapeOf({ ...start, lrMax: 0.3, drawn: [0.01, 0.3, 0] });
    const state = { ...start, drawn: [0, 0.5, 0.25], rival: 'kept' as const, kept };
    expect(parse(codec.format(state))).toEqual({ state });
  });

  test('that wants a kept rival without one gets the constant rate', () => {
    expect(parse('rival=kept').state.rival).toBe('constant');
  });
});

describe('handles', () => {
  test('every slider place gives a value that stands at that place', () => {
    const all = [...rateHandles(start), ...momentumHandles({ ...start, linked: false })];
    for (const { name, places } of all) {
      for (let place = 0; place <= places; place++) {
        const state = {
          ...start,
          linked: false,
          ...placed({ ...start, linked: false }, name, place),
        };
        const back = [...rateHandles(state), ...momentumHandles(state)];
        expect(back.find((one) => one.name === name)!.place).toBe(place);
      }
    }
  });

  test('whatever is pulled wherever, the state stays one that a link carries', () => {
    const names = ['start', 'peak', 'turn', 'end', 'first', 'lowest', 'last', 'knot 1'];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (name, progress, value, linked) => {
          const before = { ...start, linked, ...(name === 'knot 1' ? { drawn: [0.1, 0.2] } : {}) };
          const state = { ...before, ...pulled(before, name, progress, value) };
          expect(parse(codec.format(state))).toEqual({ state });
        },
      ),
      { seed: 31, numRuns: 300 },
    );
  });

  test('a linked momentum ends where it begins', () => {
    expect(pulled(start, 'first', 0, 0.9).moms).toEqual([0.9, 0.85, 0.9]);
    expect(momentumHandles(start)).toHaveLength(2);
    expect(pulled({ ...start, linked: false }, 'first', 0, 0.9).moms).toEqual([0.9, 0.85, 0.95]);
  });

  test('a stroke sets every knot it passes', () => {
    expect(stroked([0, 0, 0, 0, 0], [0.25, 0.1], [0.75, 0.3])).toEqual([0, 0.1, 0.2, 0.3, 0]);
    expect(stroked([0, 0, 0, 0, 0], [0.75, 0.3], [0.25, 0.1])).toEqual([0, 0.1, 0.2, 0.3, 0]);
    expect(stroked([0, 0], [0.9, 0.4], [0.9, 0.4])).toEqual([0, 0.4]);
  });
});

describe('rivals', () => {
  const own = curveOf(start);

  test.each(rivals)('%s has a rate and a momentum for every batch', (rival) => {
    const { lrs, moms } = rivalOf(rival, own, null);
    expect([lrs.length, moms.length]).toEqual([STEPS, STEPS]);
    expect(Math.max(...lrs)).toBeLessThanOrEqual(Math.max(...own.lrs));
  });

  test('each takes one thing away', () => {
    const peak = own.lrs.indexOf(Math.max(...own.lrs));
    expect(rivalOf('no-warm-up', own, null).lrs.slice(peak)).toEqual(own.lrs.slice(peak));
    expect(rivalOf('no-tail', own, null).lrs.slice(0, peak)).toEqual(own.lrs.slice(0, peak));
    expect(rivalOf('no-tail', own, null).lrs.at(-1)).toBe(own.lrs[peak]);
    expect(rivalOf('steady', own, null)).toEqual({ lrs: own.lrs, moms: Array(STEPS).fill(0.95) });
  });
});

describe('the valley', () => {
  test('its slope is that of its loss', () => {
    for (const weight of [-2.1, -1.4, 0, 1.3, 4]) {
      const measured = (lossAt(weight + 1e-5) - lossAt(weight - 1e-5)) / 2e-5;
      expect(slopeAt(weight)).toBeCloseTo(measured, 6);
    }
  });

  const fleets = (rival: (typeof rivals)[number], from: 'sharp' | 'broad', noise: number) => {
    const mine = curveOf({ ...start, lrMax: 0.2 });
    return [mine, rivalOf(rival, mine, null)].map((curve) => fleetOf(curve, from, noise));
  };

  test('a high rate leaves the sharp minimum, a fifth of it mostly does not', () => {
    const [high, low] = fleets('gentle', 'sharp', 0.5);
    expect(high!.broad).toBeGreaterThanOrEqual(18);
    expect(low!.sharp).toBeGreaterThanOrEqual(14);
  });

  test('annealing brings the balls at least 1.5 times as near to the bottom', () => {
    const [annealed, constant] = fleets('no-tail', 'broad', 0.5);
    expect(annealed!.broad).toBe(20);
    expect(constant!.unrest / annealed!.unrest).toBeGreaterThan(1.5);
  });

  test('momentum that stays high overshoots further', () => {
    const [cycled, steady] = fleets('steady', 'broad', 0);
    expect(steady!.overshoot).toBeGreaterThan(1.5 * cycled!.overshoot);
  });
});

describe('outcomes', () => {
  const ended = (accuracy: number | null) => ({ loss: [[1, 2]] as const, accuracy, over: true });

  test('a race names its winner, and calls a small lead a draw', () => {
    expect(verdict(ended(0.97), ended(0.11))).toBe('Yours wins.');
    expect(verdict(ended(null), ended(0.11))).toBe('The rival wins.');
    expect(verdict(ended(0.97), ended(0.965))).toMatch(/draw/);
    expect(verdict(ended(0.97), { ...ended(null), over: false })).toBe('');
    expect(outcomeText(ended(null))).toMatch(/^broke off after batch 1/);
  });

  test('a pick is graded by its neighbours', () => {
    expect(gradedRates(0.03)).toEqual([0.01, 0.03, 0.09]);
    const grade = (...accuracies: (number | null)[]) => gradeOf(0.03, accuracies.map(ended));
    expect(grade(0.95, 0.97, 0.11)).toMatch(/a good pick, and three times it would have been too/);
    expect(grade(0.95, 0.97, 0.975)).toMatch(/room above/);
    expect(grade(0.6, 0.9, 0.97)).toMatch(/too low\. Three times it got 97 %/);
    expect(grade(0.97, 0.11, null)).toMatch(/too high\. A third of it got 97 %/);
    expect(gradeOf(0.03, [ended(0.9)])).toBe('');
  });
});
