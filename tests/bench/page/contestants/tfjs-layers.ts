import * as tf from '@tensorflow/tfjs';
import { imageSide, simpleCnnPlan } from '#cnn/math';
import type { Chunk, Contestant, Session } from '../../contestant.ts';
import { imageCount, learningRate, momentum, type Setting } from '../../settings.ts';
import { labels, normalized } from '../images.ts';
import { startStock } from '../stock/start.ts';

/** The chapter's net in tf.layers. */
function layersNet({ norm, optimizer }: Setting): tf.Sequential {
  const { layers, inputShape } = simpleCnnPlan({ norm });
  const model = tf.sequential();
  layers.forEach((layer, i) => {
    const first = i === 0 ? { inputShape } : {};
    if (layer.type === 'Conv2d') {
      model.add(
        tf.layers.conv2d({
          ...first,
          kernelSize: layer.kernel as number,
          filters: layer.outChannels,
          strides: layer.stride as number,
          padding: 'same',
        }),
      );
    } else if (layer.type === 'ReLU') model.add(tf.layers.reLU());
    else if (layer.type === 'BatchNorm2d') {
      // PyTorch keeps 0.9 of its running averages too.
      model.add(tf.layers.batchNormalization({ momentum: 0.9, epsilon: 1e-5 }));
    } else model.add(tf.layers.flatten());
  });
  model.add(tf.layers.softmax());
  model.compile({
    optimizer:
      optimizer === 'adam'
        ? tf.train.adam(learningRate, momentum, 0.99)
        : tf.train.momentum(learningRate, momentum),
    loss: 'categoricalCrossentropy',
  });
  return model;
}

async function open(setting: Setting): Promise<Session> {
  await startStock('wasm');
  const { batchSize } = setting;
  const model = layersNet(setting);
  const x = tf.tensor4d(normalized(), [imageCount, imageSide, imageSide, 1]);
  const y = tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), 10);
  return {
    engine: 'wasm',
    async run(seconds) {
      const chunk: Chunk = { images: 0, seconds: 0 };
      const began = performance.now();
      await model.fit(x, y, {
        batchSize,
        epochs: Number.MAX_SAFE_INTEGER,
        shuffle: false,
        verbose: 0,
        yieldEvery: 'never',
        callbacks: {
          onBatchEnd: () => {
            chunk.images += batchSize;
            chunk.seconds = (performance.now() - began) / 1000;
            if (chunk.seconds >= seconds) model.stopTraining = true;
          },
        },
      });
      return chunk;
    },
  };
}

export const contestants: readonly Contestant[] = [
  {
    name: 'tfjs-wasm-layers',
    title: 'TensorFlow.js wasm, tf.layers fit',
    note:
      'The same kernels under model.fit, unshuffled and without pauses. Its padding is TensorFlow\'s "same", which puts ' +
      'more of it after the image than before; Adam without weight decay.',
    open,
  },
];
