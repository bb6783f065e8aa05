/** Gradient clouds of real mini-batches, as they lie in `recorded.json`; tests/playgrounds/batch-size.recorded.test.ts writes it. */
import type { GradientCloud } from '#lab';
import { type PointName, points } from './points.ts';

/** One cloud; every number in whole steps of `unit`. */
export interface PackedCloud {
  unit: number;
  length: number;
  reference: number;
  sizes: number[];
  /** Of each size: along, across, length of one mini-batch's gradient after the other. */
  gradients: number[][];
}

export type Recording = Record<PointName, PackedCloud>;

/** @returns every number to about a two-thousandth of the longest gradient */
export function packed({ length, reference, sizes, clouds }: GradientCloud): PackedCloud {
  const longest = Math.max(length, ...clouds.flat().map((gradient) => gradient.length));
  const unit = Number((longest / 2000).toPrecision(4));
  const whole = (value: number) => Math.round(value / unit);
  return {
    unit,
    length: whole(length),
    reference,
    sizes,
    gradients: clouds.map((cloud) =>
      cloud.flatMap((one) => [whole(one.along), whole(one.across), whole(one.length)]),
    ),
  };
}

export function unpacked({
  unit,
  length,
  reference,
  sizes,
  gradients,
}: PackedCloud): GradientCloud {
  return {
    sizes,
    reference,
    length: length * unit,
    clouds: gradients.map((numbers) =>
      Array.from({ length: numbers.length / 3 }, (_, i) => {
        const [along, across, own] = numbers.slice(3 * i, 3 * i + 3) as [number, number, number];
        return {
          along: along * unit,
          across: across * unit,
          length: own * unit,
          cosine: own === 0 ? 0 : along / own,
        };
      }),
    ),
  };
}

export const unpackedAll = (recording: Recording): Record<PointName, GradientCloud> =>
  Object.fromEntries(points.map(({ name }) => [name, unpacked(recording[name])])) as Record<
    PointName,
    GradientCloud
  >;
