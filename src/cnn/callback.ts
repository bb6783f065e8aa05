import type { Batch } from './data-loaders.ts';
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
  /** False while validating: batch events come then too. */
  readonly training: boolean;
  /** The pass, from 0. */
  readonly epoch: number;
  /** Optimiser steps done in this fit. */
  readonly step: number;
  /** Optimiser steps this fit will do. */
  readonly steps: number;
  /** From beforeBatch to afterBatch. */
  readonly batch: Batch;
  /** Of the latest batch, from afterLoss on. */
  readonly loss: number;
  /** Of the latest batch, from afterBackward on: one array per parameter, in their order. */
  readonly gradients: readonly Float32Array[];
  /** Of the latest pass, at afterEpoch; absent when the pass was cancelled. */
  readonly validation: Validation | undefined;
}

/**
 * Something done at certain moments of training: the loop owns when, a callback owns what. Events and their order are
 * fastai's (callback/core.py); those of one moment run by `order`, lowest first (0 when absent), then as given.
 * Throwing a cancel ends the fit, the pass, its validation or the batch early; its own "after" event still comes.
 */
export interface Callback {
  readonly order?: number;
  beforeFit?(fit: Training): void;
  beforeEpoch?(fit: Training): void;
  beforeTrain?(fit: Training): void;
  beforeBatch?(fit: Training): void;
  afterPred?(fit: Training): void;
  afterLoss?(fit: Training): void;
  /** The gradients are there, the parameters not yet changed. */
  afterBackward?(fit: Training): void;
  afterStep?(fit: Training): void;
  afterBatch?(fit: Training): void;
  afterTrain?(fit: Training): void;
  beforeValidate?(fit: Training): void;
  afterValidate?(fit: Training): void;
  afterEpoch?(fit: Training): void;
  /** Always the last event, after an error too. */
  afterFit?(fit: Training): void;
}

/** Name of an event. */
export type Moment = Exclude<keyof Callback, 'order'>;

/** Thrown by a callback: no more of this fit. */
export class CancelFit extends Error {}
/** Thrown by a callback: no more of this pass, nor its validation. */
export class CancelEpoch extends Error {}
/** Thrown by a callback: no validation after this pass, or no more of it. */
export class CancelValid extends Error {}
/** Thrown by a callback: no more of this batch. */
export class CancelBatch extends Error {}
