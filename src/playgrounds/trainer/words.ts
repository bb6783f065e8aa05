import { forEye } from '#kit/state';
import type { RunState } from '#lab';
import { inWords } from './model.ts';

/** 12345 as “12,345”. */
export const grouped = (value: number): string => forEye(value, 0);

/** A loss or rate with about three figures. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return 'not a number';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1000) return value.toExponential(1);
  return size >= 0.001 ? String(Number(value.toPrecision(3))) : value.toExponential(1);
}

/** A loss with three places, so that a column of them can be compared. */
export function lossFigure(value: number): string {
  return Math.abs(value) < 100 ? value.toFixed(3) : figure(value);
}

export const lossOrNothing = (loss: number | undefined) =>
  loss === undefined ? '' : lossFigure(loss);

export const percent = (share: number) => `${(100 * share).toFixed(1)}\u00a0%`;

export const latestEpoch = (run: RunState) => run.epochs.at(-1);

export function rightOf(run: RunState): number | undefined {
  const epoch = latestEpoch(run);
  return epoch && Math.round(epoch.accuracy * run.validCount);
}

export function speedOf(run: RunState): number | undefined {
  const last = run.batches.at(-1);
  if (!last || !run.recipe || !(run.seconds > 0)) return undefined;
  return (last.step * run.recipe.batchSize) / run.seconds;
}

/** Kernels of what kind, and on which backend where that is not one and the same. */
export function computedBy({ engine, backend }: RunState): string {
  if (engine.name === '') return '–';
  return engine.name.startsWith('composed') ? `${engine.name}, ${backend}` : engine.name;
}

export const milliseconds = (timing: { milliseconds: number }) =>
  `${figure(timing.milliseconds)}\u00a0ms`;

/** The result in one sentence, for eyes and for the live region. */
export function result(run: RunState, paused = false): string {
  const epoch = latestEpoch(run);
  const step = run.batches.at(-1)?.step ?? 0;
  const steps = run.recipe?.steps ?? 0;
  switch (run.phase) {
    case 'empty':
      return 'No run yet.';
    case 'preparing':
      return `Waiting for ${run.waitingFor ?? 'the training program'}.`;
    case 'training':
      return `${paused ? 'Paused at' : 'Training,'} step ${grouped(step)} of ${grouped(steps)}.${held(run)}`;
    case 'failed':
      return run.problem?.message ?? '';
    case 'stopped':
      return step === 0
        ? 'Stopped before the first step.'
        : `Stopped after step ${grouped(step)} of ${grouped(steps)}${epoch ? `; ${rightText(run)} when last asked, after step ${epoch.step}` : ''}.`;
    case 'ended':
      return epoch ? `${capital(rightText(run))}${remark(run)}.${held(run)}` : 'The run is over.';
  }
}

/** What is validated: digits, or images of the reader's own. */
export const nounOf = (classes: readonly string[]): string =>
  classes.every((name) => /^\d$/.test(name)) ? 'digits' : 'images';

const rightText = (run: RunState) =>
  `${rightOf(run)} of ${grouped(run.validCount)} validation ${nounOf(run.classes)} right (${percent(latestEpoch(run)?.accuracy ?? 0)})`;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What happened to the run besides its recipe. */
const held = ({ steered, resumed }: RunState) =>
  (steered.length > 0 ? ` Steered by hand from step ${grouped(steered[0]!.step + 1)} on.` : '') +
  (resumed.length > 0 ? ` Interrupted, and went on after step ${grouped(resumed.at(-1)!)}.` : '');

function remark(run: RunState): string {
  const guessing = run.classes.length === 2 ? 0.6 : 0.2;
  return (latestEpoch(run)?.accuracy ?? 0) < guessing
    ? ': no better than always giving the same answer'
    : '';
}

/** What the live region says: start, tenths of the run, end, failure; the same text within a tenth. */
export function announcement(run: RunState): string {
  if (run.phase !== 'training' || !run.recipe) return result(run);
  const step = run.batches.at(-1)?.step ?? 0;
  const tenth = Math.floor((10 * step) / run.recipe.steps);
  if (tenth === 0) return `Training began: ${inWords(run.recipe)}, ${run.recipe.steps} steps.`;
  const mark = run.batches[Math.ceil((tenth * run.recipe.steps) / 10) - 1];
  return `${tenth * 10} percent done, loss ${lossFigure(mark?.smoothLoss ?? Number.NaN)}.`;
}

/** What the reader sees under a run: state in a word or two. */
export function stateWord(run: RunState): string {
  const step = run.batches.at(-1)?.step ?? 0;
  const words = {
    empty: 'not run',
    preparing: 'waiting',
    training: `step ${grouped(step)} of ${grouped(run.recipe?.steps ?? 0)}`,
    ended: 'done',
    stopped: `stopped, step ${grouped(step)}`,
    failed: `failed, step ${grouped(step)}`,
  };
  return words[run.phase];
}
