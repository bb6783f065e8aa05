import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { colorDim, summarize } from '#cnn/math';
import { emptyRun, type Inside, type RunState } from '#lab';
import {
  bothSides,
  shifted,
  unitsOf,
  wasted,
} from '../../src/playgrounds/activation-stats/dead.ts';
import {
  codec,
  colourfulOf,
  columnAt,
  layerNames,
  layerRun,
  layersOf,
  outputsOf,
  recipeOf,
  unseen,
} from '../../src/playgrounds/activation-stats/model.ts';
import { csvOf, fastaiOf } from '../../src/playgrounds/activation-stats/take.ts';

interface ReferenceCase {
  name: string;
  kind?: string;
  batches: number[][];
  hist: number[][];
  color_dim: number[];
  tol: { atol: number; rtol: number };
}
const { cases } = JSON.parse(
  readFileSync(new URL('../reference/activation_stats.json', import.meta.url), 'utf8'),
) as { cases: ReferenceCase[] };

const runOf = (batches: number[][]): RunState => ({
  ...emptyRun,
  stats: batches.map((values, i) => ({
    step: i + 1,
    layers: [{ layer: 'conv4', ...summarize(Float32Array.from(values)) }],
  })),
});

test.each(cases.filter(({ kind }) => kind !== 'network'))(
  'the colourful dimension is PyTorch’s: $name',
  ({ batches, hist, color_dim, tol }) => {
    const { steps, figures } = layerRun(runOf(batches), 'conv4');
    expect(steps).toEqual(batches.map((_, i) => i + 1));
    expect(figures.map(({ histogram }) => histogram)).toEqual(hist);
    const { grid, max } = colourfulOf({ steps, figures });
    grid.flat().forEach((value, i) => {
      expect(Math.abs(value - color_dim[i]!)).toBeLessThanOrEqual(
        tol.atol + tol.rtol * Math.abs(color_dim[i]!),
      );
    });
    expect(max).toBe(Math.max(...grid.flat()));
    expect(grid).toEqual(colorDim(hist));
  },
);

test('layers are counted as fastai counts them: minus 2 without batch norm is minus 4 with it', () => {
  expect(layerNames.at(-4)).toBe('conv4');
  expect(layerNames.filter((name) => name.startsWith('conv')).at(-2)).toBe('conv4');
  expect(fastaiOf('D', 'conv4')).toContain('color_dim(-2)');
  expect(fastaiOf('E', 'conv4')).toContain('color_dim(-4)');
  expect(fastaiOf('E', 'bn4')).toContain('color_dim(-3)');
  expect(fastaiOf('B', 'conv1')).toContain('plot_layer_stats(-5)');
  expect(fastaiOf('B', 'conv1')).toContain('fit(1, 0.06)');
  expect(fastaiOf('F', 'conv4')).toContain('fit_one_cycle(5, 0.1)');
});

test('conv4 puts out 131,072 numbers a batch of 512, and what no bin holds is the rest', () => {
  const recipe = recipeOf('D');
  const { side, channels } = outputsOf('conv4', recipe);
  expect(side * side * channels * recipe.batchSize).toBe(131_072);
  const histogram = new Array(40).fill(10);
  expect(unseen({ layer: 'conv4', mean: 0, std: 0, nearZero: 0, histogram }, 'conv4', recipe)).toBe(
    131_072 - 400,
  );
});

test('the nearest recorded column answers for a step', () => {
  expect(columnAt([1, 5, 9], 6)).toBe(1);
  expect(columnAt([1, 5, 9], 900)).toBe(2);
  expect(columnAt([], 3)).toBe(-1);
  expect(layersOf(emptyRun)).toEqual([]);
});

describe('a step laid open', () => {
  // Two images of one place and three channels: the second is dead, the third on half the time.
  const inside = {
    labels: [1, 2],
    activations: {
      conv4: { shape: [2, 1, 1, 3], values: Float32Array.of(1, -2, -1, 3, -0.5, 0.25) },
    },
    gradients: {
      'conv4.weight': { shape: [1, 1, 1, 3], values: Float32Array.of(0.5, 0, -0.25) },
    },
  } as unknown as Inside;

  test('dead units pass nothing on and get no gradient back', () => {
    const units = unitsOf(inside, 'conv4');
    expect(units.map(({ active }) => active)).toEqual([1, 0, 0.5]);
    expect(units[1]).toEqual({ channel: 1, active: 0, highest: -0.5, gradient: 0 });
    expect(wasted(units)).toBeCloseTo(0.5, 12);
  });

  test('a shift of the bias revives a unit once it lifts its highest number above 0', () => {
    expect(shifted(inside, 'conv4', 1, 0.5)).toBe(0);
    expect(shifted(inside, 'conv4', 1, 0.6)).toBe(0.5);
    expect(shifted(inside, 'conv4', 1, 2.1)).toBe(1);
  });

  test('a ReLU changes mean and deviation, and not the share near zero', () => {
    const { before, after } = bothSides(inside, 'conv4');
    expect(after.nearZero).toBe(before.nearZero);
    expect(after.mean).toBeGreaterThan(before.mean);
  });
});

test.each([
  ['run=A', '“run” is “A”'],
  ['layer=conv9', '“layer”'],
  ['step=0', '“step”'],
  ['step=1e3', '“step”'],
  ['panel=all', '“panel”'],
  ['view=both', '“view”'],
  ['unit=64', '“unit”'],
  ['__proto__=x', 'which is not one of'],
])('the bad link %s gives the start and a sentence', (link, says) => {
  const { state, problem } = codec.parse(link, codec.start);
  expect(state).toEqual(codec.start);
  expect(problem).toContain(says);
});

test('a link to a layer or step that its run does not have leads to the nearest', () => {
  expect(codec.parse('run=D&layer=bn4&step=937', codec.start).state).toMatchObject({
    layer: 'conv4',
    step: 117,
  });
});

test('the CSV has a line a batch and a column a bin', () => {
  const lines = csvOf(
    layerRun(
      runOf([
        [0.1, 2],
        [3, -1],
      ]),
      'conv4',
    ),
  )
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines.every((line) => line.split(',').length === 44)).toBe(true);
});
