import type * as tf from '@tensorflow/tfjs-core';
import type { Buffer, Layer, Parameter } from './layer.ts';

/** Called with a layer and what it just put out. The tensor is freed when the batch is done: keep numbers, not it. */
export type Look = (layer: Layer, output: tf.Tensor, training: boolean) => void;

/** Applies layers one after the other, and shows each output to whoever watches: PyTorch's forward hook. */
export class Sequential implements Layer {
  readonly name: string;
  readonly type = 'Sequential';
  readonly layers: readonly Layer[];
  private readonly watchers = new Set<Look>();

  constructor(name: string, layers: readonly Layer[]) {
    this.name = name;
    this.layers = layers;
  }

  get parameters(): Parameter[] {
    return this.layers.flatMap((layer) => layer.parameters);
  }

  get buffers(): Buffer[] {
    return this.layers.flatMap((layer) => layer.buffers);
  }

  forward(x: tf.Tensor, training: boolean): tf.Tensor {
    return this.layers.reduce((input, layer) => {
      const output = layer.forward(input, training);
      for (const look of this.watchers) look(layer, output, training);
      return output;
    }, x);
  }

  /** From the next batch on `look` sees every output, until the returned function is called. */
  watch(look: Look): () => void {
    this.watchers.add(look);
    return () => this.watchers.delete(look);
  }

  outputShape(inputShape: readonly number[]): number[] {
    return this.layers.reduce<number[]>(
      (shape, layer) => layer.outputShape(shape),
      [...inputShape],
    );
  }

  dispose() {
    this.watchers.clear();
    for (const layer of this.layers) layer.dispose();
  }
}
