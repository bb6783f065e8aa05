import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('without options everything is measured', () => {
  expect(readOptions([])).toMatchObject({ rounds: 5, only: [], site: true, demand: false });
  expect(readOptions([]).settings).toHaveLength(5);
});

test('quick measures less, and a number of rounds is still heeded', () => {
  expect(readOptions(['--quick']).rounds).toBe(2);
  expect(readOptions(['--quick', '--rounds', '3']).rounds).toBe(3);
});

test.each([
  [['--rounds', '0'], '--rounds is "0"; it accepts a whole number from 1 to 100.'],
  [['--setting', 'b65'], '--setting is "b65"; it accepts b64 BN, b64, b512 BN, b512, b64 BN Adam.'],
  [['--readme', '--only', 'lab'], '--readme writes the whole table'],
])('%j is refused with what it accepts', (given, words) => {
  expect(() => readOptions(given)).toThrow(words);
});
