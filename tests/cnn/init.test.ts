import { expect, test } from 'vitest';
import { Conv2d, Linear, readState, simpleCnn } from '#cnn';
import { random } from '#cnn/math';
import { onBackend } from './each-backend.ts';
import { cases } from './referee.ts';

const spread = (values: number[]) => {
  const mean = values.reduce((a, b) => a + b) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / (values.length - 1)) };
};

onBackend('cpu', () => {
  test('weights and biases start within PyTorch’s bounds and with PyTorch’s spread', () => {
    for (const one of cases('init', 10, () => true)) {
      const [outChannels, inChannels, kernel] = one.w_shape as number[];
      const stream = random(5, one.name);
      const layer =
        kernel === undefined
          ? new Linear(
              {
                type: 'Linear',
                name: 'linear',
                inFeatures: inChannels!,
                outFeatures: outChannels!,
                bias: true,
              },
              stream,
            )
          : new Conv2d(
              {
                type: 'Conv2d',
                name: 'conv',
                inChannels: inChannels!,
                outChannels: outChannels!,
                kernel,
                stride: 1,
                padding: 0,
                bias: true,
              },
              stream,
            );
      const weights = Array.from(layer.weight.dataSync());
      const biases = Array.from(layer.bias!.dataSync());
      expect(weights).toHaveLength(one.one_draw.values);
      // Half a unit of the last place: the bound itself was rounded.
      const within = (values: number[], bound: number) =>
        expect(Math.max(...values.map(Math.abs)), one.name).toBeLessThanOrEqual(bound * 1.000001);
      within(weights, one.weight_bound);
      within(biases, one.bias_bound);
      const { mean, std } = spread(weights);
      expect(Math.abs(mean), one.name).toBeLessThan(one.one_draw.mean_within);
      expect(std, one.name).toBeGreaterThan(one.one_draw.std_within[0]);
      expect(std, one.name).toBeLessThan(one.one_draw.std_within[1]);
      layer.dispose();
    }
  });

  test('one seed gives one network, another seed another', () => {
    const weights = (seed: number) => {
      const model = simpleCnn({ norm: 'none', seed });
      const values = readState(model).get('conv3.weight');
      model.dispose();
      return values;
    };
    expect(weights(4)).toEqual(weights(4));
    expect(weights(4)).not.toEqual(weights(5));
  });
});
