import { AvgPool2d } from './avg-pool2d.ts';
import { BatchNorm2d } from './batch-norm2d.ts';
import { Conv2d } from './conv2d.ts';
import { Flatten } from './flatten.ts';
import { GroupNorm } from './group-norm.ts';
import { InstanceNorm2d } from './instance-norm2d.ts';
import type { Layer } from './layer.ts';
import { LayerNorm } from './layer-norm.ts';
import { Linear } from './linear.ts';
import {
  type LayerPlan,
  type NetOfRecipe,
  type NetPlan,
  netSummary,
  type Random,
  type Recipe,
  random,
  recipePlan,
  simpleCnnPlan,
} from './math/index.ts';
import { ReLU } from './relu.ts';
import { Sequential } from './sequential.ts';

function layerFor(plan: LayerPlan, random: Random): Layer {
  switch (plan.type) {
    case 'Conv2d':
      return new Conv2d(plan, random);
    case 'BatchNorm2d':
      return new BatchNorm2d(plan);
    case 'LayerNorm':
      return new LayerNorm(plan);
    case 'GroupNorm':
      return new GroupNorm(plan);
    case 'InstanceNorm2d':
      return new InstanceNorm2d(plan);
    case 'ReLU':
      return new ReLU(plan);
    case 'AvgPool2d':
      return new AvgPool2d(plan);
    case 'Flatten':
      return new Flatten(plan);
    case 'Linear':
      return new Linear(plan, random);
  }
}

/**
 * A network from its plan, its weights drawn layer by layer from one seeded stream.
 *
 * @param seed a whole number
 * @throws RangeError when a layer cannot take what the one before puts out, a setting of one cannot be used, or two
 * have the same name
 */
export function build(plan: NetPlan, seed: number): Sequential {
  netSummary(plan);
  const weights = random(seed, 'weights');
  return new Sequential(
    'net',
    plan.layers.map((layer) => layerFor(layer, weights)),
  );
}

/**
 * The chapter's `simple_cnn` for ten digits: `[batch, 28, 28, 1]` to `[batch, 10]` logits.
 *
 * @throws RangeError naming the field of the recipe that cannot be used
 */
export const simpleCnn = (
  recipe: Pick<Recipe, 'norm' | 'normPlace' | 'firstKernel' | 'seed'>,
): Sequential => build(simpleCnnPlan(recipe), recipe.seed);

/**
 * The network of a recipe: `[batch, 28, 28, 1]` to `[batch, classes]` logits.
 *
 * @throws RangeError naming the field of the recipe that cannot be used
 */
export function networkFor(recipe: NetOfRecipe & Pick<Recipe, 'seed'>): Sequential {
  return build(recipePlan(recipe), recipe.seed);
}
