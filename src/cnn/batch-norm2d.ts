import * as tf from '@tensorflow/tfjs-core';
import { channelSums } from './gradients.ts';
import type { Buffer, Parameter } from './layer.ts';
import type { PlanOf } from './math/index.ts';
import { PlainLayer } from './plain-layer.ts';
import { variable } from './variable.ts';

/**
 * PyTorch's BatchNorm2d. In training each channel is normalised by the mean and the *biased* variance of this batch,
 * over batch, height and width; the running statistics take in a tenth of that mean and of the *unbiased* variance.
 * Otherwise the running statistics normalise. Then scale (`weight`) and shift (`bias`), both trained.
 *
 * @throws RangeError naming the setting of the plan that cannot be used
 */
export class BatchNorm2d extends PlainLayer<PlanOf<'BatchNorm2d'>> {
  readonly weight: tf.Variable;
  readonly bias: tf.Variable;
  readonly runningMean: tf.Variable;
  readonly runningVar: tf.Variable;
  override readonly parameters: readonly Parameter[];
  override readonly buffers: readonly Buffer[];
  private readonly eps: number;
  /** Weight of the newest batch in the running statistics. */
  private readonly momentum: number;

  constructor(plan: PlanOf<'BatchNorm2d'>) {
    super(plan);
    const { name, channels, eps = 1e-5, momentum = 0.1 } = plan;
    this.eps = eps;
    this.momentum = momentum;
    const filled = (value: number) => variable([channels], new Float32Array(channels).fill(value));
    this.weight = filled(1);
    this.bias = filled(0);
    this.runningMean = filled(0);
    this.runningVar = filled(1);
    this.parameters = [
      { name: `${name}.weight`, value: this.weight, decays: false },
      { name: `${name}.bias`, value: this.bias, decays: false },
    ];
    this.buffers = [
      { name: `${name}.running_mean`, value: this.runningMean },
      { name: `${name}.running_var`, value: this.runningVar },
    ];
  }

  /** @throws RangeError in training, when a channel has a single value: it has no variance */
  protected override compute(x: tf.Tensor, training: boolean): tf.Tensor {
    return training ? this.normalizeByBatch(x) : this.normalizeByRunning(x);
  }

  private normalizeByBatch(x: tf.Tensor): tf.Tensor {
    const count = x.size / x.shape.at(-1)!;
    if (count < 2) {
      throw new RangeError(
        `${this.name} got one value per channel and cannot take its variance. ` +
          'Train with at least two images per batch.',
      );
    }
    // The gradient is written out because the one TensorFlow.js would derive takes several times as many passes.
    const normalize = tf.customGrad((...args) => {
      const [x, weight, bias, save] = args as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
      const mean = tf.div(channelSums(x), count);
      const centred = tf.sub(x, mean);
      const variance = tf.div(channelSums(tf.square(centred)), count);
      this.remember(mean, tf.mul(variance, count / (count - 1)));
      const scale = tf.rsqrt(tf.add(variance, this.eps));
      save([centred, scale, weight]);
      return {
        value: tf.add(tf.mul(centred, tf.mul(scale, weight)), bias),
        gradFunc: (dy, saved) => {
          const [centred, scale, weight] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
          const dBias = channelSums(dy);
          const dWeight = tf.mul(channelSums(tf.mul(dy, centred)), scale);
          // dx = weight·scale·(dy − mean(dy) − x̂·mean(dy·x̂)), with x̂ = centred·scale
          const slope = tf.div(tf.mul(dWeight, scale), count);
          const projected = tf.add(tf.mul(centred, slope), tf.div(dBias, count));
          const dx = tf.mul(tf.sub(dy, projected), tf.mul(weight, scale));
          return [dx, dWeight, dBias];
        },
      };
    });
    return normalize(x, this.weight, this.bias);
  }

  private remember(mean: tf.Tensor, variance: tf.Tensor) {
    const { momentum } = this;
    const blend = (running: tf.Variable, batch: tf.Tensor) =>
      running.assign(tf.add(tf.mul(running, 1 - momentum), tf.mul(batch, momentum)));
    blend(this.runningMean, mean);
    blend(this.runningVar, variance);
  }

  private normalizeByRunning(x: tf.Tensor): tf.Tensor {
    const normalize = tf.customGrad((...args) => {
      const [x, weight, bias, save] = args as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
      const centred = tf.sub(x, this.runningMean);
      const scale = tf.rsqrt(tf.add(this.runningVar, this.eps));
      save([centred, scale, weight]);
      return {
        value: tf.add(tf.mul(centred, tf.mul(scale, weight)), bias),
        gradFunc: (dy, saved) => {
          const [centred, scale, weight] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
          const dWeight = tf.mul(channelSums(tf.mul(dy, centred)), scale);
          return [tf.mul(dy, tf.mul(weight, scale)), dWeight, channelSums(dy)];
        },
      };
    });
    return normalize(x, this.weight, this.bias);
  }
}
