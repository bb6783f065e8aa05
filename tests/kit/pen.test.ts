import { expect, test } from 'vitest';
import { centredLikeMnist, type Stroke } from '#kit';

const at = (pixels: Uint8Array, inked: (ink: number) => boolean = (ink) => ink > 127) => {
  const cells = [...pixels].flatMap((ink, i) => (inked(ink) ? [[i % 28, Math.floor(i / 28)]] : []));
  const xs = cells.map(([x]) => x!);
  const ys = cells.map(([, y]) => y!);
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
};

function centre(pixels: Uint8Array): [number, number] {
  let [x, y, total] = [0, 0, 0];
  pixels.forEach((ink, i) => {
    x += ink * ((i % 28) + 0.5);
    y += ink * (Math.floor(i / 28) + 0.5);
    total += ink;
  });
  return [x / total, y / total];
}

test.each([
  [
    'a small seven in a corner',
    [
      [
        { x: 1, y: 1 },
        { x: 6, y: 1 },
        { x: 3, y: 10 },
      ],
    ],
  ],
  [
    'a large seven',
    [
      [
        { x: 2, y: 2 },
        { x: 25, y: 2 },
        { x: 10, y: 26 },
      ],
    ],
  ],
  [
    'a stroke from side to side',
    [
      [
        { x: 1, y: 20 },
        { x: 27, y: 20 },
      ],
    ],
  ],
] satisfies [string, Stroke[]][])(
  '%s fills MNIST’s box of 20 and is centred by its ink',
  (_, strokes) => {
    const pixels = centredLikeMnist(strokes);
    const { left, right, top, bottom } = at(pixels);
    const longer = Math.max(right - left, bottom - top) + 1;
    expect(longer).toBeGreaterThanOrEqual(19);
    expect(longer).toBeLessThanOrEqual(21);
    const [x, y] = centre(pixels);
    expect(x).toBeCloseTo(14, 0);
    expect(y).toBeCloseTo(14, 0);
  },
);

test('a dot stays a dot in the middle, and nothing stays nothing', () => {
  const dot = centredLikeMnist([[{ x: 3, y: 24 }]]);
  expect(Math.max(...dot)).toBeGreaterThan(240);
  const { left, right } = at(dot);
  expect(right - left).toBeLessThan(4);
  expect(centre(dot)[0]).toBeCloseTo(14, 1);
  expect(centredLikeMnist([]).every((ink) => ink === 0)).toBe(true);
});
