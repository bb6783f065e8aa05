import { expect, test } from 'vitest';
import { recipes } from '#cnn/math';
import {
  chapterRun,
  codec,
  distance,
  guessPlaces,
  outcomesOf,
  recipeOf,
  switchesOf,
} from '../../src/playgrounds/crash-lab/model.ts';
import { panels } from '../../src/playgrounds/crash-lab/panels.ts';
import { csvOf, fastaiOf } from '../../src/playgrounds/crash-lab/take.ts';

test.each(['B', 'C', 'D', 'E', 'F'] as const)('the switches of run %s make its recipe', (name) => {
  const state = { ...codec.start, ...switchesOf(name), seed: recipes[name].recipe.seed };
  expect(recipeOf(state)).toEqual(recipes[name].recipe);
  expect(chapterRun(state)).toBe(name);
  expect(chapterRun({ ...state, seed: 17 })).toBe(name);
});

test('switches that the chapter does not combine are a run of the reader’s own', () => {
  const state = { ...codec.start, norm: 'batch' as const };
  expect(chapterRun(state)).toBeUndefined();
  expect(recipeOf(state)).toMatchObject({ batchSize: 64, schedule: 'constant', norm: 'batch' });
});

test('each remedy is one switch away from the run before', () => {
  const chain = (['B', 'C', 'D', 'E', 'F'] as const).map(switchesOf);
  for (const [i, run] of chain.slice(1).entries()) {
    const changed = Object.keys(run).filter(
      (field) => run[field as keyof typeof run] !== chain[i]![field as keyof typeof run],
    );
    expect(changed).toHaveLength(1);
  }
});

test('a drawn curve is as far off as its places are from the real one', () => {
  const real = guessPlaces.map((place) => [place, 1] as const);
  expect(distance([1, 1, 1, 1, 1], real)).toBe(0);
  expect(distance([0, 1, 1, 1, 0.5], real)).toBeCloseTo(0.3, 12);
  expect(distance([1, 1, 1, 1, 1], [])).toBeNaN();
});

test('the panels hold five runs, B stuck on about three seeds of four and D on none', () => {
  const all = panels();
  expect(all.map(({ name }) => name)).toEqual(['B', 'C', 'D', 'E', 'F']);
  const { accuracies, stuck } = all[0]!.outcomes;
  expect(accuracies).toHaveLength(30);
  expect(stuck / accuracies.length).toBeGreaterThan(0.5);
  expect(stuck / accuracies.length).toBeLessThan(0.95);
  expect(all[2]!.outcomes.stuck).toBe(0);
  expect(all[0]!.nearZero.at(-1)![1]).toBeGreaterThan(0.97);
  expect(outcomesOf([0.1, 0.9], 0.2).stuck).toBe(1);
  expect(csvOf(all).split('\r\n').length).toBeGreaterThan(200);
});

test('the fastai code names schedule, rate and the place of conv4', () => {
  expect(fastaiOf(recipes.B.recipe)).toContain('fit(1, 0.06)');
  expect(fastaiOf(recipes.E.recipe)).toContain('color_dim(-4)');
});

test.each([
  ['batch=65', '“batch”'],
  ['schedule=cosine', '“schedule”'],
  ['norm=layer', '“norm”'],
  ['push=1', '“push”'],
  ['seed=-1', '“seed”'],
  ['guess=1,2', '“guess”'],
  ['guess=-1,0,0,0,0', 'five numbers from 0 to 1'],
])('the bad link %s gives the start and a sentence', (link, says) => {
  const { state, problem } = codec.parse(link, codec.start);
  expect(state).toEqual(codec.start);
  expect(problem).toContain(says);
});
