// Whoever has a layer can train it.
import './gradients.ts';
import type * as tf from '@tensorflow/tfjs-core';
import type { Buffer, Layer, Parameter } from './layer.ts';
import { type LayerPlan, outputShape } from './math/index.ts';

/** What all layers share: the plan they follow, and the variables they own. */
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

  abstract forward(x: tf.Tensor, training: boolean): tf.Tensor;

  outputShape(inputShape: number[]) {
    return outputShape(this.plan, inputShape);
  }

  dispose() {
    for (const { value } of [...this.parameters, ...this.buffers]) value.dispose();
  }
}
