/** The training whose Learner is looked into, by either of fastai's calls, and how it was recorded. */
import { type Recipe, recipes } from '#cnn/math';
import { emptyRun, type LayerFigures, type RunState } from '#lab';

/** Passes over the site's digits. */
export const epochs = 5;
/** Batches of a pass: the last, incomplete one is dropped. */
export const stepsPerEpoch = 17;
/** Batches in all. */
export const total = epochs * stepsPerEpoch;

export const calls = ['fit_one_cycle', 'fit'] as const;
export type Call = (typeof calls)[number];

/** The chapter's runs C and D, shortened to whole passes over the digits of this site. */
const recipesOf: Record<Call, Recipe> = {
  fit_one_cycle: { ...recipes.D.recipe, steps: total },
  fit: { ...recipes.C.recipe, steps: total },
};
export const recipeOf = (call: Call): Recipe => recipesOf[call];

/** As a reader types it. */
export const callText = (call: Call): string => `learn.${call}(${epochs}, ${recipeOf(call).lr})`;

/** A run as it lies in `recorded/`; tests/playgrounds/learner.recorded.test.ts writes it. */
export interface Recording {
  call: Call;
  trainCount: number;
  validCount: number;
  parameters: number;
  /** One number a batch. */
  loss: number[];
  smoothLoss: number[];
  lr: number[];
  mom: number[];
  epochs: { epoch: number; step: number; trainLoss: number; validLoss: number; accuracy: number }[];
  layers: { layer: string; mean: number[]; std: number[]; nearZero: number[] }[];
}

/** The recording as a finished run; its histograms were not kept. */
export function recordedRun(recording: Recording): RunState {
  const { call, loss, smoothLoss, lr, mom, layers, ...facts } = recording;
  return {
    ...emptyRun,
    ...facts,
    stepsPerEpoch,
    recipe: recipeOf(call),
    phase: 'ended',
    batches: loss.map((value, i) => ({
      step: i + 1,
      loss: value,
      smoothLoss: smoothLoss[i]!,
      lr: lr[i]!,
      mom: mom[i]!,
    })),
    stats: loss.map((_, i) => ({
      step: i + 1,
      layers: layers.map(
        ({ layer, mean, std, nearZero }): LayerFigures => ({
          layer,
          mean: mean[i]!,
          std: std[i]!,
          nearZero: nearZero[i]!,
          histogram: [],
        }),
      ),
    })),
  };
}
