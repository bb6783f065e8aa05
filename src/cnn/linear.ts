import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from './layer.ts';
import type { PlanOf, Random } from './math/index.ts';
import { PlainLayer } from './plain-layer.ts';
import { defaultInit, variable } from './variable.ts';

/**
 * PyTorch's Linear: every output is a weighted sum of all inputs. The weight is `[inFeatures, outFeatures]`.
 *
 * @throws RangeError naming the setting of the plan that cannot be used
 */
export class Linear extends PlainLayer<PlanOf<'Linear'>> {
  readonly weight: tf.Variable;
  readonly bias: tf.Variable | undefined;
  override readonly parameters: readonly Parameter[];

  /** Draws the weight, then the bias, from `random`. */
  constructor(plan: PlanOf<'Linear'>, random: Random) {
    super(plan);
    const { name, inFeatures, outFeatures, bias } = plan;
    const draw = (shape: number[]) =>
      variable(shape, defaultInit(tf.util.sizeFromShape(shape), inFeatures, random));
    this.weight = draw([inFeatures, outFeatures]);
    this.bias = bias ? draw([outFeatures]) : undefined;
    this.parameters = [
      { name: `${name}.weight`, value: this.weight, decays: true },
      ...(this.bias ? [{ name: `${name}.bias`, value: this.bias, decays: false }] : []),
    ];
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const y = tf.matMul(x as tf.Tensor2D, this.weight as tf.Tensor2D);
    return this.bias ? tf.add(y, this.bias) : y;
  }
}
