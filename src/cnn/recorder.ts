import type { Callback, Training } from './callback.ts';
import { smoothing } from './math/index.ts';

/** One pass in figures. */
export interface EpochValues {
  /** The pass, from 0. */
  epoch: number;
  /** Smoothed loss of the last training batch: what fastai prints as train_loss. */
  trainLoss: number;
  validLoss: number;
  accuracy: number;
}

/**
 * Keeps what a fit did, one entry per training batch and per pass; every fit starts afresh (fastai's Recorder,
 * learner.py). The smoothed loss is a moving average that does not lean towards its start at 0.
 */
export class Recorder implements Callback {
  readonly order = 50;
  /** Loss of each batch. */
  batchLosses: number[] = [];
  /** Smoothed. */
  losses: number[] = [];
  /** Learning rate of each step. */
  lrs: number[] = [];
  /** Momentum of each step. */
  moms: number[] = [];
  /** Steps done at the end of each pass. */
  iters: number[] = [];
  /** One entry for each validated pass. */
  values: EpochValues[] = [];
  private smooth = smoothing();
  private earlier: { average: number; count: number } | undefined;

  /** The next fit goes on from one of `count` steps whose smoothed loss was `average`. */
  goOnFrom(earlier: { average: number; count: number }) {
    this.earlier = earlier;
  }

  beforeFit() {
    this.batchLosses = [];
    this.losses = [];
    this.lrs = [];
    this.moms = [];
    this.iters = [];
    this.values = [];
    this.smooth = smoothing(undefined, this.earlier);
    this.earlier = undefined;
  }

  /** A cancelled batch counts with the latest loss there was, as in fastai. */
  afterBatch({ training, loss, optimizer }: Training) {
    if (!training) return;
    this.batchLosses.push(loss);
    this.losses.push(this.smooth(loss));
    this.lrs.push(optimizer.lr);
    this.moms.push(optimizer.mom);
  }

  afterEpoch({ epoch, step, validation }: Training) {
    const trainLoss = this.losses.at(-1);
    if (!validation || trainLoss === undefined) return;
    this.iters.push(step);
    this.values.push({
      epoch,
      trainLoss,
      validLoss: validation.loss,
      accuracy: validation.accuracy,
    });
  }
}
