/** The chapter's runs as they were recorded: what fastai's ActivationStats keeps, loss and rates. */
import { type RecipeName, recipes } from '#cnn/math';
import { emptyRun, type LayerFigures, type RunState } from '#lab';

/** The runs that were recorded, as facts and figures of the chapter. */
export const recordedNames = ['B', 'C', 'D', 'E', 'F'] as const satisfies readonly RecipeName[];
export type RecordedName = (typeof recordedNames)[number];

/** Steps of a byte for each unit of log(1 + count). */
export const UNIT = 18;

/** A run as it lies in `recorded/`; tests/playgrounds/activation-stats.recorded.test.ts writes it. */
export interface Recording {
  name: RecordedName;
  trainCount: number;
  validCount: number;
  stepsPerEpoch: number;
  parameters: number;
  /** Steps whose figures were kept; all numbers below are of these. */
  steps: number[];
  loss: number[];
  smoothLoss: number[];
  lr: number[];
  mom: number[];
  epochs: { epoch: number; step: number; trainLoss: number; validLoss: number; accuracy: number }[];
  layers: {
    layer: string;
    mean: number[];
    std: number[];
    nearZero: number[];
    /** log(1 + count) in steps of 1/UNIT: base64 of `[steps × 40]` bytes. */
    logCounts: string;
  }[];
}

/** A recording as a finished run; its histograms are exact to a few hundredths of log(1 + count). */
export function recordedRun(recording: Recording): RunState {
  const { name, steps, loss, smoothLoss, lr, mom, layers, ...facts } = recording;
  const bins = layers.map(({ logCounts }) =>
    Uint8Array.from(atob(logCounts), (letter) => letter.charCodeAt(0)),
  );
  return {
    ...emptyRun,
    ...facts,
    recipe: recipes[name].recipe,
    phase: 'ended',
    batches: steps.map((step, i) => ({
      step,
      loss: loss[i]!,
      smoothLoss: smoothLoss[i]!,
      lr: lr[i]!,
      mom: mom[i]!,
    })),
    stats: steps.map((step, i) => ({
      step,
      layers: layers.map(
        ({ layer, mean, std, nearZero }, at): LayerFigures => ({
          layer,
          mean: mean[i]!,
          std: std[i]!,
          nearZero: nearZero[i]!,
          histogram: Array.from(bins[at]!.subarray(i * 40, i * 40 + 40), (byte) =>
            Math.expm1(byte / UNIT),
          ),
        }),
      ),
    })),
  };
}
