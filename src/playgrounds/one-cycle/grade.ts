/** A picked rate, graded by trainings at it, at a third of it and at three times it. Pure. */
import { forEye } from '#kit/state';
import { type Curve, curveOf, type Shape } from './model.ts';
import type { Outcome } from './outcome.ts';
import { rateText } from './shaping.ts';

/** Shares of the pick that are trained, the pick itself among them. */
export const SHARES = [1 / 3, 1, 3] as const;

export const gradedRates = (pick: number): number[] =>
  SHARES.map((share) => Number((pick * share).toPrecision(3)));

/** 1cycles of the reader's shape with each rate as their peak. */
export const gradedCurves = (shape: Shape, pick: number): Curve[] =>
  gradedRates(pick).map((lrMax) => curveOf({ ...shape, drawn: null, lrMax }));

/** Within this of the best of the three, a pick is as good. */
const CLOSE = 0.01;

/** What the three outcomes say of the pick. */
export function gradeOf(pick: number, outcomes: readonly Outcome[]): string {
  if (outcomes.length < SHARES.length || outcomes.some(({ over }) => !over)) return '';
  const [lower, own, higher] = outcomes.map(({ accuracy }) => accuracy ?? 0) as [
    number,
    number,
    number,
  ];
  const best = Math.max(lower, own, higher);
  const says = `At ${rateText(pick)} it got ${forEye(own * 100, 1)} % right`;
  if (best - own <= CLOSE) {
    return own - higher > CLOSE
      ? `${says}: a good pick, and three times it would have been too high.`
      : `${says}: a good pick. Three times it does about as well, so there was room above.`;
  }
  return higher > lower
    ? `${says}: too low. Three times it got ${forEye(higher * 100, 1)} %.`
    : `${says}: too high. A third of it got ${forEye(lower * 100, 1)} %.`;
}

/** A slider over rates: equal factors in whole places. */
export const PLACES = 100;
export const placeOf = (pick: number, [from, to]: readonly [number, number]): number =>
  Math.round((PLACES * Math.log(pick / from)) / Math.log(to / from));
export const pickAt = (place: number, [from, to]: readonly [number, number]): number =>
  Number((from * (to / from) ** (place / PLACES)).toPrecision(3));
