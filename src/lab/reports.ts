import { type Recipe, type Runner, type RunnerChoice, runnerNames } from '#cnn/math';
import { type Checkpoint, isCheckpoint } from './checkpoint.ts';
import {
  type Check,
  listOf,
  maybe,
  namedBy,
  number,
  record,
  shaped,
  text,
  truth,
  whole,
} from './checks.ts';

/** A backend that was tried and not used. */
export interface Refusal {
  name: string;
  why: string;
}

/** Who computes the steps of a training: "emitted kernels" or "composed kernels". */
export interface Engine {
  name: string;
  /** Why it is not a faster one. */
  why?: string;
}

/** What one layer put out on one training batch, as fastai's ActivationStats records it. */
export interface LayerFigures {
  layer: string;
  mean: number;
  std: number;
  /** Share of numbers up to 0.05, all negative ones included. */
  nearZero: number;
  /** Counts in 40 bins from 0 to 10; what lies outside is not counted. */
  histogram: number[];
}

/** What a training says about itself, in the order of the union. Steps count from 1; step 0 is before any update. */
export type Report =
  | { type: 'preparing'; what: string }
  /** The worker died; another one is to go on. */
  | { type: 'resuming'; what: string }
  | {
      type: 'began';
      recipe: Recipe;
      /** Steps in one pass over the training images. */
      stepsPerEpoch: number;
      trainCount: number;
      validCount: number;
      /** What the network's answers are called, in their order; absent in the reports of an older day. */
      classes?: string[];
      /** Trainable numbers of the network. */
      parameters: number;
      engine: Engine;
      /** TensorFlow.js's backend, for what the engine leaves to it. */
      backend: string;
      refused: Refusal[];
      /** Steps done before, which this run goes on from. */
      resumedAt?: number;
      /** Who was to compute, and how that came. */
      choice?: RunnerChoice;
    }
  /** `loss` of this batch, `smoothLoss` as fastai prints it, `seconds` since the first batch began. */
  | {
      type: 'batch';
      step: number;
      loss: number;
      smoothLoss: number;
      lr: number;
      mom: number;
      seconds: number;
    }
  /** First-layer kernels `[kernels × cells]`, each row by row. */
  | { type: 'kernels'; step: number; values: number[] }
  /** Every layer that owns parameters, in order; when the page wished for it. */
  | { type: 'stats'; step: number; layers: LayerFigures[] }
  /** Parameters and buffers by PyTorch's names, such as `bn1.running_mean`; when the page wished for them. */
  | { type: 'tensors'; step: number; tensors: Record<string, number[]> }
  /** After each pass, and after the last step: `trainLoss` is the smoothed one, `accuracy` a share of all validation images. */
  | {
      type: 'epoch';
      epoch: number;
      step: number;
      trainLoss: number;
      validLoss: number;
      accuracy: number;
    }
  /** After each pass that more steps follow; when the page wished for it. */
  | { type: 'checkpoint'; checkpoint: Checkpoint }
  /** Somebody who computed gave up; others go on. */
  | { type: 'refused'; name: string; why: string }
  | { type: 'ended'; cancelled: boolean }
  /**
   * `died` when the worker is gone: what it had reported holds, and another one may go on from there. `remedy` is the
   * change of the recipe that is likely to help.
   */
  | { type: 'failed'; message: string; retry: boolean; died?: boolean; remedy?: Remedy };

/** After an infinite loss, and when the memory is full. */
export type Remedy = 'tenth of the rate' | 'half the batch';
const remedies: readonly string[] = ['tenth of the rate', 'half the batch'] satisfies Remedy[];

/** Whether it names somebody who may compute. */
export const isRunner = (value: unknown): value is Runner =>
  typeof value === 'string' && Object.hasOwn(runnerNames, value);

/** Whether something that was kept, or came over the wall, is a choice of who computes. */
export const isChoice: Check = shaped({
  runner: isRunner,
  by: text,
  device: text,
  timings: listOf(shaped({ runner: isRunner, milliseconds: number })),
  timed: maybe(text),
});

const isRemedy: Check = (value) => remedies.includes(value as string);

const fields: Record<Report['type'], Check> = {
  preparing: shaped({ what: text }),
  resuming: shaped({ what: text }),
  began: shaped({
    recipe: record,
    stepsPerEpoch: whole,
    trainCount: whole,
    validCount: whole,
    classes: maybe(listOf(text)),
    parameters: whole,
    engine: shaped({ name: text, why: maybe(text) }),
    backend: text,
    refused: listOf(shaped({ name: text, why: text })),
    choice: maybe(isChoice),
    resumedAt: maybe(whole),
  }),
  batch: shaped({
    step: whole,
    loss: number,
    smoothLoss: number,
    lr: number,
    mom: number,
    seconds: number,
  }),
  kernels: shaped({ step: whole, values: listOf(number) }),
  stats: shaped({
    step: whole,
    layers: listOf(
      shaped({
        layer: text,
        mean: number,
        std: number,
        nearZero: number,
        histogram: listOf(number),
      }),
    ),
  }),
  tensors: shaped({ step: whole, tensors: namedBy(listOf(number)) }),
  epoch: shaped({
    epoch: whole,
    step: whole,
    trainLoss: number,
    validLoss: number,
    accuracy: number,
  }),
  checkpoint: shaped({ checkpoint: isCheckpoint }),
  refused: shaped({ name: text, why: text }),
  ended: shaped({ cancelled: truth }),
  failed: shaped({ message: text, retry: truth, died: maybe(truth), remedy: maybe(isRemedy) }),
};

/** Whether something that came over the wall is a report. */
export function isReport(value: unknown): boolean {
  const type = (value as Report | null)?.type;
  return type !== undefined && Object.hasOwn(fields, type) && fields[type](value);
}
