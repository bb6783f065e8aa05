import { defaultRecipe } from '#cnn/math';
import { emptyRun, type RunState } from '#lab';
import type { Answer } from './answers.ts';
import type { Recipe } from './model.ts';

/** One real run of the chapter's recipe as it lies in `recorded.json`; tests/playgrounds/trainer.recorded.test.ts writes it. */
export interface Recording {
  recipe: Recipe;
  stepsPerEpoch: number;
  trainCount: number;
  validCount: number;
  parameters: number;
  engine: RunState['engine'];
  backend: string;
  seconds: number;
  /** One number a step. */
  loss: number[];
  smoothLoss: number[];
  lr: number[];
  mom: number[];
  epochs: { epoch: number; step: number; trainLoss: number; validLoss: number; accuracy: number }[];
  /** Kernels in whole steps of `unit`: base64 of `[steps × 200]` signed bytes. */
  frames: { steps: number[]; unit: number; values: string };
  /** The worst mistakes; pixels are base64 of bytes 0 to 255. */
  mistakes: (Omit<Answer, 'pixels'> & { pixels: string })[];
}

/** The recording as a finished run. */
export function recordedRun(recording: Recording): RunState {
  const { frames, loss, smoothLoss, lr, mom, recipe, mistakes, ...facts } = recording;
  const cells = Int8Array.from(bytesOf(frames.values));
  const size = cells.length / Math.max(1, frames.steps.length);
  return {
    ...emptyRun,
    ...facts,
    recipe: { ...defaultRecipe, ...recipe },
    phase: 'ended',
    batches: loss.map((value, i) => ({
      step: i + 1,
      loss: value,
      smoothLoss: smoothLoss[i]!,
      lr: lr[i]!,
      mom: mom[i]!,
    })),
    frames: frames.steps.map((step, i) => ({
      step,
      values: Array.from(cells.subarray(i * size, (i + 1) * size), (cell) => cell * frames.unit),
    })),
  };
}

export function recordedMistakes({ mistakes }: Recording): Answer[] {
  return mistakes.map((mistake) => ({ ...mistake, pixels: bytesOf(mistake.pixels) }));
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
