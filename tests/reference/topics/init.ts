import { build } from '#cnn';
import { type LayerPlan, summarize } from '#cnn/math';
import { demandShape } from '../axes.ts';
import type { Topic } from '../topic.ts';

/** Bounds and spread of a layer's weights before training. */
export const init: Topic = {
  name: 'init',
  topic: 'PyTorch default initialisation of conv and linear layers',
  needs: () => ['w_shape', 'weight_bound', 'bias_bound', 'one_draw'],
  run(one, check) {
    demandShape({ length: one.one_draw.values }, one.w_shape);
    const model = build({ inputShape: inputShape(one.w_shape), layers: [planOf(one.w_shape)] }, 5);
    const [weights, biases] = model.parameters.map(({ value }) => value.dataSync());
    const { values, mean_within: mean, std_within: std } = one.one_draw;
    check.same('values', weights!.length, values);
    // Half a unit of the last place: the bound itself was rounded.
    const largest = (numbers: ArrayLike<number>) => Math.max(...Array.from(numbers, Math.abs));
    check.within('largest weight', largest(weights!), 0, one.weight_bound * 1.000001);
    check.within('largest bias', largest(biases!), 0, one.bias_bound * 1.000001);
    const got = summarize(weights!);
    check.within('mean of the weights', got.mean, -mean, mean);
    check.within('std of the weights', got.std, std[0], std[1]);
    model.dispose();
  },
};

function planOf([out, into, ...kernel]: number[]): LayerPlan {
  return kernel.length === 0
    ? { type: 'Linear', name: 'linear', inFeatures: into!, outFeatures: out!, bias: true }
    : {
        type: 'Conv2d',
        name: 'conv',
        inChannels: into!,
        outChannels: out!,
        kernel: [kernel[0]!, kernel[1]!],
        stride: 1,
        padding: 0,
        bias: true,
      };
}

const inputShape = ([, into, ...kernel]: number[]) =>
  kernel.length === 0 ? [into!] : [...kernel, into!];
