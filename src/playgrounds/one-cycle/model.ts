/** The schedule a reader has set, step by step. Formulas are the package's. */
import { oneCycle, type Recipe, recipes, torchOneCycle } from '#cnn/math';
import { amount, type Field, numbers, oneOf, optional, stateCodec, whole, yesNo } from '#kit/state';
import { rivals } from './rivals.ts';

export const panels = ['schedule', 'race', 'valley', 'finder'] as const;

/** A schedule of learning rate and momentum. */
export interface Shape {
  lrMax: number;
  div: number;
  divFinal: number;
  pctStart: number;
  /** Momentum at the start, at the peak of the rate, at the end. */
  moms: readonly number[];
  /** Momentum mirrors the rate: it ends as it began, and follows a drawn rate too. */
  linked: boolean;
  /** Rates at equal distances, straight lines between; null is the 1cycle. */
  drawn: readonly number[] | null;
}

export interface CycleState extends Shape {
  panel: (typeof panels)[number];
  /** What the schedule is compared with, in the race and in the valley. */
  rival: (typeof rivals)[number];
  /** A schedule that was set aside. */
  kept: Shape | null;
  optimizer: Recipe['optimizer'];
  seed: number;
  /** The rate picked in the finder. */
  pick: number;
  /** Side of the valley where the balls start. */
  from: 'sharp' | 'broad';
  /** The valley's slopes are noisy, as those of mini-batches. */
  noisy: boolean;
  /** Step of the valley on show. */
  step: number;
}

/** Largest rate the axis takes. */
export const RATE_LIMIT = 0.5;
/** Ends of what may be picked in the finder. */
export const PICKS = [1e-5, 1] as const;
const momentum = amount(0, 0.99);
const moms: Field<readonly number[]> = {
  read(text) {
    const parts = text.split(',');
    try {
      if (parts.length === 3) return parts.map((part) => momentum.read(part));
    } catch {
      // The sentence below says it for all three.
    }
    throw new RangeError('3 numbers from 0 to 0.99 with commas between');
  },
  write: (values) => values.map((value) => momentum.write(value)).join(','),
};
const rates = numbers(2, 33, RATE_LIMIT);
const drawn: Field<readonly number[]> = {
  read(text) {
    const values = rates.read(text);
    if (values.some((value) => value < 0)) {
      throw new RangeError(`2 to 33 rates from 0 to ${RATE_LIMIT} with commas between`);
    }
    return values;
  },
  write: rates.write,
};

const shape = {
  lrMax: amount(0.001, RATE_LIMIT),
  div: amount(1, 100),
  divFinal: amount(1, 1e6),
  pctStart: amount(0.05, 0.95),
  moms,
  linked: yesNo,
  drawn: optional(drawn),
};
const shapeNames = Object.keys(shape) as (keyof Shape)[];
/** All parts of a schedule in a row. */
const kept: Field<Shape> = {
  read(text) {
    const parts = text.split('_');
    try {
      if (parts.length === shapeNames.length) {
        const values = shapeNames.map((name, i) => [name, shape[name].read(parts[i]!)]);
        return mirrored(Object.fromEntries(values) as Shape);
      }
    } catch {
      // The sentence below says it for all of them.
    }
    throw new RangeError('a schedule as the button “Keep as the rival” writes it');
  },
  write: (of) =>
    shapeNames.map((name) => (shape[name] as Field<unknown>).write(of[name])).join('_'),
};

const { recipe: runD } = recipes.D;
export const STEPS = runD.steps;

export const codec = stateCodec<CycleState>({
  tag: 'OneCycle',
  id: 'one-cycle',
  fields: {
    ...shape,
    panel: oneOf(panels),
    rival: oneOf(rivals),
    kept: optional(kept),
    optimizer: oneOf(['adam', 'sgd']),
    seed: whole(0, 999),
    pick: amount(...PICKS),
    from: oneOf(['sharp', 'broad']),
    noisy: yesNo,
    step: whole(0, STEPS),
  },
  start: {
    lrMax: runD.lr,
    div: 25,
    divFinal: 1e5,
    pctStart: 0.25,
    moms: [0.95, 0.85, 0.95],
    linked: true,
    drawn: null,
    panel: 'schedule',
    rival: 'constant',
    kept: null,
    optimizer: runD.optimizer,
    seed: runD.seed,
    pick: 0.001,
    from: 'sharp',
    noisy: true,
    step: STEPS,
  },
  settle: (state) => {
    const settled = mirrored(state);
    return settled.rival === 'kept' && !settled.kept ? { ...settled, rival: 'constant' } : settled;
  },
});

function mirrored<Some extends Shape>(some: Some): Some {
  const [start, peak, end] = some.moms;
  return some.linked && end !== start ? { ...some, moms: [start!, peak!, start!] } : some;
}

/** The schedule alone, as it is kept. */
export const shapeOf = (state: Shape): Shape =>
  Object.fromEntries(shapeNames.map((name) => [name, state[name]])) as unknown as Shape;

/** The network and batches every training here is run on: run D's, its schedule replaced. */
export const recipeOf = ({ optimizer, seed }: Pick<CycleState, 'optimizer' | 'seed'>): Recipe => ({
  ...runD,
  optimizer,
  seed,
});

/** Rate and momentum of every step. */
export interface Curve {
  lrs: number[];
  moms: number[];
}

const steps = Array.from({ length: STEPS }, (_, step) => step);

/** What the optimiser gets, step by step; step t of N is at progress t/N, as in fastai. */
export function curveOf(state: Shape): Curve {
  const { lrMax, div, divFinal, pctStart, drawn: knots, linked } = state;
  const moms = state.moms as [number, number, number];
  const { lr, mom } = oneCycle({ lrMax, div, divFinal, pctStart, moms });
  if (!knots) {
    return {
      lrs: steps.map((step) => lr(step / STEPS)),
      moms: steps.map((step) => mom(step / STEPS)),
    };
  }
  const lrs = steps.map((step) => between(knots, step / STEPS));
  const top = Math.max(...knots);
  const follow = (rate: number) => moms[0] - (moms[0] - moms[1]) * (top > 0 ? rate / top : 0);
  return { lrs, moms: linked ? lrs.map(follow) : steps.map((step) => mom(step / STEPS)) };
}

/** A drawn line at a progress, 0 to 1. */
export function between(knots: readonly number[], progress: number): number {
  const place = progress * (knots.length - 1);
  const left = Math.min(knots.length - 2, Math.floor(place));
  return knots[left]! + (knots[left + 1]! - knots[left]!) * (place - left);
}

/** The curve as nine knots, to begin a drawing with. */
export function knotsOf(state: Shape): number[] {
  const { lrs } = curveOf(state);
  return Array.from({ length: 9 }, (_, knot) => {
    const step = Math.min(STEPS - 1, Math.round((knot / 8) * STEPS));
    return Number(lrs[step]!.toPrecision(3));
  });
}

/** OneCycleLR's arguments for the same curve: it counts its warm-up and its end one step short, hence the additions. */
export function torchArguments(state: Shape) {
  return {
    maxLr: state.lrMax,
    totalSteps: STEPS + 1,
    pctStart: (state.pctStart * STEPS + 1) / (STEPS + 1),
    divFactor: state.div,
    finalDivFactor: state.divFinal / state.div,
    baseMomentum: state.moms[1]!,
    maxMomentum: state.moms[0]!,
  };
}

/** Whether OneCycleLR can draw it: its momentum ends where it began. */
export const fitsTorch = (state: Shape): boolean =>
  state.drawn === null && state.moms[0] === state.moms[2];

/** The curve as PyTorch's OneCycleLR gives it. */
export function torchCurve(state: Shape): Curve {
  const given = torchArguments(state);
  const { lr, mom } = torchOneCycle(given);
  return {
    lrs: steps.map((step) => lr(step / given.totalSteps)),
    moms: steps.map((step) => mom(step / given.totalSteps)),
  };
}

/** How far SGD moves for a gradient that stays the same: every step of it adds up to lr / (1 − momentum). */
export const effectiveStep = (lr: number, mom: number): number => lr / (1 - mom);

/** Steps an average with this decay looks back. */
export const memoryOf = (mom: number): number => 1 / (1 - mom);
