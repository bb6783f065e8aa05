import { expect, test } from 'vitest';
import {
  defaultRecipe,
  everyChoice,
  parseRecipe,
  recipeLimits,
  recipeNamed,
  recipes,
  stepsPerEpoch,
} from '#cnn/math';

test('the default recipe is the chapter’s run with batch normalisation, and survives JSON', () => {
  expect(parseRecipe(JSON.parse(JSON.stringify(defaultRecipe)))).toEqual(defaultRecipe);
  expect(defaultRecipe).toMatchObject({ batchSize: 512, lr: 0.06, steps: 117, norm: 'batch' });
});

test('both ends of every limit are accepted, and what lies beyond is refused by name', () => {
  for (const [name, { min, max }] of Object.entries(recipeLimits)) {
    for (const value of [min, max]) {
      expect(parseRecipe({ ...defaultRecipe, [name]: value })).toHaveProperty(name, value);
    }
    for (const value of [min - 1, max + 1, Number.NaN, '8', undefined]) {
      expect(() => parseRecipe({ ...defaultRecipe, [name]: value })).toThrow(
        `The recipe's ${name} is `,
      );
    }
  }
});

test.each([
  [
    { ...defaultRecipe, batchSize: 5 },
    "The recipe's batchSize is 5; it accepts a whole number from 8 to 1024.",
  ],
  [
    { ...defaultRecipe, steps: 1.5 },
    "The recipe's steps is 1.5; it accepts a whole number from 1 to 10000.",
  ],
  [
    { ...defaultRecipe, lr: 'fast' },
    'The recipe\'s lr is "fast"; it accepts a number from 0.00001 to 10.',
  ],
  [
    { ...defaultRecipe, norm: 'layer' },
    'The recipe\'s norm is "layer"; it accepts "none" or "batch".',
  ],
  [{ ...defaultRecipe, color: 1 }, 'A recipe has no field "color". Its fields are net, norm, '],
  [{ ...defaultRecipe, toString: 1 }, 'A recipe has no field "toString".'],
  [{ net: 'simple_cnn' }, 'The recipe\'s norm is missing; it accepts "none" or "batch".'],
  [[1], 'A recipe is an object with named fields, not [1].'],
  [null, 'A recipe is an object with named fields, not null.'],
])('a wrong recipe is refused with what it accepts: %j', (value, message) => {
  expect(() => parseRecipe(value)).toThrow(message);
  expect(() => parseRecipe(value)).toThrow(RangeError);
});

test('a pass has as many steps as full batches', () => {
  expect(stepsPerEpoch(60_000, 512)).toBe(117);
  expect(stepsPerEpoch(12_396, 64)).toBe(193);
  expect(() => stepsPerEpoch(100, 512)).toThrow(
    '100 images do not fill one batch of 512. Use a batch size of at most 100.',
  );
  expect(() => stepsPerEpoch(100, 0)).toThrow('batchSize is 0; it accepts a whole number');
});

test('every named recipe is a valid one, and the other words are accepted where they are asked for', () => {
  for (const { recipe, why } of Object.values(recipes)) {
    expect(parseRecipe(recipe, everyChoice)).toEqual(recipe);
    expect(why.length).toBeGreaterThan(20);
  }
  expect(recipes.E.recipe).toEqual(defaultRecipe);
  expect(recipeNamed('F').recipe).toMatchObject({ lr: 0.1, steps: 585 });
  expect(() => recipeNamed('G')).toThrow(
    'There is no recipe "G". The recipes are A, B, C, D, E, F, layerNorm, groupNorm, instanceNorm, normFirst.',
  );
  expect(() => recipeNamed('toString')).toThrow('There is no recipe "toString".');
});

test('an order of norm and activation is refused where it is not asked for', () => {
  const before = { ...defaultRecipe, normPlace: 'before' };
  expect(parseRecipe(before, everyChoice)).toEqual(before);
  expect(() => parseRecipe(before)).toThrow('A recipe has no field "normPlace".');
  expect(() => parseRecipe({ ...before, normPlace: 'beside' }, everyChoice)).toThrow(
    'The recipe\'s normPlace is "beside"; it accepts "after" or "before".',
  );
});

test('a first kernel of another size is accepted where it is asked for', () => {
  const wide = { ...defaultRecipe, firstKernel: 7 };
  expect(parseRecipe(wide, everyChoice)).toEqual(wide);
  expect(() => parseRecipe(wide)).toThrow('A recipe has no field "firstKernel".');
  expect(() => parseRecipe({ ...wide, firstKernel: 4 }, everyChoice)).toThrow(
    "The recipe's firstKernel is 4; it accepts 3 or 5 or 7.",
  );
});
