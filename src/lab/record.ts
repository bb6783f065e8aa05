import type { Recipe, RunnerChoice } from '#cnn/math';
import type { Checkpoint } from './checkpoint.ts';
import type { Engine, LayerFigures, Refusal, Remedy, Report } from './reports.ts';

/** One recorded step; the lists of a `RunState` are in order of steps. */
export interface BatchRecord {
  step: number;
  loss: number;
  smoothLoss: number;
  lr: number;
  mom: number;
}

export interface KernelFrame {
  step: number;
  /** `[kernels × cells]`. */
  values: readonly number[];
}

export interface EpochRecord {
  epoch: number;
  step: number;
  trainLoss: number;
  validLoss: number;
  accuracy: number;
}

/** What the layers put out on one batch. */
export interface StatsRecord {
  step: number;
  layers: readonly LayerFigures[];
}

/** Parameters and buffers after a step, by name. */
export interface TensorsRecord {
  step: number;
  tensors: Readonly<Record<string, readonly number[]>>;
}

/** A hand on the training, after a step: what it held from there on, null where it let go. */
export interface SteeredRecord {
  step: number;
  lr?: number | null;
  mom?: number | null;
}

/** All that is known of one training. Every phase is legal to draw. */
export interface RunState {
  phase: 'empty' | 'preparing' | 'training' | 'ended' | 'stopped' | 'failed';
  /** While preparing: what is being waited for. */
  waitingFor?: string;
  recipe?: Recipe;
  stepsPerEpoch: number;
  trainCount: number;
  validCount: number;
  /** What the answers are called; empty before the run began. */
  classes: readonly string[];
  parameters: number;
  engine: Engine;
  backend: string;
  refused: readonly Refusal[];
  /** Who was to compute, and how that came. */
  choice?: RunnerChoice;
  batches: readonly BatchRecord[];
  frames: readonly KernelFrame[];
  stats: readonly StatsRecord[];
  tensors: readonly TensorsRecord[];
  epochs: readonly EpochRecord[];
  /** In order; a run that was never steered has none. */
  steered: readonly SteeredRecord[];
  /** From the first batch to the latest, validation included, without what lay between a stop and going on. */
  seconds: number;
  /** Spent before the point it went on from. */
  secondsBefore: number;
  /** Steps after which it went on from a saved point. */
  resumed: readonly number[];
  /** The latest point it can go on from. */
  checkpoint?: Checkpoint;
  problem?: { message: string; retry: boolean; remedy?: Remedy };
}

export const emptyRun: RunState = Object.freeze({
  phase: 'empty',
  stepsPerEpoch: 0,
  trainCount: 0,
  validCount: 0,
  classes: [],
  parameters: 0,
  engine: { name: '' },
  backend: '',
  refused: [],
  batches: [],
  frames: [],
  stats: [],
  tensors: [],
  epochs: [],
  steered: [],
  seconds: 0,
  secondsBefore: 0,
  resumed: [],
});

/** The run after one more report; `state` stays as it was. */
export function record(state: RunState, report: Report): RunState {
  switch (report.type) {
    case 'preparing':
      // What goes on from an earlier point keeps what it has.
      return {
        ...(state.phase === 'preparing' ? state : emptyRun),
        phase: 'preparing',
        waitingFor: report.what,
      };
    case 'resuming':
      return { ...state, phase: 'preparing', waitingFor: report.what };
    case 'began': {
      const { type, classes = [], resumedAt, ...facts } = report;
      const earlier = resumedAt === undefined ? emptyRun : upTo(state, resumedAt);
      return { ...earlier, ...facts, classes, phase: 'training' };
    }
    case 'batch': {
      const { type, seconds, ...batch } = report;
      // Told twice, or out of order.
      if (batch.step <= (state.batches.at(-1)?.step ?? 0)) return state;
      return {
        ...state,
        batches: [...state.batches, batch],
        seconds: state.secondsBefore + seconds,
      };
    }
    case 'kernels': {
      const { step, values } = report;
      return { ...state, frames: [...state.frames, { step, values }] };
    }
    case 'stats': {
      const { type, ...stats } = report;
      return { ...state, stats: [...state.stats, stats] };
    }
    case 'tensors': {
      const { type, ...tensors } = report;
      return { ...state, tensors: [...state.tensors, tensors] };
    }
    case 'epoch': {
      const { type, ...epoch } = report;
      return { ...state, epochs: [...state.epochs, epoch] };
    }
    case 'checkpoint':
      return { ...state, checkpoint: report.checkpoint };
    case 'refused': {
      const { name, why } = report;
      return { ...state, refused: [...state.refused, { name, why }] };
    }
    case 'ended':
      return { ...state, phase: report.cancelled ? 'stopped' : 'ended' };
    case 'failed': {
      const { message, retry, remedy } = report;
      return {
        ...state,
        phase: 'failed',
        problem: { message, retry, ...(remedy && { remedy }) },
      };
    }
  }
}

/** A run as it stood after a step, about to go on from there. */
function upTo(state: RunState, step: number): RunState {
  const { problem, waitingFor, ...rest } = state;
  const until = <Item extends { step: number }>(items: readonly Item[]) =>
    items.filter((item) => item.step <= step);
  return {
    ...rest,
    batches: until(state.batches),
    // The kernels there are told again.
    frames: state.frames.filter((frame) => frame.step < step),
    stats: until(state.stats),
    tensors: state.tensors.filter((film) => film.step < step),
    epochs: until(state.epochs),
    steered: until(state.steered),
    resumed: [...state.resumed, step],
    secondsBefore: state.seconds,
  };
}

/** A run folded from its reports. */
export function replay(reports: Iterable<Report>): RunState {
  let state = emptyRun;
  for (const report of reports) state = record(state, report);
  return state;
}
