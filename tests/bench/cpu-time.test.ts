import { expect, test } from 'vitest';
import { parseStat, ticksOfTree } from './cpu-time.ts';

test('a process’s line is read although its name holds brackets and spaces', () => {
  const line = '71 (a (b) c) S 9 71 71 0 -1 4194304 1 2 3 4 250 31 7 8 20 0 5 0 100';
  expect(parseStat(line)).toEqual({ pid: 71, parent: 9, ticks: 281 });
});

test('processor time is summed over a process and all its descendants, in whatever order they are listed', () => {
  const processes = [
    { pid: 4, parent: 3, ticks: 1000 },
    { pid: 3, parent: 2, ticks: 100 },
    { pid: 2, parent: 1, ticks: 10 },
    { pid: 5, parent: 1, ticks: 7 },
  ];
  expect(ticksOfTree(2, processes)).toBe(1110);
});
