import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { BatchNorm2d } from '#cnn';
import { momentsOf, recipes } from '#cnn/math';
import { emptyRun } from '#lab';
import {
  numbersOf,
  presets,
  scaled,
  score,
  truths,
} from '../../src/playgrounds/normalization/affine.ts';
import { csvOf } from '../../src/playgrounds/normalization/csv.ts';
import {
  batchesOf,
  filmOf,
  recordedFilm,
  startWeight,
} from '../../src/playgrounds/normalization/film.ts';
import {
  arriving,
  channelsOf,
  learnedOf,
  runningOf,
} from '../../src/playgrounds/normalization/layers.ts';
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
  ownOf,
  recipeOf,
  sortable,
  views,
} from '../../src/playgrounds/normalization/model.ts';
import { batchSizes, clouds, steady } from '../../src/playgrounds/normalization/noise.ts';
import { handed } from '../../src/playgrounds/normalization/order.ts';
import { outcomes } from '../../src/playgrounds/normalization/outcomes.ts';
import { pytorchOf } from '../../src/playgrounds/normalization/pytorch.ts';
import {
  blockDigits,
  setCount,
  sharedMoments,
  sharing,
} from '../../src/playgrounds/normalization/sets.ts';
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

describe('the noise of random batches', () => {
  test('falls as one over the root of the batch size', () => {
    const scaledSpreads = clouds(3, 2, 1)
      .filter(({ size }) => size >= 64)
      .map(({ size, spread }) => spread * Math.sqrt(size));
    expect(Math.max(...scaledSpreads) / Math.min(...scaledSpreads)).toBeLessThan(1.8);
  });

  test('never takes one of n numbers further out than √(n − 1) deviations', () => {
    const { weight, bias } = learnedOf('conv5', 3);
    for (const { size, outputs } of clouds(3, 3, 1)) {
      const most = Math.max(...outputs.map((output) => (output - bias) / weight));
      expect(most).toBeLessThanOrEqual(Math.sqrt(size - 1) + 1e-6);
    }
  });

  test('is the same again for the same draw, and other for another', () => {
    expect(clouds(3, 3, 1)).toEqual(clouds(3, 3, 1));
    expect(clouds(3, 3, 1)).not.toEqual(clouds(3, 3, 2));
    expect(clouds(3, 3, 1).map(({ size }) => size)).toEqual([...batchSizes]);
  });

  test('wanders about what evaluation gives', () => {
    const last = clouds(3, 2, 1).at(-1)!;
    expect(Math.abs(momentsOf(last.outputs).mean - steady(3, 2))).toBeLessThan(0.2);
  });
});

describe('the sets that share a mean and variance', () => {
  const place = { image: 1, channel: 5 };
  const cells = (norm: NormState['norm'], groups = 1) =>
    sharing(norm, groups, place).flatMap((row, image) =>
      row.flatMap((on, channel) => (on ? [`${image},${channel}`] : [])),
    );

  test('are a column of cells, a row, a part of a row, or one cell', () => {
    expect(cells('batch')).toEqual(['0,5', '1,5', '2,5', '3,5']);
    expect(cells('layer')).toHaveLength(8);
    expect(cells('group', 2)).toEqual(['1,4', '1,5', '1,6', '1,7']);
    expect(cells('instance')).toEqual(['1,5']);
  });

  test('have the mean and variance of their numbers together', () => {
    const numbers = blockDigits.flatMap((digit) => arriving('conv1', digit, 5));
    expect(sharedMoments('batch', 1, place).mean).toBeCloseTo(momentsOf(numbers).mean, 9);
    expect(sharedMoments('batch', 1, place).count).toBe(4 * 196);
    const own = momentsOf(arriving('conv1', blockDigits[1], 5));
    expect(sharedMoments('instance', 1, place).variance).toBeCloseTo(own.variance, 9);
  });

  test('are as many as the norm makes', () => {
    expect(setCount('batch', 1)).toBe(8);
    expect(setCount('layer', 1)).toBe(4);
    expect(setCount('group', 2)).toBe(8);
    expect(setCount('instance', 1)).toBe(32);
  });
});

describe('the order of norm and ReLU', () => {
  test('norm first hands on about half zeros and nothing negative; ReLU first both signs', () => {
    const before = handed('before', 0);
    expect(Math.min(...before.out)).toBe(0);
    expect(before.zeros).toBeGreaterThan(0.3);
    const after = handed('after', 0);
    expect(Math.min(...after.into)).toBe(0);
    expect(Math.min(...after.out)).toBeLessThan(0);
    expect(momentsOf(after.out).mean).toBeCloseTo(0, 9);
  });

  test('is a run of its own: the recorded recipe of either', () => {
    const state: NormState = { ...codec.start, view: 'order' };
    expect(recipeOf(state)).toEqual(recipes.E.recipe);
    expect(recipeOf({ ...state, place: 'before' })).toEqual(recipes.normFirst.recipe);
  });
});

test('the norm on show is the one that is trained, and its run is kept beside the recorded ones', () => {
  const state: NormState = { ...codec.start, view: 'sets' };
  expect(recipeOf({ ...state, norm: 'layer' })).toEqual(recipes.layerNorm.recipe);
  expect(recipeOf({ ...state, norm: 'group' })).toEqual(recipes.groupNorm.recipe);
  expect(recipeOf({ ...state, norm: 'instance' })).toEqual(recipes.instanceNorm.recipe);
  expect(recipeOf({ ...state, batch: '8' })).toMatchObject({ batchSize: 8, norm: 'batch' });
  const finished = [
    { recipe: recipeOf({ ...state, norm: 'layer', seed: 7 }), accuracy: 0.97 },
    { recipe: recipeOf({ ...state, view: 'order', place: 'before' }), accuracy: 0.98 },
  ];
  expect(ownOf(finished, 'layer', 512)).toEqual([0.97]);
  expect(ownOf(finished, 'layer', 8)).toEqual([]);
  expect(ownOf(finished, 'batch', 512)).toEqual([]);
  expect(ownOf(finished, 'batch', 512, 'before')).toEqual([0.98]);
});

test('every comparison has its recorded seeds', () => {
  const { small, ...large } = outcomes();
  for (const accuracies of [...Object.values(large), ...Object.values(small)]) {
    expect(accuracies.length).toBeGreaterThanOrEqual(5);
  }
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
  ['batch=64', '“batch”'],
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
  const rows = csvOf(state, outcomes()).trim().split('\r\n');
  expect(rows.length).toBeGreaterThan(5);
  expect(new Set(rows.map((row) => row.split(',').length)).size).toBe(1);
  expect(csvOf(state, outcomes())).not.toMatch(/NaN|undefined/);
  expect(pytorchOf(state)).toMatch(/^import torch\n/);
  expect(pytorchOf(state)).not.toMatch(/NaN|undefined/);
});
