import type { Batch } from './byte-batch.ts';
import type { Optimizer } from './optimizer.ts';
import type { ModelView } from './step-engine.ts';

/** Mean loss and share of right answers over all validation images. */
export interface Validation {
  loss: number;
  accuracy: number;
}

/** What a callback may read while a fit runs. */
export interface Training {
  readonly model: ModelView;
  /** Its `lr` and `mom` may be set before any step. */
  readonly optimizer: Pick<Optimizer, 'lr' | 'mom'>;
  /** False while validating, and before the first training batch: batch events come then too. */
  readonly training: boolean;
  /** The pass, from 0. */
  readonly epoch: number;
  /** Training batches done in this fit. */
  readonly step: number;
  /** Training batches this fit will do. */
  readonly steps: number;
  /** Share of the fit that is done, 0 to 1: what schedules go by (fastai's `pct_train`). */
  readonly progress: number;
  /** From beforeBatch to afterBatch. */
  readonly batch: Batch;
  /** Of the latest batch that had one, from afterLoss on; 0 before the first. */
  readonly loss: number;
  /** Of the latest batch, from afterBackward on: one array per parameter, in their order. */
  readonly gradients: readonly Float32Array[];
  /** Of the latest pass, at afterEpoch; absent when the pass was cancelled. */
  readonly validation: Validation | undefined;
}

/**
 * Something done at certain moments of training: the loop owns when, a callback owns what. Events and their order are
 * fastai's (callback/core.py); those of one moment run by `order`, lowest first (0 when absent), then as given.
 *
 * Throwing a cancel ends what it is named after; its `afterCancel…` event comes, then its "after" event, as if it had
 * run to its end.
 */
export interface Callback {
  readonly order?: number;
  beforeFit?(fit: Training): void;
  beforeEpoch?(fit: Training): void;
  beforeTrain?(fit: Training): void;
  beforeBatch?(fit: Training): void;
  afterPred?(fit: Training): void;
  afterLoss?(fit: Training): void;
  beforeBackward?(fit: Training): void;
  afterCancelBackward?(fit: Training): void;
  /** The gradients are there, the parameters not yet changed. */
  afterBackward?(fit: Training): void;
  beforeStep?(fit: Training): void;
  afterCancelStep?(fit: Training): void;
  afterStep?(fit: Training): void;
  afterCancelBatch?(fit: Training): void;
  afterBatch?(fit: Training): void;
  afterCancelTrain?(fit: Training): void;
  afterTrain?(fit: Training): void;
  beforeValidate?(fit: Training): void;
  afterCancelValidate?(fit: Training): void;
  afterValidate?(fit: Training): void;
  afterCancelEpoch?(fit: Training): void;
  afterEpoch?(fit: Training): void;
  afterCancelFit?(fit: Training): void;
  /** Always the last event, after an error too. */
  afterFit?(fit: Training): void;
}

/** Name of an event. */
export type Moment = Exclude<keyof Callback, 'order'>;

/** Thrown by a callback: no more of this fit. */
export class CancelFit extends Error {}
/** Thrown by a callback: no more of this pass, nor its validation. */
export class CancelEpoch extends Error {}
/** Thrown by a callback: no more training batches in this pass; its validation comes. */
export class CancelTrain extends Error {}
/** Thrown by a callback: no validation after this pass, or no more of it. */
export class CancelValid extends Error {}
/**
 * Thrown by a callback: no more of this batch. It counts as a step, and its gradients are dropped, where fastai would
 * add them to those of the next batch.
 */
export class CancelBatch extends Error {}
/** Thrown by a callback at beforeBackward: no gradients from this batch; the step is taken along zeros. */
export class CancelBackward extends Error {}
/** Thrown by a callback at beforeStep: the parameters stay. */
export class CancelStep extends Error {}
