import { sameRecipe } from '#cnn/math';
/** A run that was cut off, with all it needs to go on, as the text that a browser keeps. */
import { type Checkpoint, isCheckpoint, type RunState } from '#lab';
import { floatsOf, floatsText } from './number-texts.ts';
import { packed, unpacked } from './packed-run.ts';

/** A run with a point it can go on from. */
export type Unfinished = RunState & {
  checkpoint: Checkpoint;
  recipe: NonNullable<RunState['recipe']>;
};

/** A run that ended before its last step, and not by its own fault. */
export function unfinished(run: RunState): Unfinished | undefined {
  const { phase, problem, checkpoint, recipe } = run;
  const cut = phase === 'stopped' || (phase === 'failed' && problem?.retry === true);
  return cut && checkpoint && recipe ? { ...run, checkpoint, recipe } : undefined;
}

/** Whether a run is the same experiment as one that was cut off, and came at least as far. */
export const goesAsFar = (run: RunState, { recipe, checkpoint }: Unfinished): boolean =>
  run.recipe !== undefined &&
  sameRecipe(run.recipe, recipe) &&
  (run.batches.at(-1)?.step ?? 0) >= checkpoint.step;

export function unfinishedText(run: RunState & { checkpoint: Checkpoint }): string {
  const { model, optimizer, ...place } = run.checkpoint;
  const stopped = { ...run, phase: 'stopped', problem: undefined } as const;
  return JSON.stringify({
    run: packed({ id: 'unfinished', name: '', note: '', run: stopped }),
    place,
    model: Object.fromEntries(
      Object.entries(model).map(([name, values]) => [name, floatsText(values)]),
    ),
    optimizer: {
      ...optimizer,
      averages: optimizer.averages.map((arrays) => arrays.map(floatsText)),
    },
  });
}

/** @throws Error when the text is no unfinished run of this page */
export function unfinishedOf(text: string): Unfinished {
  const { run: packedRun, place, model, optimizer } = JSON.parse(text);
  const { run } = unpacked(packedRun);
  const checkpoint: unknown = {
    ...place,
    model: Object.fromEntries(
      Object.entries(model as Record<string, string>).map(([name, values]) => [
        name,
        floatsOf(values),
      ]),
    ),
    optimizer: {
      ...optimizer,
      averages: (optimizer.averages as string[][]).map((arrays) => arrays.map(floatsOf)),
    },
  };
  if (!isCheckpoint(checkpoint)) throw new Error('Its saved point is none.');
  const whole = unfinished({ ...run, checkpoint: checkpoint as Checkpoint });
  if (!whole) throw new Error('It is not unfinished.');
  return whole;
}
