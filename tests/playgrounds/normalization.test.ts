import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { BatchNorm2d } from '#cnn';
import { momentsOf } from '#cnn/math';
import { emptyRun } from '#lab';
import {
  numbersOf,
  presets,
  scaled,
  score,
  truths,
} from '../../src/playgrounds/normalization/affine.ts';
import {
  batchesOf,
  filmOf,
  recordedFilm,
  startWeight,
} from '../../src/playgrounds/normalization/film.ts';
import { arriving, channelsOf, runningOf } from '../../src/playgrounds/normalization/layers.ts';
import {
  batchOf,
  isRefusal,
  type Outcome,
  outcomeOf,
  pairs,
} from '../../src/playgrounds/normalization/mates.ts';
import {
  codec,
  type NormState,
  recipeOf,
  sortable,
  views,
} from '../../src/playgrounds/normalization/model.ts';
import { csvOf, pytorchOf } from '../../src/playgrounds/normalization/take.ts';
import { nodeBackend } from '../lab/node-backend.ts';

beforeAll(async () => {
  await nodeBackend();
});

/** The batch through the package's own layer, which TensorFlow.js computes: `[batch, pixels, channels]`. */
function throughLayer(layer: 'conv1' | 'conv5', batch: readonly number[], training: boolean) {
  const channels = channelsOf(layer);
  const pixels = layer === 'conv1' ? 196 : 1;
  const x = new Float32Array(batch.length * pixels * channels);
  const each = Array.from({ length: channels }, (_, channel) => channel);
  batch.forEach((digit, image) => {
    for (const channel of each) {
      arriving(layer, digit, channel).forEach((value, pixel) => {
        x[(image * pixels + pixel) * channels + channel] = value;
      });
    }
  });
  const norm = new BatchNorm2d({ type: 'BatchNorm2d', name: 'bn', channels });
  const running = each.map((channel) => runningOf(layer, channel));
  const y = tf.tidy(() => {
    norm.runningMean.assign(tf.tensor1d(running.map(({ mean }) => mean)));
    norm.runningVar.assign(tf.tensor1d(running.map(({ variance }) => variance)));
    const shape: [number, number, number, number] = [batch.length, pixels, 1, channels];
    return norm.forward(tf.tensor4d(x, shape), training).dataSync();
  });
  norm.dispose();
  return { y, pixels, channels };
}

const outcome = (state: NormState): Outcome => {
  const found = outcomeOf(state, batchOf(state));
  if (isRefusal(found)) throw new Error(found.refused);
  return found;
};

describe.each(['conv1', 'conv5'] as const)('the norm after %s', (layer) => {
  test.each(['train', 'eval'] as const)(
    'in mode %s gives what the package’s layer gives',
    (mode) => {
      for (const [mine, mates] of [
        [3, '17'],
        [0, '123456789'],
        [8, '1'],
      ] as const) {
        const batch = batchOf({ mine, mates });
        const { y, pixels, channels } = throughLayer(layer, batch, mode === 'train');
        for (const channel of [0, channels - 1]) {
          const state = { ...codec.start, layer, mode, mine, mates, channel };
          outcome(state).after.forEach((value, pixel) => {
            const there = y[(batch.indexOf(mine) * pixels + pixel) * channels + channel]!;
            expect(Math.abs(value - there)).toBeLessThan(1e-4 * Math.max(1, Math.abs(there)));
          });
        }
      }
    },
  );

  test('mates move it in training and leave it alone in evaluation', () => {
    const state = { ...codec.start, layer };
    const trained = new Set(pairs(state).map(({ train }) => train.toFixed(4)));
    const evaluated = new Set(pairs(state).map((pair) => pair.eval));
    expect(trained.size).toBeGreaterThan(1);
    expect(evaluated.size).toBe(1);
  });
});

test('of two single numbers one is 1 above their mean, the other 1 below', () => {
  for (const { train } of pairs({ ...codec.start, layer: 'conv5' })) {
    expect(Math.abs(train)).toBeGreaterThan(0.9);
    expect(Math.abs(train)).toBeLessThanOrEqual(1);
  }
});

test('one number a channel is refused in training in PyTorch’s words, and taken in evaluation', () => {
  const alone: NormState = { ...codec.start, layer: 'conv5', mates: '' };
  expect(outcomeOf(alone, batchOf(alone))).toEqual({
    refused:
      'ValueError: Expected more than 1 value per channel when training, got input size torch.Size([1, 10, 1, 1])',
  });
  expect(isRefusal(outcomeOf({ ...alone, mode: 'eval' }, batchOf(alone)))).toBe(false);
  expect(outcome({ ...alone, layer: 'conv1' }).count).toBe(196);
});

describe('the film of the running statistics', () => {
  test('what the batches gave, blended in again, gives the film', () => {
    const film = recordedFilm(2).mean;
    let running = film[0]!;
    batchesOf(film).forEach((given, i) => {
      running = 0.9 * running + 0.1 * given;
      expect(running).toBeCloseTo(film[i + 1]!, 9);
    });
  });

  test('the start weighs 0.9 to the number of batches', () => {
    expect(startWeight(0)).toBe(1);
    expect(startWeight(2)).toBeCloseTo(0.81, 12);
  });

  test('a run trained here is read the same way', () => {
    const tensors = [0, 1].map((step) => ({
      step,
      tensors: { 'bn1.running_mean': [0, step], 'bn1.running_var': [1, 1 - step / 2] },
    }));
    expect(filmOf({ ...emptyRun, tensors }, 1)).toEqual({ mean: [0, 1], variance: [1, 0.5] });
  });

  test('the last running numbers are those that evaluation uses', () => {
    const { mean, variance } = recordedFilm(5);
    expect(runningOf('conv1', 5)).toEqual({ mean: mean.at(-1), variance: variance.at(-1) });
  });
});

describe('γ and β', () => {
  test('set mean and deviation of the channel', () => {
    const { normal } = numbersOf(4);
    const { mean, variance } = momentsOf(scaled(normal, -1.5, 0.25));
    expect(mean).toBeCloseTo(0.25, 9);
    expect(Math.sqrt(variance)).toBeCloseTo(1.5, 3);
  });

  test('as deviation and mean they undo the normalising', () => {
    const { x, normal, mean, deviation } = numbersOf(4);
    scaled(normal, deviation, mean).forEach((value, i) => {
      expect(value).toBeCloseTo(x[i]!, 9);
    });
    const undo = presets(4).at(-1)!;
    expect(undo.gamma).toBeCloseTo(deviation, 2);
    expect(undo.beta).toBeCloseTo(mean, 2);
  });

  test('are what the package’s layer trains; the running numbers are its buffers', () => {
    const layer = new BatchNorm2d({ type: 'BatchNorm2d', name: 'bn1', channels: 8 });
    const parameters = layer.parameters.map(({ name }) => name);
    const buffers = layer.buffers.map(({ name }) => name);
    layer.dispose();
    for (const name of sortable.filter((one) => parameters.includes(one))) {
      expect(truths[name].how).toBe('g');
    }
    for (const name of sortable.filter((one) => buffers.includes(one))) {
      expect(truths[name].how).toBe('c');
    }
    expect(sortable.filter((one) => [...parameters, ...buffers].includes(one))).toHaveLength(4);
  });

  test('a sorting is counted as far as it goes', () => {
    expect(score('------')).toEqual({ said: 0, right: 0 });
    expect(score('gggccc')).toEqual({ said: 6, right: 6 });
    expect(score('c-g--g')).toEqual({ said: 3, right: 1 });
  });
});

test.each([
  ['view=all', '“view” is “all”'],
  ['mode=on', '“mode”'],
  ['layer=conv2', '“layer”'],
  ['mine=10', '“mine”'],
  ['mates=11', '“mates” is “11”; it takes digits from 0 to 9, each once'],
  ['channel=10', '“channel”'],
  ['at=14,0', '“at”'],
  ['at=1.5,0', 'a row and a column from 0 to 13'],
  ['step=118', '“step”'],
  ['gamma=x', '“gamma”'],
  ['beta=4', '“beta”'],
  ['sorted=gx', '“sorted”'],
  ['draw=-1', '“draw”'],
  ['norm=none', '“norm”'],
  ['groups=3', '“groups” is “3”; it takes one of 1, 2, 4, 8'],
  ['image=4', '“image”'],
  ['place=between', '“place”'],
  ['seed=1000', '“seed”'],
  ['__proto__=x', 'which is not one of'],
])('the bad link %s gives the start and a sentence', (link, says) => {
  const { state, problem } = codec.parse(link, codec.start);
  expect(state).toEqual(codec.start);
  expect(problem).toContain(says);
});

test('a link names the mates in any order, and the followed digit is never its own mate', () => {
  expect(codec.parse('mates=731', codec.start).state.mates).toBe('17');
  expect(codec.parse('channel=9', codec.start).state.channel).toBe(7);
  expect(codec.parse('layer=conv5&channel=9', codec.start).state.channel).toBe(9);
});

test('without a seed of the reader’s the run is the chapter’s run E', () => {
  expect(recipeOf(codec.start)).toMatchObject({ norm: 'batch', steps: 117, seed: 0 });
});

test.each(views)('the view %s gives its numbers and PyTorch code', (view) => {
  const state = { ...codec.start, view };
  const rows = csvOf(state).trim().split('\r\n');
  expect(rows.length).toBeGreaterThan(5);
  expect(new Set(rows.map((row) => row.split(',').length)).size).toBe(1);
  expect(csvOf(state)).not.toMatch(/NaN|undefined/);
  expect(pytorchOf(state)).toMatch(/^import torch\n/);
  expect(pytorchOf(state)).not.toMatch(/NaN|undefined/);
});
