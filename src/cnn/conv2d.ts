import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from './layer.ts';
import type { ConvPlan, Random } from './math/index.ts';
import { PlainLayer } from './plain-layer.ts';
import { defaultInit, variable } from './variable.ts';

/**
 * PyTorch's Conv2d: cross-correlation with a square kernel, the same zero padding on all four sides, and a bias.
 * The weight is `[kernel, kernel, inChannels, outChannels]`.
 */
export class Conv2d extends PlainLayer<ConvPlan> {
  readonly weight: tf.Variable;
  readonly bias: tf.Variable | undefined;
  override readonly parameters: readonly Parameter[];

  /** Draws the weight, then the bias, from `random`. */
  constructor(plan: ConvPlan, random: Random) {
    super(plan);
    const { name, inChannels, outChannels, kernel, bias } = plan;
    const fanIn = inChannels * kernel * kernel;
    const draw = (shape: number[]) =>
      variable(shape, defaultInit(tf.util.sizeFromShape(shape), fanIn, random));
    this.weight = draw([kernel, kernel, inChannels, outChannels]);
    this.bias = bias ? draw([outChannels]) : undefined;
    this.parameters = [
      { name: `${name}.weight`, value: this.weight, decays: true },
      ...(this.bias ? [{ name: `${name}.bias`, value: this.bias, decays: false }] : []),
    ];
  }

  override forward(x: tf.Tensor): tf.Tensor {
    const { stride, padding } = this.plan;
    const y = tf.conv2d(x as tf.Tensor4D, this.weight as tf.Tensor4D, stride, padding);
    return this.bias ? tf.add(y, this.bias) : y;
  }
}
