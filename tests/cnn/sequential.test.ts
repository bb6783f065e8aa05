import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import {
  ActivationStats,
  DataLoaders,
  Flatten,
  type LayerOutput,
  Learner,
  Linear,
  ReLU,
  Sequential,
  sgd,
} from '#cnn';
import { random, summarize } from '#cnn/math';
import { onBackend } from './each-backend.ts';
import { madeUpDigits } from './made-up-digits.ts';

/** A net in a net in a net. */
function nested() {
  const draws = random(0, 'weights');
  const linear = (name: string, inFeatures: number, outFeatures: number) =>
    new Linear({ type: 'Linear', name, inFeatures, outFeatures, bias: true }, draws);
  const inner = new Sequential('inner', [
    linear('linear1', 784, 20),
    new ReLU({ type: 'ReLU', name: 'relu1' }),
  ]);
  const body = new Sequential('body', [inner, linear('linear2', 20, 10)]);
  const model = new Sequential('net', [new Flatten({ type: 'Flatten', name: 'flatten' }), body]);
  return { model, body };
}
const inOrder = ['flatten', 'linear1', 'relu1', 'linear2'];

onBackend('wasm', () => {
  test('whoever watches a network sees the layers of nested ones in their places', () => {
    const { model, body } = nested();
    const [whole, part]: [string[], string[]] = [[], []];
    model.watch(({ layer }) => whole.push(layer));
    const stop = body.watch(({ layer }) => part.push(layer));
    tf.tidy(() => model.forward(tf.zeros([2, 28, 28, 1]), false)).dispose();
    expect(whole).toEqual(inOrder);
    expect(part).toEqual(inOrder.slice(1));
    stop();
    tf.tidy(() => model.forward(tf.zeros([2, 28, 28, 1]), false)).dispose();
    expect(whole).toEqual([...inOrder, ...inOrder]);
    expect(part).toHaveLength(3);
    expect(model.flat.map(({ name }) => name)).toEqual(inOrder);
    expect(model.parameters.map(({ name }) => name)).toEqual([
      'linear1.weight',
      'linear1.bias',
      'linear2.weight',
      'linear2.bias',
    ]);
    model.dispose();
  });

  test('ActivationStats and the summary go through nested networks layer by layer', async () => {
    const { model } = nested();
    const data = new DataLoaders(madeUpDigits(), { batchSize: 8, seed: 0 });
    const stats = new ActivationStats();
    const learner = new Learner({
      data,
      model,
      optimizer: sgd(model.parameters),
      callbacks: [stats],
    });
    await learner.fit({ steps: 2 }, 0.01);
    expect(stats.stats.map((layers) => layers.map(({ layer }) => layer))).toEqual([
      ['linear1', 'linear2'],
      ['linear1', 'linear2'],
    ]);
    expect(learner.summary().rows.map(({ name }) => name)).toEqual(inOrder);
    expect(learner.model.layers.map(({ name }) => name)).toEqual(inOrder);
    learner.dispose();
  });

  test('an output tells its shape, a copy of its numbers and their figures, until its batch is done', () => {
    const { model } = nested();
    const kept: LayerOutput[] = [];
    model.watch((output) => {
      kept.push(output);
      expect(output.stats()).toEqual(summarize(output.values()));
      output.values().fill(7);
    });
    tf.tidy(() => model.forward(tf.ones([3, 28, 28, 1]), true)).dispose();
    expect(kept.map(({ shape }) => shape)).toEqual([
      [3, 784],
      [3, 20],
      [3, 20],
      [3, 10],
    ]);
    expect(kept.every(({ training }) => training)).toBe(true);
    const gone = 'The batch is done, and what linear1 put out is gone. Ask while you are shown it.';
    expect(() => kept[1]!.values()).toThrow(gone);
    expect(() => kept[1]!.stats()).toThrow(gone);
    model.dispose();
  });
});
