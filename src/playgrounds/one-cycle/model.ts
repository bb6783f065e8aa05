/** The schedule a reader has set, step by step. Formulas are the package's. */
import { oneCycle, type Recipe, recipes, torchOneCycle } from '#cnn/math';
import { amount, type Field, numbers, oneOf, optional, stateCodec, yesNo } from '#kit/state';

export const panels = ['handles', 'race', 'valley', 'tail', 'momentum', 'finder'] as const;

export interface CycleState {
  lrMax: number;
  div: number;
  divFinal: number;
  pctStart: number;
  /** Momentum at the start, at the peak of the rate, at the end. */
  moms: readonly number[];
  /** The end of the momentum is its start. */
  linked: boolean;
  /** Rates at equal distances, straight lines between; null is the 1cycle. */
  drawn: readonly number[] | null;
  panel: (typeof panels)[number];
}

/** Largest rate the axis takes. */
export const RATE_LIMIT = 0.5;
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

const { recipe: runD } = recipes.D;

export const codec = stateCodec<CycleState>({
  tag: 'OneCycle',
  id: 'one-cycle',
  fields: {
    lrMax: amount(0.001, RATE_LIMIT),
    div: amount(1, 100),
    divFinal: amount(1, 1e6),
    pctStart: amount(0.05, 0.95),
    moms,
    linked: yesNo,
    drawn: optional(drawn),
    panel: oneOf(panels),
  },
  start: {
    lrMax: runD.lr,
    div: 25,
    divFinal: 1e5,
    pctStart: 0.25,
    moms: [0.95, 0.85, 0.95],
    linked: true,
    drawn: null,
    panel: 'handles',
  },
  settle: (state) =>
    state.linked && state.moms[2] !== state.moms[0]
      ? { ...state, moms: [state.moms[0]!, state.moms[1]!, state.moms[0]!] }
      : state,
});

/** The network and batches every race here is run on: run D's, its schedule replaced. */
export const raced: Recipe = { ...runD };
export const STEPS = raced.steps;

/** Rate and momentum of every step. */
export interface Curve {
  lrs: number[];
  moms: number[];
}

const steps = Array.from({ length: STEPS }, (_, step) => step);

/** What the optimiser gets, step by step; step t of N is at progress t/N, as in fastai. */
export function curveOf(state: CycleState): Curve {
  const { lr, mom } = oneCycle({
    lrMax: state.lrMax,
    div: state.div,
    divFinal: state.divFinal,
    pctStart: state.pctStart,
    moms: state.moms as [number, number, number],
  });
  const { drawn: knots } = state;
  return {
    lrs: steps.map((step) => (knots ? between(knots, step / STEPS) : lr(step / STEPS))),
    moms: steps.map((step) => mom(step / STEPS)),
  };
}

/** A drawn line at a progress, 0 to 1. */
export function between(knots: readonly number[], progress: number): number {
  const place = progress * (knots.length - 1);
  const left = Math.min(knots.length - 2, Math.floor(place));
  return knots[left]! + (knots[left + 1]! - knots[left]!) * (place - left);
}

/** The curve as nine knots, to begin a drawing with. */
export function knotsOf(state: CycleState): number[] {
  const { lrs } = curveOf(state);
  return Array.from({ length: 9 }, (_, knot) => {
    const step = Math.min(STEPS - 1, Math.round((knot / 8) * STEPS));
    return Number(lrs[step]!.toPrecision(3));
  });
}

/** OneCycleLR's arguments for the same curve: it counts its warm-up and its end one step short, hence the additions. */
export function torchArguments(state: CycleState) {
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
export const fitsTorch = (state: CycleState): boolean =>
  state.drawn === null && state.moms[0] === state.moms[2];

/** The curve as PyTorch's OneCycleLR gives it. */
export function torchCurve(state: CycleState): Curve {
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
