import type { Callback } from './callback.ts';
import type { Bounds } from './fit-run.ts';
import { demandWhole } from './math/index.ts';

/** How long to train: whole passes, or training batches, where the last pass is cut short. */
export type Length = { epochs: number } | { steps: number };

/** What a fit may be told besides how long and how fast. */
export interface FitOptions {
  /** Ends the fit at the next batch. */
  signal?: AbortSignal | undefined;
  /** For this fit only, besides those of the learner. */
  callbacks?: readonly Callback[];
  /** Waited for before every batch: a way to pause. */
  gate?: (() => Promise<void>) | undefined;
  /**
   * Passes of this length that an earlier fit has done: this one begins with the next, as far along its schedule (fastai's
   * `start_epoch`). The numbers there are the caller's to load. 0 when absent.
   */
  startEpoch?: number | undefined;
}

/** @throws RangeError when the length is not a whole number of at least 1, or nothing of it is left after `startEpoch` */
export function boundsOf(
  length: Length,
  stepsPerEpoch: number,
  startEpoch = 0,
): Omit<Bounds, 'signal'> {
  const inSteps = 'steps' in length;
  if (inSteps) demandWhole('steps', length.steps, 1);
  else demandWhole('epochs', length.epochs, 1);
  demandWhole('startEpoch', startEpoch, 0);
  const steps = inSteps ? length.steps : length.epochs * stepsPerEpoch;
  if (startEpoch * stepsPerEpoch >= steps) {
    throw new RangeError(
      `startEpoch is ${startEpoch}, but the fit ends with step ${steps}; after ${startEpoch * stepsPerEpoch} steps nothing is left of it.`,
    );
  }
  return { steps, startEpoch, ...(inSteps ? {} : { epochs: length.epochs }) };
}
