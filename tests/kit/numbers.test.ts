import { expect, test } from 'vitest';
import { forEye, readNumber, writeNumber } from '#kit/state';
import { numberProblem } from '../../src/kit/NumberField.tsx';
import { walk } from '../../src/kit/walk.ts';

test.each([
  ['−1', -1],
  ['0,5', 0.5],
  ['1/9', 1 / 9],
  [' +.25 ', 0.25],
  ['1e-3', 0.001],
])('%s is read as a number', (text, value) => {
  expect(readNumber(text, 100)).toBe(value);
  expect(readNumber(writeNumber(value), 100)).toBe(value);
});

test.each(['', 'NaN', '1e309', '１２', '1,2,3', '1/0', '--1', '0x10'])(
  '%s is refused with a sentence',
  (text) => {
    expect(() => readNumber(text, 100)).toThrow(/Type a number from −100 to 100/);
    expect(numberProblem(text, { min: -100, max: 100 })).toMatch(
      /It takes a number from −100 to 100\.$/,
    );
  },
);

test('numbers for the eye have a true minus and commas between thousands', () => {
  expect([-6722, 529984, 0.126, -0.001, 999].map((value) => forEye(value))).toEqual([
    '−6,722',
    '529,984',
    '0.13',
    '0',
    '999',
  ]);
});

test('keys walk a grid and stop at its edges', () => {
  const press = (key: string, ctrlKey = false) => walk({ key, ctrlKey }, [1, 1], 3, 4);
  expect(press('ArrowUp')).toEqual([0, 1]);
  expect(press('PageDown')).toEqual([2, 1]);
  expect(press('End')).toEqual([1, 3]);
  expect(press('End', true)).toEqual([2, 3]);
  expect(press('Home', true)).toEqual([0, 0]);
  expect(press('x')).toBeNull();
});
