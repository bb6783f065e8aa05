/** A loss with one weight, to see what a rate does in a sharp and in a broad minimum. A simulation, no network. */
export const SHARP = { at: -1.5, width: 0.25, depth: 0.5 };
export const BROAD = { at: 2, width: 1.6, depth: 1 };
export const START = -2.1;
export const RANGE = [-4, 6] as const;
const WELLS = [SHARP, BROAD];

/** Loss at a weight. */
export const lossAt = (weight: number): number =>
  WELLS.reduce(
    (sum, { at, width, depth }) => sum - depth * Math.exp(-(((weight - at) / width) ** 2) / 2),
    1.2,
  );

/** Slope of the loss. */
export const slopeAt = (weight: number): number =>
  WELLS.reduce(
    (sum, { at, width, depth }) =>
      sum + ((depth * (weight - at)) / width ** 2) * Math.exp(-(((weight - at) / width) ** 2) / 2),
    0,
  );

export interface Descent {
  lr: number;
  mom: number;
  /** The rate falls to 0 along half a cosine; otherwise it stays. */
  annealed: boolean;
  /** Size of the noise on every slope, as mini-batches give it. */
  noise: number;
  from?: number;
  steps?: number;
}

/** The weight before every step and after the last: SGD with PyTorch's momentum. The noise is the same in every run. */
export function descend(given: Descent): number[] {
  const { lr, mom, annealed, noise, from = START, steps = 80 } = given;
  const path = [from];
  let [weight, velocity] = [from, 0];
  for (let step = 0; step < steps; step++) {
    const rate = annealed ? (lr * (1 + Math.cos((Math.PI * step) / steps))) / 2 : lr;
    velocity = mom * velocity + slopeAt(weight) + noise * wobble(step);
    weight = Math.min(RANGE[1], Math.max(RANGE[0], weight - rate * velocity));
    path.push(weight);
  }
  return path;
}

/** From −1 to 1, without a pattern one could see. */
const wobble = (step: number): number =>
  2 * (((step + 1) * 0.618034 + step * step * 0.414214) % 1) - 1;

/** Which minimum a path ends in. */
export function endsIn(path: readonly number[]): 'sharp' | 'broad' | 'neither' {
  const last = path.at(-1)!;
  if (Math.abs(last - SHARP.at) < 2 * SHARP.width) return 'sharp';
  return Math.abs(last - BROAD.at) < 1.5 * BROAD.width ? 'broad' : 'neither';
}

/** Mean distance of the last ten weights from the broad minimum. */
export const unrest = (path: readonly number[]): number =>
  path.slice(-10).reduce((sum, weight) => sum + Math.abs(weight - BROAD.at), 0) / 10;
