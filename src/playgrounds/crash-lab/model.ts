/** What the crash lab remembers: four switches, a seed, and the curve a reader expected. Pure. */
import { type Recipe, recipes } from '#cnn/math';
import { numbers, oneOf, optional, stateCodec, whole } from '#kit/state';
import type { RunState } from '#lab';
import { type RecordedName, recordedNames } from '../activation-stats/recorded.ts';

/** Places of the expected curve, as shares of the run. */
export const guessPlaces: readonly number[] = [0, 0.1, 0.25, 0.5, 1];

export interface CrashState {
  batch: '64' | '512';
  schedule: Recipe['schedule'];
  norm: 'none' | 'batch';
  /** The chapter's last step: rate 0.1 and five passes instead of 0.06 and one. */
  push: 'no' | 'yes';
  seed: number;
  /** Near zero at the places, as the reader drew it; nothing before. */
  guess: readonly number[] | null;
}

const share = numbers(guessPlaces.length, guessPlaces.length, 1);

export const codec = stateCodec<CrashState>({
  tag: 'CrashLab',
  id: 'crash-lab',
  fields: {
    batch: oneOf(['64', '512']),
    schedule: oneOf(['constant', 'one-cycle']),
    norm: oneOf(['none', 'batch']),
    push: oneOf(['no', 'yes']),
    seed: whole(0, 999),
    guess: optional({
      write: share.write,
      read(text) {
        const values = share.read(text);
        if (values.some((value) => value < 0)) throw new RangeError('five numbers from 0 to 1');
        return values;
      },
    }),
  },
  start: { batch: '64', schedule: 'constant', norm: 'none', push: 'no', seed: 0, guess: null },
});

/** The experiment that the switches make: the chapter's run where they meet one, another seed of it, or one of the reader's own. */
export function recipeOf(state: CrashState): Recipe {
  const { batch, schedule, norm, push, seed } = state;
  const base = recipes[push === 'yes' ? 'F' : batch === '64' ? 'B' : 'C'].recipe;
  return { ...base, batchSize: Number(batch), schedule, norm, seed };
}

/** The chapter's run that differs from the switches in its seed at most. */
export function chapterRun(state: CrashState): RecordedName | undefined {
  const mine = recipeOf(state);
  return recordedNames.find((name) => {
    const { seed, ...run } = recipes[name].recipe;
    return Object.entries(run).every(([field, value]) => mine[field as keyof Recipe] === value);
  });
}

/** The switches that make a run of the chapter. */
export function switchesOf(
  name: RecordedName,
): Pick<CrashState, 'batch' | 'schedule' | 'norm' | 'push'> {
  const { batchSize, schedule, norm, lr } = recipes[name].recipe;
  return {
    batch: batchSize === 64 ? '64' : '512',
    schedule,
    norm: norm === 'batch' ? 'batch' : 'none',
    push: lr > recipes.B.recipe.lr ? 'yes' : 'no',
  };
}

export type Point = readonly [progress: number, value: number];

/** A run's share near zero in conv4, over the share of the run that is done. */
export function nearZeroOf(run: RunState): Point[] {
  const steps = run.recipe?.steps ?? 1;
  return run.stats.flatMap(({ step, layers }) => {
    const conv4 = layers.find(({ layer }) => layer === 'conv4');
    return conv4 ? [[step / steps, conv4.nearZero] as const] : [];
  });
}

/** A run's smoothed loss, over the share of the run that is done. */
export function lossOf(run: RunState): Point[] {
  const steps = run.recipe?.steps ?? 1;
  return run.batches.map(({ step, smoothLoss }) => [step / steps, smoothLoss] as const);
}

/** How far a drawn curve lies from the real one, as a mean over the places: 0 is a hit, 1 as far as can be. */
export function distance(guess: readonly number[], real: readonly Point[]): number {
  if (real.length === 0) return Number.NaN;
  const at = (place: number) =>
    real.reduce((best, point) =>
      Math.abs(point[0] - place) < Math.abs(best[0] - place) ? point : best,
    )[1];
  return (
    guessPlaces.reduce((sum, place, i) => sum + Math.abs(guess[i]! - at(place)), 0) /
    guessPlaces.length
  );
}

/** Outcomes of a recipe over seeds. */
export interface Outcomes {
  accuracies: readonly number[];
  stuck: number;
}
/** @param guessing accuracy below which a network never learned */
export const outcomesOf = (accuracies: readonly number[], guessing: number): Outcomes => ({
  accuracies,
  stuck: accuracies.filter((accuracy) => accuracy < guessing).length,
});
