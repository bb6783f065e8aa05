import { simpleCnn } from './build.ts';
import type { Callback } from './callback.ts';
import { DataLoaders } from './data-loaders.ts';
import { type FitOptions, Learner } from './learner.ts';
import type { DigitSource, Recipe } from './math/index.ts';
import { adam, sgd } from './optimizer.ts';

/**
 * A learner as a recipe says. Under `sgd` the momentum is 0.9 where no schedule moves it. The start backend must be
 * ready.
 *
 * @throws RangeError when the source cannot fill one batch of the recipe
 */
export function learnerFor(
  recipe: Recipe,
  source: DigitSource,
  callbacks: readonly Callback[] = [],
): Learner {
  const data = new DataLoaders(source, recipe);
  const model = simpleCnn(recipe);
  const rule = recipe.optimizer === 'adam' ? adam : sgd;
  const optimizer = rule(model.parameters, { mom: 0.9 });
  return new Learner({ data, model, optimizer, callbacks });
}

/** Trains as long and on the schedule a recipe says. Throws what `Learner.fit` throws. */
export function fitRecipe(learner: Learner, recipe: Recipe, options: FitOptions = {}) {
  const length = { steps: recipe.steps };
  return recipe.schedule === 'one-cycle'
    ? learner.fitOneCycle(length, recipe.lr, options)
    : learner.fit(length, recipe.lr, options);
}
