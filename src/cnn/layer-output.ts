import type * as tf from '@tensorflow/tfjs-core';
import { type Summary, summarize } from './math/index.ts';

/**
 * What a layer just put out, wherever its numbers lie. It lives as long as its batch: keep what you asked it for, not
 * the output itself.
 */
export interface LayerOutput {
  /** Name of the layer. */
  readonly layer: string;
  /** With the batch: `[batch, height, width, channels]`, or `[batch, features]`. */
  readonly shape: readonly number[];
  /** Whether the batch trains; false while validating or predicting. */
  readonly training: boolean;
  /** A copy of the numbers, the last axis fastest. @throws Error once the batch is done */
  values(): Float32Array;
  /** What fastai's ActivationStats keeps of them. @throws Error once the batch is done */
  stats(): Summary;
}

/** Called with what each layer puts out, as it does: PyTorch's forward hook. */
export type Look = (output: LayerOutput) => void;

/** The output of a layer whose numbers lie in a tensor. */
export function tensorOutput(layer: string, tensor: tf.Tensor, training: boolean): LayerOutput {
  const numbers = () => {
    if (!tensor.isDisposed) return tensor.dataSync();
    throw new Error(
      `The batch is done, and what ${layer} put out is gone. Ask while you are shown it.`,
    );
  };
  return {
    layer,
    shape: [...tensor.shape],
    training,
    values: () => Float32Array.from(numbers()),
    stats: () => summarize(numbers()),
  };
}
