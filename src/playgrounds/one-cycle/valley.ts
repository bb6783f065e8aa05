/** A loss with one weight, to see what a schedule does in a sharp and in a broad minimum. A simulation, no network. */
import { random } from '#cnn/math';
import type { Curve } from './model.ts';

interface Well {
  at: number;
  width: number;
  depth: number;
}
export const SHARP: Well = { at: -1.5, width: 0.25, depth: 0.5 };
export const BROAD: Well = { at: 2, width: 1.6, depth: 1 };
export const RANGE = [-4, 6] as const;
/** Where the balls start: on the outer slope of the sharp minimum, or on that of the broad one. */
export const STARTS = { sharp: -2.1, broad: 4.2 } as const;
export type Start = keyof typeof STARTS;
/** Balls of one schedule: each meets other mini-batches. */
export const BALLS = 20;
const WELLS = [SHARP, BROAD];
const PLAIN = 1.2;

/** Loss at a weight. */
export const lossAt = (weight: number): number =>
  WELLS.reduce(
    (sum, { at, width, depth }) => sum - depth * Math.exp(-(((weight - at) / width) ** 2) / 2),
    PLAIN,
  );

/** Slope of the loss. */
export const slopeAt = (weight: number): number =>
  WELLS.reduce(
    (sum, { at, width, depth }) =>
      sum + ((depth * (weight - at)) / width ** 2) * Math.exp(-(((weight - at) / width) ** 2) / 2),
    0,
  );

/** Curvature at the bottom of a well by itself: plain gradient descent is held while it is below 2 / rate. */
export const curvatureOf = ({ width, depth }: Well): number => depth / width ** 2;

export interface Descent {
  /** Rate and momentum of every step. */
  curve: Curve;
  /** Each slope is off by up to this much, as mini-batches make it. */
  noise: number;
  from: number;
  /** Which mini-batches. */
  seed: number;
}

/** The weight before every step and after the last: SGD with PyTorch's momentum. It stops at the ends of the range. */
export function descend({ curve, noise, from, seed }: Descent): number[] {
  const batches = random(seed, 'valley');
  const path = [from];
  let [weight, velocity] = [from, 0];
  curve.lrs.forEach((lr, step) => {
    velocity = curve.moms[step]! * velocity + slopeAt(weight) + noise * (2 * batches.uniform() - 1);
    const next = weight - lr * velocity;
    weight = Math.min(RANGE[1], Math.max(RANGE[0], next));
    if (weight !== next) velocity = 0;
    path.push(weight);
  });
  return path;
}

export interface Fleet {
  paths: number[][];
  /** How many ended in each minimum; the rest in neither. */
  sharp: number;
  broad: number;
  /** Typical distance (root mean square) of the last weights of those in the broad minimum from its bottom. */
  unrest: number;
  /** Farthest a ball went past the broad minimum, seen from its start. */
  overshoot: number;
}

/** The same descent for many orders of mini-batches. */
export function fleetOf(curve: Curve, start: Start, noise: number): Fleet {
  const from = STARTS[start];
  const paths = Array.from({ length: noise === 0 ? 1 : BALLS }, (_, seed) =>
    descend({ curve, noise, from, seed }),
  );
  const ends = paths.map(endsIn);
  const settled = paths
    .filter((_, i) => ends[i] === 'broad')
    .map((path) => path.at(-1)! - BROAD.at);
  const beyond = (weight: number) => (from < BROAD.at ? weight - BROAD.at : BROAD.at - weight);
  return {
    paths,
    sharp: ends.filter((end) => end === 'sharp').length,
    broad: settled.length,
    unrest: Math.sqrt(settled.reduce((sum, off) => sum + off * off, 0) / (settled.length || 1)),
    overshoot: Math.max(0, ...paths.flatMap((path) => path.map(beyond))),
  };
}

/** Which minimum a path ends in. */
export function endsIn(path: readonly number[]): 'sharp' | 'broad' | 'neither' {
  const last = path.at(-1)!;
  if (Math.abs(last - SHARP.at) < 2 * SHARP.width) return 'sharp';
  return Math.abs(last - BROAD.at) < 1.5 * BROAD.width ? 'broad' : 'neither';
}
