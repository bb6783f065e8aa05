/**
 * Logistic regression on a list of numbers: the simple classifier that hand-made features were given to. Numbers are scaled
 * to mean 0 and deviation 1 over the training images; then plain gradient descent in small batches, the order decided by a seed.
 */
import { random } from '#cnn/math';

export const training = { epochs: 30, batch: 20, lr: 0.02, decay: 0.002, seed: 1 } as const;

export interface Vectors {
  /** `[images][numbers]` */
  rows: readonly (readonly number[])[];
  /** 1 for a 7, 0 for a 3. */
  sevens: readonly number[];
}

export interface Linear {
  weights: Float64Array;
  bias: number;
  mean: Float64Array;
  scale: Float64Array;
}

/** Mean and one over the deviation of each number; a number that never changes gets scale 0 and has no say. */
function scales(rows: readonly (readonly number[])[]): Pick<Linear, 'mean' | 'scale'> {
  const length = rows[0]!.length;
  const mean = new Float64Array(length);
  const scale = new Float64Array(length);
  for (const row of rows) for (let i = 0; i < length; i++) mean[i]! += row[i]! / rows.length;
  for (const row of rows)
    for (let i = 0; i < length; i++) scale[i]! += (row[i]! - mean[i]!) ** 2 / rows.length;
  for (let i = 0; i < length; i++) scale[i] = scale[i]! > 1e-12 ? 1 / Math.sqrt(scale[i]!) : 0;
  return { mean, scale };
}

/** The classifier's score of an image: above 0 it says 7. */
export function score({ weights, bias, mean, scale }: Linear, row: readonly number[]): number {
  let sum = bias;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * (row[i]! - mean[i]!) * scale[i]!;
  return sum;
}

/** Trains epoch by epoch; yields after each, so that the caller may let the page breathe, and returns the classifier. */
export function* train(
  { rows, sevens }: Vectors,
  seed: number = training.seed,
): Generator<number, Linear> {
  const { epochs, batch, lr, decay } = training;
  const length = rows[0]!.length;
  const linear: Linear = { weights: new Float64Array(length), bias: 0, ...scales(rows) };
  const { shuffle } = random(seed, 'classic features');
  const order = rows.map((_, i) => i);
  const slope = new Float64Array(length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order);
    for (let from = 0; from < order.length; from += batch) {
      slope.fill(0);
      let biasSlope = 0;
      const some = order.slice(from, from + batch);
      for (const i of some) {
        const row = rows[i]!;
        const error = 1 / (1 + Math.exp(-score(linear, row))) - sevens[i]!;
        biasSlope += error / some.length;
        for (let j = 0; j < length; j++)
          slope[j]! += (error * (row[j]! - linear.mean[j]!) * linear.scale[j]!) / some.length;
      }
      linear.bias -= lr * biasSlope;
      for (let j = 0; j < length; j++)
        linear.weights[j]! -= lr * (slope[j]! + decay * linear.weights[j]!);
    }
    yield epoch + 1;
  }
  return linear;
}

/** How many images a classifier gets right. */
export const rightOf = (linear: Linear, { rows, sevens }: Vectors): number =>
  rows.filter((row, i) => Number(score(linear, row) > 0) === sevens[i]).length;
