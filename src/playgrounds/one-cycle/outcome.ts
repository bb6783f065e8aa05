/** What came of a training, live or recorded. Pure. */
import { forEye } from '#kit/state';
import type { RunState } from '#lab';
import type { RecordedRun } from './recorded.ts';

export interface Outcome {
  /** Smoothed loss over the steps. */
  loss: readonly (readonly [step: number, loss: number])[];
  /** Share of validation digits after the last step; null for a run that broke off. */
  accuracy: number | null;
  /** It ran to its end or broke off; otherwise it is underway or was stopped. */
  over: boolean;
  problem?: string | undefined;
}

/** @param steps of the whole run */
export function outcomeOf(run: RunState, steps: number): Outcome {
  const last = run.epochs.at(-1);
  return {
    loss: run.batches.map(({ step, smoothLoss }) => [step, smoothLoss] as const),
    accuracy: last?.step === steps ? last.accuracy : null,
    over: run.phase === 'ended' || run.phase === 'failed',
    problem: run.problem?.message,
  };
}

export const recordedOutcome = ({ smoothLoss, accuracy }: RecordedRun): Outcome => ({
  loss: smoothLoss.map((loss, i) => [i + 1, loss] as const),
  accuracy,
  over: true,
});

/** `97.3 % right`, or how it ended otherwise. */
export const outcomeText = ({ accuracy, over, loss }: Outcome): string => {
  if (accuracy !== null) return `${forEye(accuracy * 100, 1)} % right`;
  if (over) return `broke off after batch ${loss.length}: the loss was no number any more`;
  return `batch ${loss.length}`;
};

/** Accuracies closer than this are luck: two standard errors of a share near 0.97, and then some for the seed. */
const LUCK = 0.01;

/** Which of two did better, in a sentence. */
export function verdict(mine: Outcome, rival: Outcome): string {
  if (!mine.over || !rival.over) return '';
  const [a, b] = [mine.accuracy ?? 0, rival.accuracy ?? 0];
  if (Math.abs(a - b) < LUCK) {
    return 'That is a draw: another seed may turn it round.';
  }
  return a > b ? 'Yours wins.' : 'The rival wins.';
}
