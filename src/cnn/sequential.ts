import type * as tf from '@tensorflow/tfjs-core';
import type { Buffer, Layer, Parameter } from './layer.ts';
import { type Look, tensorOutput } from './layer-output.ts';

/** Applies layers one after the other, and shows each output to whoever watches. It owns its layers. */
export class Sequential implements Layer {
  readonly name: string;
  readonly type = 'Sequential';
  /** As given; one of them may be a Sequential itself. */
  readonly layers: readonly Layer[];
  private readonly watchers = new Set<Look>();

  /** @throws RangeError when two layers, nested ones too, have the same name */
  constructor(name: string, layers: readonly Layer[]) {
    this.name = name;
    this.layers = layers;
    const names = this.flat.map((layer) => layer.name);
    const twice = names.find((one, i) => names.indexOf(one) < i);
    if (twice !== undefined) {
      throw new RangeError(`Two layers are named "${twice}"; each needs a name of its own.`);
    }
  }

  /** The layers that compute, those of nested Sequentials in their places (fastai's `flatten_model`). */
  get flat(): Layer[] {
    return this.layers.flatMap((layer) => (layer instanceof Sequential ? layer.flat : [layer]));
  }

  /** Those of all layers, first layer first. */
  get parameters(): Parameter[] {
    return this.layers.flatMap((layer) => layer.parameters);
  }

  /** Those of all layers, first layer first. */
  get buffers(): Buffer[] {
    return this.layers.flatMap((layer) => layer.buffers);
  }

  /** From a batch to a batch, through all layers. @throws RangeError when a layer cannot take what reaches it */
  forward(x: tf.Tensor, training: boolean): tf.Tensor {
    return this.pass(x, training, []);
  }

  /** From the next batch on `look` sees every output, until the returned function is called. */
  watch(look: Look): () => void {
    this.watchers.add(look);
    return () => this.watchers.delete(look);
  }

  /** Shape of one image after all layers. @throws RangeError when a layer cannot take what reaches it */
  outputShape(inputShape: readonly number[]): number[] {
    return this.layers.reduce<number[]>(
      (shape, layer) => layer.outputShape(shape),
      [...inputShape],
    );
  }

  /** Frees all layers; nobody watches any more. */
  dispose() {
    this.watchers.clear();
    for (const layer of this.layers) layer.dispose();
  }

  /** Whoever watches the whole sees what its parts put out. */
  private pass(x: tf.Tensor, training: boolean, above: readonly Look[]): tf.Tensor {
    const watchers = [...above, ...this.watchers];
    return this.layers.reduce((input, layer) => {
      if (layer instanceof Sequential) return layer.pass(input, training, watchers);
      const output = layer.forward(input, training);
      if (watchers.length > 0) {
        const shown = tensorOutput(layer.name, output, training);
        for (const look of watchers) look(shown);
      }
      return output;
    }, x);
  }
}
