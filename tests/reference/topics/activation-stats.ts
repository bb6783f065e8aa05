import * as tf from '@tensorflow/tfjs-core';
import {
  ActivationStats,
  build,
  ComposedEngine,
  fusedEngine,
  readState,
  type Sequential,
  sgd,
  type Training,
  writeState,
} from '#cnn';
import { colorDim, type LayerPlan, outputShape, summarize } from '#cnn/math';
import { imagesIn, weightsIn } from '../axes.ts';
import { type Check, demandEntries } from '../check.ts';
import type { Case, Topic } from '../topic.ts';

/** Figures of plain numbers, and those the callback keeps of a network in training mode. */
export const activationStats: Topic = {
  name: 'activation_stats',
  topic: 'ActivationStats: mean, std, near-zero share, histogram, the colourful-dimension matrix',
  needs: ({ kind }) =>
    kind === 'network'
      ? ['x_shape', 'x', 'layers', 'params', 'watched', 'tol']
      : ['batches', 'stats', 'hist', 'color_dim_shape', 'color_dim', 'tol'],
  run(one, check) {
    if (one.kind === 'network') {
      for (const engine of ['composed', 'fused'] as const) watch(engine, one, check);
      return;
    }
    demandEntries('batches', one.batches);
    for (const field of ['stats', 'hist']) {
      if (!check.sameLength(field, one[field], one.batches)) return;
    }
    const got = one.batches.map((values: number[]) => summarize(Float32Array.from(values)));
    one.stats.forEach((want: Case, batch: number) => {
      const { mean, std, nearZero, histogram } = got[batch];
      const figures = [want.mean, want.std, want.near_zero];
      check.near(`mean, std, near_zero of batch ${batch}`, [mean, std, nearZero], figures, one.tol);
      check.same(`hist of batch ${batch}`, histogram, one.hist[batch]);
    });
    const grid = colorDim(got.map(({ histogram }: { histogram: number[] }) => histogram));
    check.same('color_dim_shape', [grid.length, grid[0]?.length], one.color_dim_shape);
    check.near('color_dim', grid.flat(), one.color_dim, one.tol);
  },
};

/** With each engine: operations of TensorFlow.js one by one, and code emitted for the network. */
function watch(name: 'composed' | 'fused', one: Case, check: Check) {
  const images = imagesIn(one.x, one.x_shape);
  const [size, ...inputShape] = images.shape as [number, ...number[]];
  const model = networkOf(one, name === 'fused');
  // A network that trains has a head besides, which the case knows nothing of.
  const modules: string[] = one.watched.map(({ module }: Case) => module);
  const callback = new ActivationStats(name === 'composed' ? {} : { modules });
  const parts = { model, optimizer: sgd(model.parameters), batchSize: size };
  const engine =
    name === 'composed' ? new ComposedEngine(parts) : fusedEngine({ inputShape })(parts)!;
  const fit = { model: engine, training: true, step: 0 } as unknown as Training;
  callback.beforeFit(fit);
  callback.beforeBatch(fit);
  if (name === 'composed') {
    tf.tidy(() => model.forward(tf.tensor(images.values, images.shape), true)).dispose();
  } else {
    const batch = { images: Float32Array.from(images.values), labels: new Int32Array(size), size };
    engine.trainBatch(batch, { afterPred() {}, afterLoss() {}, beforeBackward() {} });
  }
  callback.afterBatch();
  callback.afterFit();
  const [layers = []] = callback.stats;
  check.same(
    `${name}: watched`,
    layers.map(({ layer }) => layer),
    one.watched.map(({ module }: Case) => module),
  );
  one.watched.forEach((want: Case, i: number) => {
    const got = layers[i];
    if (!got) return;
    const where = `${name}: ${want.type} ${want.module}`;
    const figures = [got.mean, got.std, got.nearZero];
    check.near(
      `mean, std, near_zero of ${where}`,
      figures,
      [want.mean, want.std, want.near_zero],
      one.tol,
    );
    check.same(`hist of ${where}`, got.histogram, want.hist);
  });
  engine.dispose();
}

/**
 * From the sentence that describes it, such as "conv 1-4 k3 s2 p1, relu, batchnorm".
 *
 * @param whole whether a head with two classes follows, as in a network that trains
 */
function networkOf(one: Case, whole: boolean): Sequential {
  const layers: LayerPlan[] = one.layers.split(', ').map((words: string, i: number): LayerPlan => {
    const name = String(i);
    const conv = /^conv (\d+)-(\d+) k(\d+) s(\d+) p(\d+)$/.exec(words);
    if (conv) {
      const [inChannels, outChannels, kernel, stride, padding] = conv.slice(1).map(Number) as [
        number,
        number,
        number,
        number,
        number,
      ];
      const bias = `${i}.bias` in one.params;
      return { type: 'Conv2d', name, inChannels, outChannels, kernel, stride, padding, bias };
    }
    if (words === 'relu') return { type: 'ReLU', name };
    if (words === 'batchnorm') {
      return { type: 'BatchNorm2d', name, channels: one.params[`${i}.weight`].shape[0] };
    }
    throw new Error(`layers names "${words}"; known are conv, relu, batchnorm`);
  });
  const [, channels, height, width] = one.x_shape;
  const inputShape = [height, width, channels];
  if (whole) {
    layers.push({ type: 'Flatten', name: 'flatten' });
    const [inFeatures] = layers.reduce((shape, layer) => outputShape(layer, shape), inputShape);
    const sizes = { inFeatures: inFeatures!, outFeatures: 2 };
    layers.push({ type: 'Linear', name: 'head', ...sizes, bias: false });
  }
  const model = build({ inputShape, layers }, 0);
  const state = readState(model);
  for (const [name, { shape, data }] of Object.entries<Case>(one.params)) {
    state.set(name, shape.length === 4 ? weightsIn(data, shape).values : Float32Array.from(data));
  }
  writeState(model, state);
  return model;
}
