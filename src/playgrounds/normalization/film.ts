/** The running statistics over a run: what each batch gave, what was kept. */
import type { RunState } from '#lab';
import { recording } from './layers.ts';

/** Weight of a new batch in PyTorch's running statistics. */
export const momentum = 0.1;

/** One channel over a run, `[steps + 1]`: index 0 is before the first batch. */
export interface Film {
  mean: number[];
  variance: number[];
}

export const tensorNames = ['bn1.running_mean', 'bn1.running_var'];

export const recordedFilm = (channel: number): Film => ({
  mean: recording.bn1.mean.map((channels) => channels[channel]!),
  variance: recording.bn1.variance.map((channels) => channels[channel]!),
});

/** The film of a run that was trained with the wish for `tensorNames`. */
export function filmOf({ tensors }: RunState, channel: number): Film {
  const of = (name: string) => tensors.map((frame) => frame.tensors[name]![channel]!);
  return { mean: of(tensorNames[0]!), variance: of(tensorNames[1]!) };
}

/**
 * What the batches themselves gave, `[steps]`, worked out backwards: a step moves the running number a tenth of the way
 * to it.
 */
export const batchesOf = (running: readonly number[]): number[] =>
  running.slice(1).map((after, i) => (after - (1 - momentum) * running[i]!) / momentum);

/** Share that the value before the first batch still has after some steps. */
export const startWeight = (steps: number): number => (1 - momentum) ** steps;
