import { expect, test } from 'vitest';
import { combine, constant, cosine, exponential, linear, oneCycle } from '#cnn/math';
import { cases, expectNear } from '../referee.ts';

test('the 1cycle of every step is fastai’s', () => {
  for (const one of cases('schedules', 6, ({ kind }) => kind === 'fastai_one_cycle')) {
    const { lr, mom } = oneCycle({
      lrMax: one.lr_max,
      div: one.div,
      divFinal: one.div_final,
      pctStart: one.pct_start,
      moms: one.moms,
    });
    const steps = Array.from({ length: one.steps }, (_, step) => step / one.steps);
    expectNear(steps.map(lr), one.lr, one.tol, `${one.name}: lr`);
    expectNear(steps.map(mom), one.mom, one.tol, `${one.name}: mom`);
  }
});

test('the other schedule cases are PyTorch’s OneCycleLR, which the package does not offer', () => {
  cases('schedules', 12, ({ kind }) => kind === 'torch_one_cycle');
});

test('the chapter’s 117 steps start at 0.0024, peak at step 29 and end near zero', () => {
  const { lr, mom } = oneCycle({ lrMax: 0.06 });
  expect(lr(0)).toBeCloseTo(0.0024, 10);
  expect(lr(29 / 117)).toBeCloseTo(0.0599896, 7);
  expect(mom(29 / 117)).toBeCloseTo(0.850018, 6);
  expect(lr(116 / 117)).toBeCloseTo(1.98e-5, 7);
  expect(mom(116 / 117)).toBeCloseTo(0.949968, 6);
});

test('simple schedules run from their first value to their last', () => {
  for (const make of [linear, cosine, exponential]) {
    expect(make(0.1, 10)(0)).toBeCloseTo(0.1, 12);
    expect(make(0.1, 10)(1)).toBeCloseTo(10, 12);
  }
  expect(linear(0, 10)(0.3)).toBeCloseTo(3, 12);
  expect(cosine(0, 10)(0.5)).toBeCloseTo(5, 12);
  expect(exponential(1e-4, 1)(0.5)).toBeCloseTo(1e-2, 12);
  expect(constant(0.06)(0.7)).toBe(0.06);
});

test('combined schedules take over exactly at their start, and 1 is the end of the last', () => {
  const schedule = combine([0.25, 0.75], [linear(0, 1), linear(5, 8)]);
  expect(schedule(0.125)).toBeCloseTo(0.5, 12);
  expect(schedule(0.25)).toBe(5);
  expect(schedule(1)).toBe(8);
});

test('impossible schedules are refused with a reason', () => {
  expect(() => combine([0.5, 0.4], [constant(1), constant(2)])).toThrow(
    '2 schedules cannot share training as 0.5, 0.4: give each a share above 0, together 1.',
  );
  expect(() => exponential(0, 1)).toThrow('both ends must be above 0');
  expect(() => oneCycle({ lrMax: 0 })).toThrow('lrMax is 0');
  expect(() => oneCycle({ lrMax: 1, pctStart: 1 })).toThrow('pctStart is 1');
});
