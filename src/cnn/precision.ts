import * as tf from '@tensorflow/tfjs-core';

/** Side of the matrix: TensorFlow.js computes with small ones elsewhere than it says. */
const SIDE = 300;
/** Rows it is multiplied by. */
const ROWS = 4;

/**
 * Whether the backend in use keeps single precision. Graphics processors of phones may compute in half, and train garbage
 * without an error; what they say of themselves is no guide.
 *
 * @throws Error saying how far off it is
 */
export function demandPrecision() {
  const [a, b] = [numbersOf(ROWS * SIDE, 37), numbersOf(SIDE * SIDE, 41)];
  const { square, product } = tf.tidy(() => {
    const [left, right] = [tf.tensor2d(a, [ROWS, SIDE]), tf.tensor2d(b, [SIDE, SIDE])];
    const numbers = tf.fill([SIDE, SIDE], 3.3);
    return {
      square: tf.mul(numbers, numbers).dataSync()[0]!,
      // As plain numbers, which TensorFlow.js's types do not foresee.
      product: tf.matMul(left, right).dataSync(),
    } as unknown as tf.TensorContainerObject & { square: number; product: Float32Array };
  });
  const wanted = 3.3 * 3.3;
  if (!(Math.abs(square - wanted) < 1e-3)) {
    throw new Error(`it computes 3.3 times 3.3 as ${square}, which is not single precision`);
  }
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < SIDE; column++) {
      let sum = 0;
      for (let i = 0; i < SIDE; i++) sum += a[row * SIDE + i]! * b[i * SIDE + column]!;
      const got = product[row * SIDE + column]!;
      if (Math.abs(got - sum) < 1e-4) continue;
      throw new Error(`it computes ${got} in a product of matrices where ${sum} is right`);
    }
  }
}

/** Numbers from −1 to 1 that are no short fractions of two. */
const numbersOf = (length: number, stride: number) =>
  Float32Array.from({ length }, (_, i) => ((i * stride) % 101) / 50.5 - 1);
