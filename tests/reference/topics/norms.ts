import * as tf from '@tensorflow/tfjs-core';
import { BatchNorm2d, GroupNorm, InstanceNorm2d, type Layer, LayerNorm, ReLU } from '#cnn';
import { demandShape, imagesIn, imagesOut, turned } from '../axes.ts';
import type { Check } from '../check.ts';
import type { Case, Topic } from '../topic.ts';
import { pulledBy } from './pulled-by.ts';

/** ReLU and the four norms: output, and whatever gradients and running statistics a case holds. */
export const norms: Topic = {
  name: 'norms',
  topic: 'relu, batchnorm2d (train and eval, with gradients), layernorm, groupnorm, instancenorm',
  needs: ({ op, affine }) => [
    ...['op', 'x_shape', 'x', 'y', 'tol'],
    ...(op === 'relu' ? ['gy', 'gx'] : ['eps']),
    ...(op === 'relu' || (op === 'instancenorm' && !affine) ? [] : ['gamma', 'beta']),
    ...(op === 'batchnorm2d' ? ['momentum', 'running_mean_before', 'running_var_before'] : []),
    ...(op === 'batchnorm2d' ? ['gy', 'gx', 'running_mean', 'running_var', 'eval_y'] : []),
    ...(op === 'layernorm' ? ['normalized_shape'] : []),
    ...(op === 'groupnorm' ? ['groups'] : []),
  ],
  run(one, check) {
    demandShape(one.x, one.x_shape);
    const layer = layerOf(one);
    for (const earlier of one.earlier_batches ?? []) {
      tf.tidy(() => layer.forward(imagesOf(earlier, one.x_shape), true)).dispose();
    }
    pass(one, layer, true, '', check);
    if (one.op === 'batchnorm2d') {
      const [mean, variance] = layer.buffers.map(({ value }) => value.dataSync());
      check.near('running_mean', mean!, one.running_mean, one.tol);
      check.near('running_var', variance!, one.running_var, one.tol);
      pass(one, layer, false, 'eval_', check);
    } else {
      pass(one, layer, false, '', check);
    }
    layer.dispose();
  },
};

function imagesOf(values: number[], shape: number[]): tf.Tensor {
  if (shape.length !== 4) return tf.tensor(values, shape);
  const images = imagesIn(values, shape);
  return tf.tensor(images.values, images.shape);
}

const outwards = (tensor: tf.Tensor) =>
  tensor.rank === 4 ? imagesOut(tensor.dataSync(), tensor.shape) : tensor.dataSync();

/** A scale over whole images is kept as images are. */
const isWhole = (one: Case) => one.op === 'layernorm' && one.normalized_shape.length === 3;

function layerOf(one: Case): Layer {
  const { x_shape: shape, eps, affine, groups, normalized_shape: normalizedShape } = one;
  const name = 'norm';
  const channels = shape[1];
  const layers: Record<string, () => Layer> = {
    relu: () => new ReLU({ type: 'ReLU', name }),
    batchnorm2d: () =>
      new BatchNorm2d({ type: 'BatchNorm2d', name, channels, eps, momentum: one.momentum }),
    layernorm: () => new LayerNorm({ type: 'LayerNorm', name, normalizedShape, eps }),
    groupnorm: () => new GroupNorm({ type: 'GroupNorm', name, groups, channels, eps }),
    instancenorm: () => new InstanceNorm2d({ type: 'InstanceNorm2d', name, channels, eps, affine }),
  };
  const make = Object.hasOwn(layers, one.op) ? layers[one.op] : undefined;
  if (!make) throw new Error(`op is "${one.op}"; known are ${Object.keys(layers).join(', ')}`);
  const layer = make();
  const start = (values: number[]) =>
    isWhole(one) ? turned(values, normalizedShape, [1, 2, 0]) : values;
  const starts = [one.gamma, one.beta].filter(Boolean).map(start);
  const running = [one.running_mean_before, one.running_var_before].filter(Boolean);
  [...layer.parameters, ...layer.buffers].forEach(({ value }, i) => {
    tf.tidy(() => value.assign(tf.tensor([...starts, ...running][i]!, value.shape)));
  });
  return layer;
}

function pass(one: Case, layer: Layer, training: boolean, prefix: string, check: Check) {
  const phase = training ? 'in training' : 'in evaluation';
  const near = (field: string, got: ArrayLike<number>) => {
    const want = one[prefix + field];
    if (want) check.near(`${field} ${phase}`, got, want, one.tol);
  };
  tf.tidy(() => {
    const x = tf.variable(imagesOf(one.x, one.x_shape));
    const gy = imagesOf(one.gy ?? one.x, one.x_shape);
    const parameters = layer.parameters.map(({ value }) => value);
    const { grads } = tf.variableGrads(() => {
      const y = layer.forward(x, training);
      near('y', outwards(y));
      return pulledBy(gy, y);
    }, [x, ...parameters]);
    near('gx', outwards(grads[x.name]!));
    ['ggamma', 'gbeta'].forEach((field, i) => {
      const parameter = parameters[i];
      if (!parameter) return;
      const gradient = grads[parameter.name]!;
      const values = gradient.dataSync();
      near(field, isWhole(one) ? turned(values, gradient.shape, [2, 0, 1]) : values);
    });
    x.dispose();
  });
}
