import { type Learner, NonFiniteLoss } from '#cnn';
import { DigitsError } from './digits/digit-files.ts';
import type { Report } from './reports.ts';

type Failed = Extract<Report, { type: 'failed' }>;

/** What went wrong, for a reader. */
export function sentence(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}

/** What browsers and WebAssembly programs say when there is no room left. */
const full = /out of memory|could not allocate|allocation failed|\bOOM\b/i;

/**
 * Why a training ended before its time, and what may help.
 *
 * @param before steps done before it began
 */
export function failure(problem: unknown, learner: Learner | undefined, before = 0): Failed {
  if (problem instanceof NonFiniteLoss && learner) {
    const { lr } = learner.optimizer;
    const batch = before + learner.recorder.batchLosses.length + 1;
    return {
      type: 'failed',
      message:
        `The loss stopped being a number at batch ${batch}: with a learning rate of ${Number(lr.toPrecision(2))} there, ` +
        'the steps threw the weights out of range. Try a tenth of that rate; everything else can stay.',
      retry: false,
      remedy: 'tenth of the rate',
    };
  }
  const message = sentence(problem);
  if (full.test(message)) {
    return {
      type: 'failed',
      message:
        'This browser has no memory left for batches of that size. Try half of it, or close other tabs and train again.',
      retry: true,
      remedy: 'half the batch',
    };
  }
  return { type: 'failed', message, retry: problem instanceof DigitsError };
}
