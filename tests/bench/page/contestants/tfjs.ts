import * as tf from '@tensorflow/tfjs-core';
// Not part of the package's door, though nothing trains without it.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { imagePixels, imageSide, simpleCnnPlan } from '#cnn/math';
import type { Contestant, Session } from '../../contestant.ts';
import { imageCount, learningRate, momentum, type Setting } from '../../settings.ts';
import { labels, normalized, uniformWeights } from '../images.ts';
import { startStock } from '../stock/start.ts';
import { trainedFor } from '../trained-for.ts';

/**
 * Batch norm with its derivative written out, about twice as fast as what TensorFlow.js derives from `tf.moments`. It
 * keeps no running averages, which spares it some work.
 */
const batchNorm = tf.customGrad((...given) => {
  const [x, scale, shift, save] = given as unknown as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.GradSaveFunc,
  ];
  const axes = [0, 1, 2];
  const count = x.size / x.shape[3]!;
  const centred = tf.sub(x, tf.mean(x, axes));
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), axes), 1e-5));
  const normal = tf.mul(centred, inverse);
  save([normal, inverse, scale]);
  const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
    const [normal, inverse, scale] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
    const dShift = tf.sum(dy, axes);
    const dScale = tf.sum(tf.mul(dy, normal), axes);
    const mean = tf.add(tf.mul(normal, tf.div(dScale, count)), tf.div(dShift, count));
    return [tf.mul(tf.sub(dy, mean), tf.mul(scale, inverse)), dScale, dShift];
  };
  return { value: tf.add(tf.mul(normal, scale), shift), gradFunc };
});

/** The chapter's net as a function of TensorFlow.js's own operations, its variables made once. */
function functionalNet({ norm }: Setting): (x: tf.Tensor4D) => tf.Tensor2D {
  const variable = (values: Float32Array, shape: number[]) => tf.variable(tf.tensor(values, shape));
  const layers = simpleCnnPlan({ norm }).layers.map((layer): ((x: tf.Tensor4D) => tf.Tensor) => {
    if (layer.type === 'Conv2d') {
      const [cells, stride, pad] = [layer.kernel, layer.stride, layer.padding] as number[];
      const fanIn = cells! * cells! * layer.inChannels;
      const weight = variable(uniformWeights(fanIn * layer.outChannels, fanIn), [
        cells!,
        cells!,
        layer.inChannels,
        layer.outChannels,
      ]) as unknown as tf.Tensor4D;
      const bias = variable(uniformWeights(layer.outChannels, fanIn), [layer.outChannels]);
      // Not the fused convolution, whose derivative asks for the input's gradient even in the first layer.
      return (x) => tf.add(tf.conv2d(x, weight, stride!, pad!), bias);
    }
    if (layer.type === 'BatchNorm2d') {
      const scale = variable(new Float32Array(layer.channels).fill(1), [layer.channels]);
      const shift = variable(new Float32Array(layer.channels), [layer.channels]);
      return (x) => batchNorm(x, scale, shift);
    }
    return layer.type === 'ReLU' ? tf.relu : (x) => tf.reshape(x, [x.shape[0], -1]);
  });
  return (x) =>
    layers.reduce<tf.Tensor>((input, layer) => layer(input as tf.Tensor4D), x) as tf.Tensor2D;
}

async function open(setting: Setting, backend: 'wasm' | 'cpu'): Promise<Session> {
  await startStock(backend);
  const { batchSize, optimizer: rule } = setting;
  const net = functionalNet(setting);
  const optimizer =
    rule === 'adam'
      ? tf.train.adam(learningRate, momentum, 0.99)
      : tf.train.momentum(learningRate, momentum);
  const values = normalized();
  let first = 0;
  const step = () => {
    tf.tidy(() => {
      // From a typed array: a slice of a tensor would copy all images.
      const part = values.subarray(first * imagePixels, (first + batchSize) * imagePixels);
      const x = tf.tensor4d(part, [batchSize, imageSide, imageSide, 1]);
      const digits = tf.tensor1d(
        Int32Array.from(labels.subarray(first, first + batchSize)),
        'int32',
      );
      const wanted = tf.oneHot(digits, 10);
      const loss = optimizer.minimize(() => tf.losses.softmaxCrossEntropy(wanted, net(x)), true);
      // Every contestant knows its loss after every step.
      loss!.dataSync();
    });
    first = (first + batchSize) % imageCount;
  };
  return { engine: backend, run: async (seconds) => trainedFor(seconds, batchSize, step) };
}

const loop =
  'A loop of stock operations and kernels; batch norm with a derivative written by hand, without running averages; ' +
  'Adam without weight decay.';

export const contestants: readonly Contestant[] = [
  {
    name: 'tfjs-wasm',
    title: 'TensorFlow.js wasm, own loop',
    note: `${loop} The kernel that is missing there, a convolution's weight gradient, is composed from stock ones.`,
    open: (setting) => open(setting, 'wasm'),
  },
  {
    name: 'tfjs-cpu',
    title: 'TensorFlow.js cpu, own loop',
    note: loop,
    takes: ({ batchSize, optimizer }) => batchSize === 64 && optimizer === 'sgd',
    rounds: 2,
    open: (setting) => open(setting, 'cpu'),
  },
];
