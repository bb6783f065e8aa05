import { expect, test } from 'vitest';
import { combine, constant, cosine, exponential, linear, oneCycle, torchOneCycle } from '#cnn/math';

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
  expect(() => exponential(0, 1)).toThrow('from is 0; it accepts a number above 0.');
  expect(() => oneCycle({ lrMax: 0 })).toThrow('lrMax is 0');
  expect(() => oneCycle({ lrMax: 1, pctStart: 1 })).toThrow('pctStart is 1');
  expect(() => oneCycle({ lrMax: 1, div: 0 })).toThrow('div is 0; it accepts a number above 0.');
});

test('PyTorch’s 1cycle ends exactly on its last rate, and knows what it cannot do', () => {
  const { lr, mom } = torchOneCycle({ maxLr: 0.06, totalSteps: 117 });
  expect(lr(0)).toBeCloseTo(0.0024, 12);
  expect(lr(116 / 117)).toBeCloseTo(0.06 / 25 / 1e4, 12);
  expect(mom(116 / 117)).toBe(0.95);
  const made = (options: object) => () => torchOneCycle({ maxLr: 0.1, totalSteps: 10, ...options });
  expect(made({ maxLr: Number.NaN })).toThrow('maxLr is NaN; it accepts a number above 0.');
  expect(made({ totalSteps: 1 })).toThrow(
    'totalSteps is 1; it accepts a whole number of at least 2.',
  );
  expect(made({ pctStart: 0.6, threePhase: true })).toThrow(
    'pctStart is 0.6; it accepts a share between 0 and 0.5.',
  );
});
