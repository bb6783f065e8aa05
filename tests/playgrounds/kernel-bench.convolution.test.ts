import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleDigits } from '#lab/digits';
import { packPixels, paintLine, unpackImage } from '../../src/playgrounds/kernel-bench/drawing.ts';
import { sides } from '../../src/playgrounds/kernel-bench/kernels.ts';
import { centres } from '../../src/playgrounds/kernel-bench/model.ts';
import { responseAt, responseOf, rowsOf, sumAt } from '../../src/playgrounds/kernel-bench/sum.ts';

const packed = [...sampleDigits().map(({ pixels }) => packPixels(pixels)), ''];
const place = fc.tuple(fc.nat(27), fc.nat(27));

/** A kernel of any side and sort, an image with anything painted on it, a window anywhere. */
const states = fc.constantFrom(...sides).chain((side) => {
  const [first, last] = centres(side, 28);
  const centre = fc.integer({ min: first, max: last });
  return fc.record({
    kernel: fc.array(
      fc.oneof(
        fc.integer({ min: -100, max: 100 }),
        fc.double({ min: -100, max: 100, noNaN: true }),
      ),
      { minLength: side * side, maxLength: side * side },
    ),
    at: fc.tuple(centre, centre),
    bias: fc.integer({ min: -10_000, max: 10_000 }),
    flip: fc.boolean(),
    digit: fc.nat(10),
    strokes: fc.array(fc.tuple(place, place, fc.constantFrom('#' as const, 'o' as const)), {
      maxLength: 3,
    }),
  });
});

test('the convolution of every state is that of tf.conv2d, in a thousand random states', () => {
  const before = tf.memory().numTensors;
  fc.assert(
    fc.property(states, ({ digit, strokes, at, ...how }) => {
      const paint = strokes.reduce((was, [from, to, brush]) => paintLine(was, from, to, brush), '');
      const image = unpackImage(packed[digit]!, paint);
      const response = responseOf(image, how);
      const side = Math.sqrt(how.kernel.length);
      const referee = tf.tidy(() => {
        const kernel = tf.tensor2d(rowsOf(how.kernel));
        const turned = how.flip ? tf.reverse2d(kernel, [0, 1]) : kernel;
        const sums = tf.conv2d(
          tf.reshape(tf.tensor2d(image), [1, 28, 28, 1]) as tf.Tensor4D,
          tf.reshape(turned, [side, side, 1, 1]) as tf.Tensor4D,
          1,
          'valid',
        );
        return tf.add(sums, how.bias).dataSync();
      });
      const flat = response.flat();
      expect(flat.length).toBe(referee.length);
      // Single precision against double: the error grows with the size of the products.
      const slack = 1e-5 * (1 + 255 * how.kernel.reduce((sum, w) => sum + Math.abs(w), 0)) + 1e-3;
      const worst = flat.reduce((far, value, i) => Math.max(far, Math.abs(value - referee[i]!)), 0);
      expect(worst).toBeLessThan(slack);
      const sum = sumAt(how, image, at);
      expect(sum.total).toBe(responseAt(response, at, side));
      const added = sum.products.reduce((total, product) => total + product, how.bias);
      expect(Math.abs(added - sum.total)).toBeLessThan(1e-6);
    }),
    { numRuns: 1000, seed: 13 },
  );
  expect(tf.memory().numTensors).toBe(before);
});
