import type * as tf from '@tensorflow/tfjs-core';

/** A trainable tensor of a layer. */
export interface Parameter {
  /** As in PyTorch's state dict, such as `conv1.weight`. */
  name: string;
  value: tf.Variable;
  /** Whether weight decay applies: fastai spares biases, and the parameters of the norm layers it knows. */
  decays: boolean;
}

/** A named tensor a layer keeps but no gradient trains, such as a running mean. */
export type Buffer = Omit<Parameter, 'decays'>;

/** One step of a network, from a batch to a batch; owns its variables until `dispose`. */
export interface Layer {
  readonly name: string;
  /** Of PyTorch's module, such as `Conv2d`. */
  readonly type: string;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly Buffer[];
  /**
   * Images are `[batch, height, width, channels]`. `training` matters to batch norm only. The numbers themselves are
   * not looked at: what is no number comes out as none, as in PyTorch.
   *
   * @throws RangeError when the layer cannot take a batch of this shape
   */
  forward(x: tf.Tensor, training: boolean): tf.Tensor;
  /**
   * Shape of one image after this layer, from its shape before: without the batch.
   *
   * @throws RangeError when the layer cannot take the shape
   */
  outputShape(inputShape: readonly number[]): number[];
  /** Frees the layer's numbers. */
  dispose(): void;
}
