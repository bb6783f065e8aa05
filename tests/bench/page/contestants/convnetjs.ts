import convnetjs from 'convnetjs';
import { imagePixels, imageSide, simpleCnnPlan } from '#cnn/math';
import type { Contestant, Session } from '../../contestant.ts';
import { learningRate, momentum, type Setting } from '../../settings.ts';
import { labels, normalized } from '../images.ts';
import { trainedFor } from '../trained-for.ts';

/** Images kept as ConvNetJS's own volumes. */
const KEPT = 512;

async function open({ batchSize }: Setting): Promise<Session> {
  const { layers } = simpleCnnPlan();
  const convolutions = layers
    .filter((layer) => layer.type === 'Conv2d')
    .map(({ kernel, outChannels, stride, padding }, i, { length }) => ({
      type: 'conv',
      sx: kernel as number,
      filters: outChannels,
      stride: stride as number,
      pad: padding as number,
      ...(i < length - 1 ? { activation: 'relu' } : {}),
    }));
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: 'input', out_sx: imageSide, out_sy: imageSide, out_depth: 1 },
    ...convolutions,
    { type: 'softmax', num_classes: 10 },
  ]);
  const trainer = new convnetjs.SGDTrainer(net, {
    learning_rate: learningRate,
    momentum,
    batch_size: batchSize,
    l2_decay: 0,
  });
  const values = normalized();
  const volumes = Array.from({ length: KEPT }, (_, image) => {
    const volume = new convnetjs.Vol(imageSide, imageSide, 1, 0);
    for (let i = 0; i < imagePixels; i++) volume.w[i] = values[image * imagePixels + i]!;
    return volume;
  });
  let next = 0;
  const step = () => {
    for (let i = 0; i < batchSize; i++, next = (next + 1) % KEPT) {
      trainer.train(volumes[next]!, labels[next]!);
    }
  };
  return {
    engine: 'JavaScript',
    run: async (seconds) => trainedFor(seconds, batchSize, step),
  };
}

export const contestants: readonly Contestant[] = [
  {
    name: 'convnetjs',
    title: 'ConvNetJS 0.3.0',
    note: 'The same convolutions, ReLUs and softmax; it has no batch norm. Images one by one, a step after each batch.',
    takes: ({ norm, batchSize }) => norm === 'none' && batchSize === 64,
    open,
  },
];
