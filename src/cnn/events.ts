import {
  type Callback,
  CancelBackward,
  CancelBatch,
  CancelEpoch,
  CancelFit,
  CancelStep,
  CancelTrain,
  CancelValid,
  type Moment,
  type Training,
} from './callback.ts';

/** What can be cancelled, and by which error. */
const cancels = {
  Fit: CancelFit,
  Epoch: CancelEpoch,
  Train: CancelTrain,
  Validate: CancelValid,
  Batch: CancelBatch,
  Backward: CancelBackward,
  Step: CancelStep,
} as const;

/** A part of training that begins, may be cancelled, and ends. */
export type Phase = keyof typeof cancels;

/** Whether an error asks to leave this phase. */
export const leaves = (phase: Phase, error: unknown) => error instanceof cancels[phase];

/** Tells callbacks of the moments of one fit. */
export class Events {
  private readonly callbacks: readonly Callback[];
  private readonly fit: Training;

  constructor(callbacks: readonly Callback[], fit: Training) {
    this.callbacks = callbacks.toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0));
    this.fit = fit;
  }

  tell(moment: Moment) {
    for (const callback of this.callbacks) callback[moment]?.(this.fit);
  }

  /** Tells everybody, even if somebody throws. @returns what was thrown */
  tellAll(moment: Moment): unknown[] {
    return this.callbacks.flatMap((callback) => {
      try {
        callback[moment]?.(this.fit);
        return [];
      } catch (error) {
        return [error];
      }
    });
  }

  /** fastai's `_with_events` (learner.py): "before", the work, and "after", which comes though somebody cancels. */
  async around(phase: Exclude<Phase, 'Fit' | 'Backward'>, work: () => void | Promise<void>) {
    try {
      this.tell(`before${phase}`);
      await work();
    } catch (error) {
      if (!leaves(phase, error)) throw error;
      this.tell(`afterCancel${phase}`);
    }
    this.tell(`after${phase}`);
  }
}
