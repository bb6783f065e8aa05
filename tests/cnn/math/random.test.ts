import { expect, test } from 'vitest';
import { random } from '#cnn/math';

test('a seed gives the same numbers on every machine', () => {
  const { uniform } = random(13);
  expect([uniform(), uniform(), uniform()]).toMatchInlineSnapshot(`
    [
      0.610057819634676,
      0.07070767949335277,
      0.8344587527681142,
    ]
  `);
});

test('other seeds and other streams give other numbers', () => {
  const firsts = [random(0), random(1), random(2), random(0, 'weights'), random(0, 'order')].map(
    ({ uniform }) => uniform(),
  );
  expect(new Set(firsts).size).toBe(5);
});

test('uniform numbers fill [0, 1) evenly', () => {
  const { uniform } = random(7);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 100_000; i++) counts[Math.floor(uniform() * 10)]!++;
  // Each tenth expects 10,000 with a standard deviation of 95.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test('shuffling keeps every element, in typed arrays too, and every place can get each', () => {
  const { shuffle } = random(3);
  expect(shuffle(Uint32Array.from([1, 2, 3])).toSorted()).toEqual(Uint32Array.from([1, 2, 3]));
  const seen = new Set(Array.from({ length: 200 }, () => shuffle(['a', 'b', 'c']).join('')));
  expect(seen.size).toBe(6);
});
