import type { Recipe, RunnerChoice } from '#cnn/math';
import type { Engine, LayerFigures, Refusal, Report } from './reports.ts';

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
  /** From the first batch to the latest, validation included. */
  seconds: number;
  problem?: { message: string; retry: boolean };
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
});

/** The run after one more report; `state` stays as it was. */
export function record(state: RunState, report: Report): RunState {
  switch (report.type) {
    case 'preparing':
      return { ...emptyRun, phase: 'preparing', waitingFor: report.what };
    case 'began': {
      const { type, classes = [], ...facts } = report;
      return { ...emptyRun, ...facts, classes, phase: 'training' };
    }
    case 'batch': {
      const { type, seconds, ...batch } = report;
      return { ...state, batches: [...state.batches, batch], seconds };
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
    case 'ended':
      return { ...state, phase: report.cancelled ? 'stopped' : 'ended' };
    case 'failed': {
      const { message, retry } = report;
      return { ...state, phase: 'failed', problem: { message, retry } };
    }
  }
}

/** A run folded from its reports. */
export function replay(reports: Iterable<Report>): RunState {
  let state = emptyRun;
  for (const report of reports) state = record(state, report);
  return state;
}
