/** What a cloud of mini-batch gradients says of its noise. Pure. */
import type { GradientCloud } from '#lab';

export interface Spread {
  size: number;
  /** Typical distance (root mean square, over all weights) of a mini-batch's gradient from that of the large batch. */
  measured: number;
  /** What one over the square root of the size says, fitted to all sizes at once. */
  predicted: number;
  /** Mean angle to the large batch's gradient, in degrees. */
  angle: number;
}

/** |g − G|² from the lengths of both and the component of g along G. */
const squareDistance = (
  { length, along }: { length: number; along: number },
  large: number,
): number => length ** 2 - 2 * along * large + large ** 2;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
/** The angle of a cosine. */
export const degreesOf = (cosine: number): number =>
  (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;

/** The spread of every size of a cloud, smallest first. */
export function spreadsOf({ sizes, clouds, length }: GradientCloud): Spread[] {
  const squares = clouds.map((cloud) => mean(cloud.map((one) => squareDistance(one, length))));
  // A straight line of slope −1/2 on logarithmic axes has one free number: its height.
  const height = mean(squares.map((square, i) => Math.log(square * sizes[i]!)));
  return sizes.map((size, i) => ({
    size,
    measured: Math.sqrt(squares[i]!),
    predicted: Math.sqrt(Math.exp(height) / size),
    angle: mean(clouds[i]!.map(({ cosine }) => degreesOf(cosine))),
  }));
}
