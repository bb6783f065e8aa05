import { describe, expect, test } from 'vitest';
import { amount, numbers, oneOf, optional, stateCodec, whole, yesNo } from '#kit/state';

interface Rink {
  size: number;
  rate: number;
  mode: 'zeros' | 'reflect';
  flip: boolean;
  kernel: readonly number[];
  cell: number | null;
}
const start: Rink = {
  size: 5,
  rate: 0.1,
  mode: 'zeros',
  flip: false,
  kernel: [1, 2, 3],
  cell: null,
};
const codec = stateCodec<Rink>({
  tag: 'Rink',
  id: 'rink',
  fields: {
    size: whole(1, 9),
    rate: amount(0, 10),
    mode: oneOf(['zeros', 'reflect']),
    flip: yesNo,
    kernel: numbers(3, 3, 100),
    cell: optional(whole(0, 8)),
  },
  start,
});

test('a state that was written is read back as it was, fractions and signs included', () => {
  const state: Rink = {
    size: 9,
    rate: 1e-3,
    mode: 'reflect',
    flip: true,
    kernel: [-1, 1 / 9, 0.25],
    cell: 4,
  };
  expect(codec.format(state)).toBe(
    'size=9&rate=0.001&mode=reflect&flip=yes&kernel=-1,1/9,0.25&cell=4',
  );
  expect(codec.parse(codec.format(state), start)).toEqual({ state });
});

test('a link carries what differs from the start, and from the start of its figure', () => {
  expect(codec.format(start)).toBe('');
  const figure = { ...start, size: 7 };
  expect(codec.format({ ...figure, size: 5 }, figure)).toBe('size=5');
  expect(codec.parse('size=5', figure).state.size).toBe(5);
});

describe('a bad link gives the starting state and a sentence', () => {
  test.each([
    ['size=10', '“size” is “10”; it takes a whole number from 1 to 9'],
    ['size=', '“size” is “”'],
    ['size=1e999', '“size”'],
    ['rate=NaN', '“rate” is “NaN”; it takes a number from 0 to 10'],
    ['rate=-1', '“rate”'],
    ['mode=wrap', 'it takes one of zeros, reflect'],
    ['mode=__proto__', '“mode”'],
    ['flip=1', 'it takes yes or no'],
    ['kernel=1,2', 'it takes 3 numbers from −100 to 100'],
    ['kernel=1,2,x', '“kernel”'],
    ['cell=9', '“cell”'],
    ['__proto__=1', 'a part “__proto__”, which is not one of size'],
    ['size=1&size=2', 'the part “size” twice'],
    ['<script>', 'a part “<script>”'],
    ['size=%E0%A4%A', '“size”'],
    ['x'.repeat(5000), 'longer than'],
  ])('%s', (text, says) => {
    const { state, problem } = codec.parse(text, start);
    expect(state).toEqual(start);
    expect(problem).toContain(says);
  });
});

test('a tag names what it was given and what it accepts', () => {
  expect(codec.startFrom({ size: 3, kernel: '0,0,1' })).toEqual({
    start: { ...start, size: 3, kernel: [0, 0, 1] },
    id: 'rink',
  });
  expect(codec.startFrom({ id: 'rink-two' }).id).toBe('rink-two');
  expect(() => codec.startFrom({ sise: 3 })).toThrow(
    'there is no attribute sise; it accepts size, rate',
  );
  expect(() => codec.startFrom({ size: 30 })).toThrow(
    'attribute size is 30; it accepts a whole number from 1 to 9',
  );
  expect(() => codec.startFrom({ size: true })).toThrow('a text in quotes or a plain number');
  expect(() => codec.startFrom({ id: 'other' })).toThrow('rink, or rink- and a name');
});
