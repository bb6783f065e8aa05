import { adam } from './adam.ts';
import { networkFor } from './build.ts';
import { type Callback, CancelFit } from './callback.ts';
import { DataLoaders } from './data-loaders.ts';
import type { FitOptions } from './fit-options.ts';
import { Learner } from './learner.ts';
import { type DigitSource, demandChoice, everyChoice, type Recipe } from './math/index.ts';
import { onlyDigits } from './only-digits.ts';
import { sgd } from './sgd.ts';

/**
 * The digits a recipe trains on: all ten, or threes and sevens.
 *
 * @throws RangeError when the recipe names a net there is not
 */
export async function digitsFor(recipe: Recipe, source: DigitSource): Promise<DigitSource> {
  demandChoice('net', recipe.net, everyChoice.net);
  return recipe.net === 'three_or_seven' ? onlyDigits(source, [3, 7]) : source;
}

const allTen = '0, 1, 2, 3, 4, 5, 6, 7, 8, 9';

/**
 * A learner as a recipe says. Under `sgd` the momentum is 0.9 where no schedule moves it. The backend must have been
 * started.
 *
 * @throws RangeError naming the field of the recipe that cannot be used, or when the source cannot fill one batch of it,
 * or has not the digits of its net
 */
export function learnerFor(
  recipe: Recipe,
  source: DigitSource,
  callbacks: readonly Callback[] = [],
): Learner {
  demandChoice('net', recipe.net, everyChoice.net);
  demandChoice('optimizer', recipe.optimizer, everyChoice.optimizer);
  const wanted = recipe.net === 'three_or_seven' ? '3, 7' : allTen;
  const held = source.classes?.join(', ') ?? allTen;
  if (held !== wanted) {
    throw new RangeError(
      `The source holds the digits ${held}; net "${recipe.net}" accepts ${wanted}. Prepare it with digitsFor.`,
    );
  }
  const data = new DataLoaders(source, recipe);
  const model = networkFor(recipe);
  const rule = recipe.optimizer === 'adam' ? adam : sgd;
  const optimizer = rule(model.parameters, { mom: 0.9 });
  return new Learner({ data, model, optimizer, callbacks });
}

/**
 * Trains as long and on the schedule a recipe says.
 *
 * @throws RangeError when the recipe names a schedule there is not; otherwise what `Learner.fit` throws
 */
export async function fitRecipe(learner: Learner, recipe: Recipe, options: FitOptions = {}) {
  demandChoice('schedule', recipe.schedule, everyChoice.schedule);
  const length = { steps: recipe.steps };
  return recipe.schedule === 'one-cycle'
    ? learner.fitOneCycle(length, recipe.lr, options)
    : learner.fit(length, recipe.lr, options);
}

/**
 * A run of a recipe as it stood after so many steps: trained anew from its seed, which on the same backend gives the
 * same numbers again. The learner is the caller's to dispose.
 *
 * @param step optimiser steps done, 0 to `recipe.steps`
 * @throws RangeError when the step is none of the recipe's
 * @throws Error when the signal or a callback ended the run before that step; otherwise what `learnerFor` and `fitRecipe` throw
 */
export async function replayTo(
  recipe: Recipe,
  source: DigitSource,
  step: number,
  options: FitOptions = {},
): Promise<Learner> {
  if (!Number.isInteger(step) || step < 0 || step > recipe.steps) {
    throw new RangeError(
      `step is ${step}; the recipe has whole numbers of steps from 0 to ${recipe.steps}.`,
    );
  }
  const learner = learnerFor(recipe, source);
  if (step === 0) return learner;
  let done = 0;
  const until: Callback = {
    // After everybody who looks at the step.
    order: Number.POSITIVE_INFINITY,
    afterBatch: (fit) => {
      if (fit.training && fit.step === step) throw new CancelFit();
    },
    afterFit: (fit) => {
      done = fit.step;
    },
  };
  try {
    const callbacks = [...(options.callbacks ?? []), until];
    await fitRecipe(learner, recipe, { ...options, callbacks });
    if (done < step) {
      throw new Error(`The replay was stopped after ${done} of ${step} steps. Start it again.`);
    }
    return learner;
  } catch (error) {
    learner.dispose();
    throw error;
  }
}
