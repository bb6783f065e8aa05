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
}

/** @throws RangeError when the length is not a whole number of at least 1 */
export function boundsOf(length: Length, stepsPerEpoch: number): Omit<Bounds, 'signal'> {
  if ('steps' in length) {
    demandWhole('steps', length.steps, 1);
    return { steps: length.steps };
  }
  demandWhole('epochs', length.epochs, 1);
  return { steps: length.epochs * stepsPerEpoch, epochs: length.epochs };
}
