import { type RecipeName, recipes, sameRecipe } from '#cnn/math';
import type { Recipe } from './model.ts';

export type { RecipeName };

/** The chapter's runs and those of its further research, as a reader chooses them. */
export const presets = (Object.keys(recipes) as RecipeName[]).map((name) => ({
  name,
  ...recipes[name],
}));

/** The named run that the settings make; its seed is the reader's to change. */
export const presetOf = (recipe: Recipe) =>
  presets.find((preset) => sameRecipe({ ...preset.recipe, seed: recipe.seed }, recipe));
