// Whoever has a layer can train it.
import './gradients.ts';
import type * as tf from '@tensorflow/tfjs-core';
import type { Buffer, Layer, Parameter } from './layer.ts';
import { type LayerPlan, outputShape } from './math/index.ts';

/** What all layers share: the plan they follow, the variables they own, and what they refuse. */
export abstract class PlainLayer<Plan extends LayerPlan = LayerPlan> implements Layer {
  readonly plan: Plan;
  readonly parameters: readonly Parameter[] = [];
  readonly buffers: readonly Buffer[] = [];

  constructor(plan: Plan) {
    this.plan = plan;
  }

  get name() {
    return this.plan.name;
  }

  get type() {
    return this.plan.type;
  }

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

  outputShape(inputShape: readonly number[]) {
    return outputShape(this.plan, inputShape);
  }

  dispose() {
    for (const { value } of [...this.parameters, ...this.buffers]) value.dispose();
  }
}
