import type { Learner } from '#cnn';
import { bytes, type Check, floats, listOf, namedBy, number, shaped, whole } from './checks.ts';

/** All that a run needs to go on after a pass, number by number as if it had never stopped. */
export interface Checkpoint {
  /** Passes done. */
  epoch: number;
  /** Steps done. */
  step: number;
  /** As fastai prints it. */
  smoothLoss: number;
  /** Parameters and buffers, by PyTorch's names. */
  model: Record<string, Float32Array>;
  optimizer: { lr: number; mom: number; steps: number; averages: Float32Array[][] };
}

const fields = shaped({
  epoch: whole,
  step: whole,
  smoothLoss: number,
  model: namedBy(floats),
  optimizer: shaped({
    lr: number,
    mom: number,
    steps: whole,
    averages: listOf(listOf(floats)),
  }),
});

/** Whether something that came over the wall, or out of a storage, is a checkpoint. */
export const isCheckpoint: Check = (value) => !bytes(value) && fields(value);

/** Where a learner stands after so many passes and steps. */
export function checkpointOf(learner: Learner, epoch: number, step: number): Checkpoint {
  const { model, optimizer } = learner.save();
  const smoothLoss = learner.recorder.losses.at(-1) ?? Number.NaN;
  return { epoch, step, smoothLoss, model: Object.fromEntries(model), optimizer };
}

/**
 * Puts a fresh learner where another one stood; its next fit is to begin with `startEpoch: epoch`.
 *
 * @throws RangeError when the checkpoint is of another network, or of passes of another length
 */
export function goOnFrom(learner: Learner, { epoch, step, smoothLoss, ...state }: Checkpoint) {
  if (step !== epoch * learner.data.stepsPerEpoch) {
    throw new RangeError(
      `The saved point lies after ${step} steps, which are no ${epoch} passes over these images. Train from the start.`,
    );
  }
  learner.load({ model: new Map(Object.entries(state.model)), optimizer: state.optimizer });
  learner.data.passes = epoch;
  learner.recorder.goOnFrom({ average: smoothLoss, count: step });
}
