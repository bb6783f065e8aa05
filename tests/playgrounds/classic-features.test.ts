import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { random } from '#cnn/math';
import { sampleDigits } from '#lab/digits';
import { rightOf, score, train } from '../../src/playgrounds/classic-features/classifier.ts';
import { side } from '../../src/playgrounds/classic-features/feature.ts';
import { featureNames, featureOf } from '../../src/playgrounds/classic-features/features.ts';
import { gaborKernel } from '../../src/playgrounds/classic-features/gabor.ts';
import { boxSum, integralImage } from '../../src/playgrounds/classic-features/haar.ts';
import { cornerResponse, corners } from '../../src/playgrounds/classic-features/harris.ts';
import { directions } from '../../src/playgrounds/classic-features/hog.ts';
import { codes } from '../../src/playgrounds/classic-features/lbp.ts';
import { measure } from '../../src/playgrounds/classic-features/measure.ts';
import { classicCodec, tidy } from '../../src/playgrounds/classic-features/model.ts';
import { drawnImage } from '../../src/playgrounds/classic-features/picture.ts';
import recorded from '../../src/playgrounds/classic-features/recorded.json' with { type: 'json' };
import { sobelSlopes } from '../../src/playgrounds/classic-features/sobel.ts';
import { csv, python } from '../../src/playgrounds/classic-features/take.ts';

const three = drawnImage(sampleDigits()[3]!.pixels);
const blank = drawnImage([]);
const square = blank.map((row, r) =>
  row.map((_, c) => (r >= 8 && r < 20 && c >= 8 && c < 20 ? 255 : 0)),
);
const edgeDown = blank.map((row, r) => row.map(() => (r >= 14 ? 255 : 0)));

test('Sobel’s slopes are those of tf.conv2d', () => {
  const kernel = [
    [-1, 0, 1],
    [-2, 0, 2],
    [-1, 0, 1],
  ];
  const referee = tf.tidy(() =>
    tf
      .conv2d(
        tf.reshape(tf.tensor2d(three), [1, 28, 28, 1]) as tf.Tensor4D,
        tf.reshape(tf.tensor2d(kernel), [3, 3, 1, 1]) as tf.Tensor4D,
        1,
        'same',
      )
      .dataSync(),
  );
  expect(sobelSlopes(three).x.flat()).toEqual([...referee]);
});

test('Harris is positive at the corners of a square, negative along its sides, and 0 on paper', () => {
  const response = cornerResponse(square);
  expect(response[8]![8]!).toBeGreaterThan(0);
  expect(response[8]![14]!).toBeLessThan(0);
  expect(Math.abs(response[2]![2]!)).toBe(0);
  const found = corners(response);
  const places = found.flatMap((row, r) => row.flatMap((one, c) => (one ? [[r, c]] : [])));
  expect(places).toHaveLength(4);
  for (const [r, c] of places)
    expect(
      [
        Math.min(Math.abs(r! - 8), Math.abs(r! - 19)),
        Math.min(Math.abs(c! - 8), Math.abs(c! - 19)),
      ].every((far) => far <= 1),
    ).toBe(true);
  expect(
    corners(cornerResponse(blank))
      .flat()
      .every((value) => value === 0),
  ).toBe(true);
});

test('HOG puts a level edge into the direction of its slope, and scales light away', () => {
  const cells = directions(edgeDown);
  const total = Array.from({ length: 9 }, (_, bin) =>
    cells.flat().reduce((sum, histogram) => sum + histogram[bin]!, 0),
  );
  // The slope points down, at 90°: the middle of nine bins over 180°.
  expect(total.indexOf(Math.max(...total))).toBe(4);
  const dim = three.map((row) => row.map((value) => value / 2));
  const [bright, dark] = [three, dim].map((image) => featureOf('hog').vector(image));
  expect(Math.max(...bright!.map((value, i) => Math.abs(value - dark![i]!)))).toBeLessThan(0.01);
});

test('an LBP code has a bit for each neighbour that is at least as dark', () => {
  const image = blank.map((row) => [...row]);
  image[10]![10] = 9;
  image[10]![11] = 9;
  image[11]![10] = 12;
  expect(codes(image)[9]![9]).toBe(0b101);
  expect(codes(blank)[0]![0]).toBe(255);
});

test('a Gabor kernel is silent on flat ink and loud on its own stripes', () => {
  for (const turn of [0, 1, 2, 3]) {
    expect(
      Math.abs(
        gaborKernel(turn)
          .flat()
          .reduce((sum, w) => sum + w, 0),
      ),
    ).toBeLessThan(1e-9);
  }
  const stripes = blank.map((row) => row.map((_, c) => (c % 6 < 3 ? 255 : 0)));
  const loud = [0, 1, 2, 3].map((turn) => featureOf('gabor').maps(stripes, turn)[0]!.end);
  expect(loud.indexOf(Math.max(...loud))).toBe(0);
});

test('any box of the integral image is the sum of its pixels', () => {
  const sums = integralImage(three);
  const draw = random(8);
  for (let turn = 0; turn < 200; turn++) {
    const [top, left] = [draw.integer(28), draw.integer(28)];
    const [rows, columns] = [1 + draw.integer(28 - top), 1 + draw.integer(28 - left)];
    const plain = three
      .slice(top, top + rows)
      .flatMap((row) => row.slice(left, left + columns))
      .reduce((sum, value) => sum + value, 0);
    expect(boxSum(sums, top, left, rows, columns)).toBe(plain);
  }
});

test.each(featureNames)('%s gives as many numbers for every image, all of them finite', (name) => {
  const feature = featureOf(name);
  const noise = random(2);
  const images = [three, blank, square, blank.map((row) => row.map(() => noise.integer(256)))];
  for (const image of images) {
    const vector = feature.vector(image);
    expect(vector).toHaveLength(recorded[name].numbers);
    expect(vector.every(Number.isFinite)).toBe(true);
    for (const turn of [0, 1, 2, 3])
      for (const { values, end, offset } of feature.maps(image, turn)) {
        expect(values.flat().every((value) => Math.abs(value) <= end + 1e-9)).toBe(true);
        expect(values.length + offset).toBeLessThanOrEqual(side);
      }
  }
});

test('the classifier parts what a line can part, and the seed decides the order', () => {
  const draw = random(6);
  const rows = Array.from({ length: 60 }, () => [draw.uniform(), draw.uniform(), 5]);
  const set = { rows, sevens: rows.map(([a, b]) => Number(a! > b!)) };
  const run = (seed: number) => {
    const steps = train(set, seed);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  };
  expect(rightOf(run(1), set)).toBeGreaterThan(55);
  expect(score(run(1), rows[0]!)).toBe(score(run(1), rows[0]!));
  expect(score(run(1), rows[0]!)).not.toBe(score(run(2), rows[0]!));
});

test('training stops where its breath is refused', async () => {
  const pixels = new Uint8Array(784 * 600);
  const set = { pixels, labels: Uint8Array.from({ length: 600 }, (_, i) => (i % 2 ? 3 : 7)) };
  const stopped = measure('gabor', { train: set, valid: set }, () =>
    Promise.reject(new Error('stopped')),
  );
  await expect(stopped).rejects.toThrow('stopped');
});

test('a state with a drawing comes back from its link', () => {
  const draw = random(12);
  for (let turn = 0; turn < 200; turn++) {
    const drawing = tidy(
      Array.from({ length: draw.integer(4) }, () =>
        Array.from({ length: 1 + draw.integer(40) }, () => ({
          x: draw.uniform() * 28,
          y: draw.uniform() * 28,
        })),
      ),
    );
    const state = {
      ...classicCodec.start,
      digit: 'drawing' as const,
      turn: draw.integer(4),
      row: draw.integer(28),
      drawing,
    };
    expect(classicCodec.parse(classicCodec.format(state), classicCodec.start)).toEqual({ state });
  }
});

test.each([
  ['feature=sift', '“feature” is “sift”; it takes one of pixels, sobel'],
  ['digit=10', '“digit” is “10”'],
  ['turn=4', '“turn” is “4”; it takes a whole number from 0 to 3'],
  ['row=28', '“row” is “28”'],
  ['column=-1', '“column” is “-1”'],
  ['drawing=A', '“drawing” is “A”; it takes strokes'],
  ['drawing=__', '“drawing” is “__”'],
])('the bad link %s gives the start and a sentence', (link, sentence) => {
  const { state, problem } = classicCodec.parse(link, classicCodec.start);
  expect(state).toEqual(classicCodec.start);
  expect(problem).toContain(sentence);
});

test('the code names the call and holds the image, and the CSV holds each picture', () => {
  for (const name of featureNames) {
    expect(python(name, three)).toMatch(/feature|corners/);
    expect(python(name, three).match(/^ {4}\[.*\],$/gm)).toHaveLength(28);
  }
  const maps = featureOf('sobel').maps(three, 0);
  expect(csv(maps).match(/^"/gm)).toHaveLength(3);
  expect(csv(maps).trim().split(/\r\n/)).toHaveLength(3 * 29 + 2);
});
