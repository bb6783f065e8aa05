import { simpleCnnPlan, threeOrSevenPlan } from './chapter-nets.ts';
import { demandChoice } from './demand.ts';
import type { NetPlan } from './layer-plan.ts';
import { everyChoice, type Recipe } from './recipe.ts';
import { sidesOf } from './sides.ts';

/** The part of a recipe that says which network it trains. */
export type NetOfRecipe = Pick<Recipe, 'net' | 'norm' | 'normPlace' | 'firstKernel'>;

/**
 * The network of a recipe, layer by layer: `[batch, 28, 28, 1]` to `[batch, classes]`.
 *
 * @throws RangeError naming the field of the recipe that cannot be used
 */
export function recipePlan(recipe: NetOfRecipe): NetPlan {
  demandChoice('net', recipe.net, everyChoice.net);
  return recipe.net === 'simple_cnn' ? simpleCnnPlan(recipe) : threeOrSevenPlan(recipe);
}

/** The first layer's kernels: how many, and the side of each. Throws as `recipePlan`. */
export function firstLayer(recipe: NetOfRecipe): { kernels: number; side: number } {
  const conv = recipePlan(recipe).layers.find((layer) => layer.type === 'Conv2d');
  if (conv?.type !== 'Conv2d') throw new Error('The network has no convolution.');
  return { kernels: conv.outChannels, side: sidesOf(conv.kernel)[0] };
}

/** The recipe with everything said that it may leave to its net. Throws as `recipePlan`. */
export const settledRecipe = (recipe: Recipe): Required<Recipe> => ({
  ...recipe,
  normPlace: recipe.normPlace ?? 'after',
  firstKernel: firstLayer(recipe).side,
});

/** Whether two runs would be the same experiment. Throws as `recipePlan`. */
export function sameRecipe(a: Recipe, b: Recipe): boolean {
  const [one, other] = [settledRecipe(a), settledRecipe(b)];
  return (Object.keys(one) as (keyof Recipe)[]).every((name) => one[name] === other[name]);
}
