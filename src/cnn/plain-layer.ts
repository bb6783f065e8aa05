// Whoever has a layer can train it.
import './gradients.ts';
import type * as tf from '@tensorflow/tfjs-core';
import type { Buffer, Layer, Parameter } from './layer.ts';
import { demandLayer, type LayerPlan, outputShape } from './math/index.ts';

/** What all layers share: the plan they follow, the variables they own, and what they refuse. */
export abstract class PlainLayer<Plan extends LayerPlan = LayerPlan> implements Layer {
  readonly plan: Plan;
  readonly parameters: readonly Parameter[] = [];
  readonly buffers: readonly Buffer[] = [];

  /** @throws RangeError naming the setting of the plan that cannot be used */
  constructor(plan: Plan) {
    demandLayer(plan);
    this.plan = plan;
  }

  /** As the plan has it; it begins the names of the layer's parameters. */
  get name() {
    return this.plan.name;
  }

  /** Of PyTorch's module, such as `Conv2d`. */
  get type() {
    return this.plan.type;
  }

  /**
   * @param x `[batch, height, width, channels]`, or `[batch, features]` behind Flatten
   * @param training whether batch norm goes by this batch; false when absent
   * @throws RangeError when the layer cannot take a batch of this shape
   */
  forward(x: tf.Tensor, training = false): tf.Tensor {
    const [batch, ...image] = x.shape;
    if (!batch) {
      throw new RangeError(
        `${this.name} got x of shape [${x.shape.join(', ')}]; it accepts a batch of at least one image.`,
      );
    }
    this.outputShape(image);
    return this.compute(x, training);
  }

  /** The layer's arithmetic, on a batch whose shape it accepts. */
  protected abstract compute(x: tf.Tensor, training: boolean): tf.Tensor;

  /**
   * Shape of one image after this layer, without the batch.
   *
   * @throws RangeError when the layer cannot take the shape
   */
  outputShape(inputShape: readonly number[]) {
    return outputShape(this.plan, inputShape);
  }

  /** Frees the layer's numbers. */
  dispose() {
    for (const { value } of [...this.parameters, ...this.buffers]) value.dispose();
  }
}
