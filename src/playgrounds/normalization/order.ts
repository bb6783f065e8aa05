/** What either order of norm and ReLU normalises, and what it hands on: on conv1's numbers of run E. */
import { momentsOf, normalized } from '#cnn/math';
import { rawMap } from './layers.ts';
import type { NormState } from './model.ts';

/** One order at one channel, over the ten digits. */
export interface Handed {
  /** What mean and variance are taken of. */
  into: number[];
  /** What the next layer gets, with γ = 1 and β = 0. */
  out: number[];
  /** Share of what the next layer gets that is exactly 0. */
  zeros: number;
}

const relu = (value: number): number => Math.max(0, value);

export function handed(place: NormState['place'], channel: number): Handed {
  const raw = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((digit) => rawMap(digit, channel));
  const into = place === 'before' ? raw : raw.map(relu);
  const by = momentsOf(into);
  const normal = into.map((x) => normalized(x, by));
  const out = place === 'before' ? normal.map(relu) : normal;
  return { into, out, zeros: out.filter((value) => value === 0).length / out.length };
}
