import { type Callback, CancelFit, CancelValid, type Training } from './callback.ts';
import {
  demandChoice,
  demandWhole,
  divergedAt,
  type LrCurve,
  lrSweep,
  type Schedule,
  type Suggestion,
  smoothing,
  suggestions,
  usedPart,
} from './math/index.ts';

/** How a learning rate is searched for; what is left out is fastai's. */
export interface LrFindOptions {
  /** Learning rate of the first step; 1e-7 when absent. */
  startLr?: number;
  /** Learning rate the search heads for; 10 when absent. */
  endLr?: number;
  /** Steps at most, at least 6; 100 when absent. */
  numIt?: number;
  /** Whether to stop once the smoothed loss is above four times its lowest value; true when absent. */
  stopDiv?: boolean;
}

/** What a search for a learning rate found. */
export interface LrFound {
  /** Every step: its learning rate and the smoothed loss. From where it is no number on, all are NaN. */
  curve: LrCurve;
  /** The part that fastai draws and reads suggestions from. */
  used: LrCurve;
  /** By the name of the rule; one that needs a longer curve is absent. fastai uses `valley` unless told otherwise. */
  suggestions: Partial<Record<keyof typeof suggestions, Suggestion>>;
  /** Whether the signal ended it. */
  cancelled: boolean;
}

/**
 * fastai's LRFinder (callback/schedule.py): trains with a learning rate that grows by the same factor every step, and
 * ends the fit once the smoothed loss is above four times its lowest value; there is no validation. It keeps the curve, and leaves restoring the network to
 * `Learner.lrFind`.
 *
 * @throws RangeError naming the option that cannot be used
 */
export class LRFinder implements Callback {
  // As a ParamScheduler.
  readonly order = 60;
  readonly numIt: number;
  /** Every step of the search: its learning rate and the smoothed loss. */
  curve: LrCurve = { lrs: [], losses: [] };
  private readonly stopDiv: boolean;
  private readonly schedule: Schedule;
  private smooth = smoothing();
  private best = Number.POSITIVE_INFINITY;

  /** @throws RangeError naming the option that cannot be used */
  constructor({ startLr = 1e-7, endLr = 10, numIt = 100, stopDiv = true }: LrFindOptions = {}) {
    demandWhole('numIt', numIt, 6);
    demandChoice('stopDiv', stopDiv, [true, false]);
    if (!(startLr > 0 && startLr < endLr && endLr < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `startLr is ${startLr} and endLr is ${endLr}; they must be above 0, the first below the second.`,
      );
    }
    this.numIt = numIt;
    this.stopDiv = stopDiv;
    this.schedule = lrSweep(startLr, endLr);
  }

  beforeFit() {
    this.curve = { lrs: [], losses: [] };
    this.smooth = smoothing();
    this.best = Number.POSITIVE_INFINITY;
  }

  beforeBatch({ training, step, optimizer }: Training) {
    if (training) optimizer.lr = this.schedule(step / this.numIt);
  }

  afterBatch({ training, loss, optimizer }: Training) {
    if (training && this.isOver(optimizer.lr, loss)) throw new CancelFit();
  }

  beforeValidate() {
    throw new CancelValid();
  }

  /** The part of the curve that fastai draws and reads suggestions from. */
  used(): LrCurve {
    return usedPart(this.curve, this.numIt);
  }

  /** The curve and what the four rules read off it. */
  found(cancelled: boolean): LrFound {
    const used = this.used();
    const read = Object.entries(suggestions).flatMap(([name, rule]) => {
      try {
        return [[name, rule(used)] as const];
      } catch {
        return [];
      }
    });
    return { curve: this.curve, used, suggestions: Object.fromEntries(read), cancelled };
  }

  /**
   * The fit could not go on after this loss, for numbers were not finite. fastai would: an infinite loss is above any
   * bound and ends the search there; one that is no number never is, so the rest of the curve is NaN.
   */
  breakOff(loss: number) {
    const lrAt = (step: number) => this.schedule(step / this.numIt);
    let over = this.isOver(lrAt(this.curve.lrs.length), loss);
    while (!over) over = this.isOver(lrAt(this.curve.lrs.length), Number.NaN);
  }

  /** Takes in a step. @returns whether it was the last one, by fastai's rule */
  private isOver(lr: number, loss: number): boolean {
    const smooth = this.smooth(loss);
    this.curve.lrs.push(lr);
    this.curve.losses.push(smooth);
    if (smooth < this.best) this.best = smooth;
    return (
      (this.stopDiv && smooth > divergedAt * this.best) || this.curve.losses.length >= this.numIt
    );
  }
}
