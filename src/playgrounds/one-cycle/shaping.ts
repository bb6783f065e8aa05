/** The handles on the curves: where they stand, what a pull or a key makes of the schedule. Pure. */
import { forEye } from '#kit/state';
import { RATE_LIMIT, type Shape, STEPS } from './model.ts';

export interface Handle {
  name: string;
  label: string;
  /** The value in words. */
  text: string;
  /** Written beside it. */
  says?: string;
  /** It is written below. */
  below?: boolean;
  /** Share of training, and rate or momentum. */
  at: readonly [progress: number, value: number];
  /** As a slider: whole places from 0. */
  place: number;
  places: number;
}

/** A rate for the eye: three significant digits. */
export const rateText = (rate: number): string =>
  rate !== 0 && rate < 1e-6
    ? rate.toExponential(1).replace('-', '−')
    : forEye(Number(rate.toPrecision(3)), 8);

const short = (value: number): number => Number(value.toPrecision(3));
const clamp = (value: number, min: number, max: number): number =>
  Math.min(max, Math.max(min, value));

/** A scale of equal factors in whole places. */
const factors = (from: number, to: number, places: number) => ({
  places,
  value: (place: number) =>
    clamp(short(from * (to / from) ** (place / places)), Math.min(from, to), Math.max(from, to)),
  place: (value: number) =>
    Math.abs(Math.round((places * Math.log(value / from)) / Math.log(to / from))),
});
const peaks = factors(0.001, RATE_LIMIT, 120);
const starts = factors(100, 1, 100);
const ends = factors(1e6, 1, 60);
const TURNS = [0.05, 0.95] as const;
const MOMENTUM = 0.99;

/** Highest rate of the axis that shows a curve: room above its peak. */
export const axisTop = (peak: number): number =>
  [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((top) => top >= peak * 1.15) ?? RATE_LIMIT;

/** Lowest momentum of the axis that shows a curve. */
export const axisFloor = (lowest: number): number =>
  [0.8, 0.5, 0].find((floor) => floor < lowest) ?? 0;

/** Handles of the rate: four on the 1cycle, one at each knot of a drawn line. */
export function rateHandles(state: Shape): Handle[] {
  const { lrMax, div, divFinal, pctStart, drawn } = state;
  if (drawn) {
    return drawn.map((rate, knot) => ({
      name: `knot ${knot}`,
      label: `Rate after ${forEye((100 * knot) / (drawn.length - 1), 0)} % of training`,
      text: rateText(rate),
      at: [knot / (drawn.length - 1), rate],
      place: Math.round(rate / knotStep(drawn)),
      places: Math.round(RATE_LIMIT / knotStep(drawn)),
    }));
  }
  return [
    {
      name: 'start',
      label: 'First rate, lr_max / div',
      text: `${rateText(lrMax / div)}, div ${forEye(div)}`,
      says: `lr_max / ${forEye(div)}`,
      at: [0, lrMax / div],
      place: starts.place(div),
      places: starts.places,
    },
    {
      name: 'peak',
      label: 'Highest rate, lr_max',
      text: rateText(lrMax),
      says: `lr_max ${rateText(lrMax)}`,
      at: [pctStart, lrMax],
      place: peaks.place(lrMax),
      places: peaks.places,
    },
    {
      name: 'turn',
      label: 'Share of training until the peak, pct_start',
      says: `pct_start ${forEye(pctStart)}`,
      below: true,
      text: `${forEye(pctStart)}, batch ${Math.round(pctStart * STEPS)} of ${STEPS}`,
      at: [pctStart, 0],
      place: Math.round((pctStart - TURNS[0]) * 100),
      places: Math.round((TURNS[1] - TURNS[0]) * 100),
    },
    {
      name: 'end',
      label: 'Last rate, lr_max / div_final',
      text: `${rateText(lrMax / divFinal)}, div_final ${forEye(divFinal, 0)}`,
      says: `lr_max / ${forEye(divFinal, 0)}`,
      at: [1, lrMax / divFinal],
      place: ends.place(divFinal),
      places: ends.places,
    },
  ];
}

/** One arrow key on a knot. */
const knotStep = (knots: readonly number[]): number => axisTop(Math.max(...knots)) / 50;

/** Handles of the momentum; a linked one ends where it began. */
export function momentumHandles({ moms, pctStart, linked, drawn }: Shape): Handle[] {
  const names = ['first', 'lowest', 'last'];
  const labels = [
    'Momentum at the start',
    'Momentum at the peak of the rate',
    'Momentum at the end',
  ];
  const top = drawn && linked ? drawn.indexOf(Math.max(...drawn)) / (drawn.length - 1) : pctStart;
  return moms.slice(0, linked ? 2 : 3).map((mom, i) => ({
    name: names[i]!,
    label: linked && i === 0 ? 'Momentum at the start and at the end' : labels[i]!,
    text: forEye(mom),
    says: forEye(mom),
    at: [[0, top, 1][i]!, mom],
    place: Math.round(mom * 100),
    places: MOMENTUM * 100,
  }));
}

/** The schedule after a handle was pulled to a place of its chart. */
export function pulled(
  state: Shape,
  name: string,
  progress: number,
  value: number,
): Partial<Shape> {
  const { lrMax, drawn, moms, linked } = state;
  const divisor = (most: number) => clamp(short(lrMax / Math.max(value, 1e-12)), 1, most);
  const mom = clamp(Math.round(value * 100) / 100, 0, MOMENTUM);
  switch (name) {
    case 'start':
      return { div: divisor(100) };
    case 'end':
      return { divFinal: divisor(1e6) };
    case 'peak':
      return { lrMax: clamp(short(value), 0.001, RATE_LIMIT), ...turnedAt(progress) };
    case 'turn':
      return turnedAt(progress);
    case 'first':
      return momentums(state, 0, mom);
    case 'lowest':
      return momentums(state, 1, mom);
    case 'last':
      return linked ? momentums(state, 0, mom) : { moms: moms.with(2, mom) };
  }
  const knot = Number(name.slice(5));
  return drawn ? { drawn: drawn.with(knot, clamp(short(value), 0, RATE_LIMIT)) } : {};
}

/** The schedule after a slider was moved to a place. */
export function placed(state: Shape, name: string, place: number): Partial<Shape> {
  switch (name) {
    case 'start':
      return { div: starts.value(place) };
    case 'end':
      return { divFinal: ends.value(place) };
    case 'peak':
      return { lrMax: peaks.value(place) };
    case 'turn':
      return turnedAt(TURNS[0] + place / 100);
    case 'first':
    case 'lowest':
    case 'last':
      return pulled(state, name, 0, place / 100);
  }
  return pulled(state, name, 0, place * knotStep(state.drawn ?? [0]));
}

/** A stroke over a drawn line: every knot between two points of it lies on the line between them. */
export function stroked(
  knots: readonly number[],
  from: readonly [progress: number, rate: number],
  to: readonly [progress: number, rate: number],
): number[] {
  const last = knots.length - 1;
  const [left, right] = from[0] <= to[0] ? [from, to] : [to, from];
  const [first, final] = [Math.round(left[0] * last), Math.round(right[0] * last)];
  return knots.map((rate, knot) => {
    if (knot < first || knot > final) return rate;
    const share = final === first ? 1 : (knot - first) / (final - first);
    const [low, high] = final === first ? [to[1], to[1]] : [left[1], right[1]];
    return clamp(short(low + (high - low) * share), 0, RATE_LIMIT);
  });
}

const turnedAt = (progress: number) => ({
  pctStart: clamp(Math.round(progress * 100) / 100, ...TURNS),
});

function momentums({ moms, linked }: Shape, which: 0 | 1, mom: number): Partial<Shape> {
  const next = moms.with(which, mom);
  return { moms: linked ? next.with(2, next[0]!) : next };
}
