import * as tf from '@tensorflow/tfjs-core';
import { convolve, spread } from './convolve.ts';
import type { Parameter } from './layer.ts';
import { type ConvPlan, type Random, sidesOf } from './math/index.ts';
import { PlainLayer } from './plain-layer.ts';
import { defaultInit, variable } from './variable.ts';

/**
 * PyTorch's Conv2d: cross-correlation, with zero padding, the same before as after the image, and a bias.
 * The weight is `[kernelHeight, kernelWidth, inChannels, outChannels]`.
 *
 * @throws RangeError naming the setting of the plan that cannot be used
 */
export class Conv2d extends PlainLayer<ConvPlan> {
  readonly weight: tf.Variable;
  readonly bias: tf.Variable | undefined;
  override readonly parameters: readonly Parameter[];

  /** Draws the weight, then the bias, from `random`. */
  constructor(plan: ConvPlan, random: Random) {
    super(plan);
    const { name, inChannels, outChannels, bias } = plan;
    const [rows, columns] = sidesOf(plan.kernel);
    const fanIn = inChannels * rows * columns;
    const draw = (shape: number[]) =>
      variable(shape, defaultInit(tf.util.sizeFromShape(shape), fanIn, random));
    this.weight = draw([rows, columns, inChannels, outChannels]);
    this.bias = bias ? draw([outChannels]) : undefined;
    this.parameters = [
      { name: `${name}.weight`, value: this.weight, decays: true },
      ...(this.bias ? [{ name: `${name}.bias`, value: this.bias, decays: false }] : []),
    ];
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { stride, padding, dilation = 1 } = this.plan;
    const weight = spread(this.weight, sidesOf(dilation));
    const y = convolve(x, weight, sidesOf(stride), sidesOf(padding));
    return this.bias ? tf.add(y, this.bias) : y;
  }
}
