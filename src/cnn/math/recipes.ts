import { defaultRecipe, type Recipe } from './recipe.ts';

/** A run worth repeating. */
export interface NamedRecipe {
  /** For headings, such as `Run D`. */
  title: string;
  /** What it is there to show. */
  why: string;
  recipe: Readonly<Recipe>;
}

/**
 * The chapter's runs A to F with as many steps as in the book, and the norms and orders its further research asks about,
 * each of which differs from run E in that one thing.
 */
export const recipes = {
  A: {
    title: 'Run A',
    why: 'A small convolutional net learns to tell threes from sevens.',
    recipe: {
      ...defaultRecipe,
      net: 'three_or_seven',
      norm: 'none',
      batchSize: 64,
      lr: 0.01,
      steps: 386,
    },
  },
  B: {
    title: 'Run B',
    why: 'A constant learning rate of 0.06 throws ten-digit training off, on most seeds for good.',
    recipe: { ...defaultRecipe, norm: 'none', batchSize: 64, schedule: 'constant', steps: 937 },
  },
  C: {
    title: 'Run C',
    why: 'Batches eight times as large rescue it on some seeds only.',
    recipe: { ...defaultRecipe, norm: 'none', schedule: 'constant' },
  },
  D: {
    title: 'Run D',
    why: 'Warming up to the same rate and annealing it does.',
    recipe: { ...defaultRecipe, norm: 'none' },
  },
  E: {
    title: 'Run E',
    why: 'Batch normalization lowers the error further, in the same steps.',
    recipe: { ...defaultRecipe },
  },
  F: {
    title: 'Run F',
    why: 'With it a higher learning rate and five passes are no trouble.',
    recipe: { ...defaultRecipe, lr: 0.1, steps: 585 },
  },
  layerNorm: {
    title: 'Layer norm',
    why: 'Each image normalised as a whole, no batch needed.',
    recipe: { ...defaultRecipe, norm: 'layer' },
  },
  groupNorm: {
    title: 'Group norm',
    why: 'Each image normalised in groups of eight channels.',
    recipe: { ...defaultRecipe, norm: 'group' },
  },
  instanceNorm: {
    title: 'Instance norm',
    why: 'Each channel of each image normalised by itself.',
    recipe: { ...defaultRecipe, norm: 'instance' },
  },
  normFirst: {
    title: 'Norm before ReLU',
    why: 'Batch norm where its paper put it, before the activation.',
    recipe: { ...defaultRecipe, normPlace: 'before' },
  },
} as const satisfies Record<string, NamedRecipe>;

/** Name of one of the recipes, such as `A` or `layerNorm`. */
export type RecipeName = keyof typeof recipes;

/** @throws RangeError naming the recipes there are */
export function recipeNamed(name: string): NamedRecipe {
  if (!Object.hasOwn(recipes, name)) {
    throw new RangeError(
      `There is no recipe "${name}". The recipes are ${Object.keys(recipes).join(', ')}.`,
    );
  }
  return recipes[name as RecipeName];
}
