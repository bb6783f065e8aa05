import { firstLayer, recipeLimits, sameRecipe } from '#cnn/math';
import { normNames, type Recipe, trimmed } from './model.ts';

/** A recipe that differs from another in one switch. */
export interface Twin {
  key: string;
  /** What is different, as in “train a twin …”. */
  label: string;
  recipe: Recipe;
}

/** All that can be switched, one at a time; the seed stays, but where luck itself is the question. */
export function twinsOf(recipe: Recipe): Twin[] {
  const { norm, schedule, optimizer, lr, batchSize, steps, seed, normPlace } = recipe;
  const { side } = firstLayer(recipe);
  const twin = (key: string, label: string, part: Partial<Recipe>): Twin => ({
    key,
    label,
    recipe: trimmed({ ...recipe, ...part }),
  });
  /** Of another batch size: as many images are seen. */
  const batches = (size: number) =>
    twin(`batch-${size}`, `with batches of ${size}, as many images`, {
      batchSize: size,
      steps: Math.min(recipeLimits.steps.max, Math.max(1, Math.round((steps * batchSize) / size))),
    });
  const all = [
    norm === 'none'
      ? twin('norm', 'with batch norm', { norm: 'batch' })
      : twin('norm', `without ${normNames[norm]}`, { norm: 'none' }),
    ...(['layer', 'group', 'instance'] as const)
      .filter((other) => other !== norm)
      .map((other) => twin(other, `with ${normNames[other]}`, { norm: other })),
    ...(norm === 'none'
      ? []
      : [
          normPlace === 'before'
            ? twin('place', 'with the norm after the ReLU', { normPlace: 'after' })
            : twin('place', 'with the norm before the ReLU', { normPlace: 'before' }),
        ]),
    schedule === 'constant'
      ? twin('schedule', 'with 1cycle', { schedule: 'one-cycle' })
      : twin('schedule', 'with a constant rate', { schedule: 'constant' }),
    optimizer === 'adam'
      ? twin('optimizer', 'with SGD', { optimizer: 'sgd' })
      : twin('optimizer', 'with Adam', { optimizer: 'adam' }),
    ...[lr * 10, lr / 10]
      .map((rate) => Number(rate.toPrecision(6)))
      .filter((rate) => rate >= recipeLimits.lr.min && rate <= recipeLimits.lr.max)
      .map((rate) =>
        twin(`lr-${rate > lr ? 'up' : 'down'}`, `with a rate of ${rate}`, { lr: rate }),
      ),
    ...[64, 512].filter((size) => size !== batchSize).map(batches),
    ...[3, 5, 7]
      .filter((other) => other !== side)
      .map((other) =>
        twin(`kernel-${other}`, `with a first kernel of ${other} × ${other}`, {
          firstKernel: other,
        }),
      ),
    twin('seed', 'with the next seed, to see luck', {
      seed: seed < recipeLimits.seed.max ? seed + 1 : seed - 1,
    }),
  ];
  return all.filter((one) => !sameRecipe(one.recipe, recipe));
}
