import {
  defaultRecipe,
  everyChoice,
  firstLayer,
  type Norm,
  parseRecipe,
  type Recipe,
  recipeLimits,
  settledRecipe,
  stepsPerEpoch,
} from '#cnn/math';
import type { HashCodec } from '#kit';
import type { Remedy } from '#lab';

export type { Recipe };

/** Learning rates the slider stops at, from too timid to absurd. */
export const rates = [0.001, 0.003, 0.01, 0.02, 0.03, 0.06, 0.1, 0.2, 0.3, 1, 3, 10] as const;
export const batchSizes = [16, 64, 128, 256, 512, 1024] as const;

/** Place on the slider nearest to a rate, by ratio. */
export function rateStop(lr: number): number {
  const far = rates.map((rate) => Math.abs(Math.log(rate / lr)));
  return far.indexOf(Math.min(...far));
}

/** A recipe changed as is likely to help, as far down as recipes go. */
export const remedied = (recipe: Recipe, remedy: Remedy): Recipe =>
  remedy === 'half the batch'
    ? {
        ...recipe,
        batchSize: Math.max(recipeLimits.batchSize.min, Math.floor(recipe.batchSize / 2)),
      }
    : { ...recipe, lr: Math.max(recipeLimits.lr.min, Number((recipe.lr / 10).toPrecision(2))) };

/** What a reader presses for it. */
export const remedyNames: Readonly<Record<Remedy, string>> = {
  'tenth of the rate': 'Train at a tenth of that rate',
  'half the batch': 'Train with half the batch',
};

/**
 * The recipe a tag asks for: what it leaves out is the chapter's run with batch normalisation.
 *
 * @throws Error naming the tag, what it got and what it accepts
 */
export function recipeOfTag(attributes: Record<string, unknown>): Recipe {
  try {
    return parseRecipe({ ...defaultRecipe, ...attributes }, everyChoice);
  } catch (problem) {
    throw new Error(`<Trainer>: ${problem instanceof Error ? problem.message : problem}`);
  }
}

/** What a tag may set and a link may carry. */
export const attributes = [
  'net',
  'norm',
  'normPlace',
  'firstKernel',
  'batchSize',
  'lr',
  'schedule',
  'optimizer',
  'steps',
  'seed',
] as const;
type Attribute = (typeof attributes)[number];

/** Those that stand in a link only where they are not the chapter's. */
const seldom: ReadonlySet<Attribute> = new Set(['net', 'normPlace', 'firstKernel']);
const numeric: ReadonlySet<Attribute> = new Set([
  'firstKernel',
  'batchSize',
  'lr',
  'steps',
  'seed',
]);

/** Smallest recipe that means the same: what the net has anyway is left out. */
export function trimmed(recipe: Recipe): Recipe {
  const { normPlace, firstKernel, ...rest } = recipe;
  return {
    ...rest,
    ...(normPlace === 'before' && recipe.norm !== 'none' ? { normPlace } : {}),
    ...(firstKernel !== undefined && firstKernel !== firstLayer(rest).side ? { firstKernel } : {}),
  };
}

/** A recipe as the text of a link. What a link leaves out is taken from `base`. */
export function recipeCodec(base: Recipe): HashCodec<Recipe> {
  return {
    format(recipe) {
      const [mine, usual, own] = [
        settledRecipe(recipe),
        settledRecipe(base),
        settledRecipe(defaultRecipe),
      ];
      const said = attributes.filter(
        (name) => !seldom.has(name) || mine[name] !== own[name] || usual[name] !== own[name],
      );
      return new URLSearchParams(said.map((name) => [name, String(mine[name])])).toString();
    },
    parse(text) {
      try {
        return { state: readRecipe(text, base) };
      } catch (problem) {
        const why = problem instanceof Error ? problem.message : '';
        return {
          state: base,
          problem: `The settings in this link were not used. ${why} The page's own settings stand instead.`,
        };
      }
    },
  };
}

function readRecipe(text: string, base: Recipe): Recipe {
  if (text.length > 400) throw new RangeError('The link is longer than any recipe.');
  const given = new Map<Attribute, unknown>();
  for (const [name, value] of new URLSearchParams(text)) {
    const known = attributes.find((field) => field === name);
    if (!known) {
      throw new RangeError(
        `A recipe has no field “${name}”; its fields are ${attributes.join(', ')}.`,
      );
    }
    if (given.has(known)) throw new RangeError(`The link names ${name} twice.`);
    const plain = /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value);
    given.set(known, numeric.has(known) && plain ? Number(value) : value);
  }
  return trimmed(parseRecipe({ ...base, ...Object.fromEntries(given) }, everyChoice));
}

/** Steps in one pass over so many images; at least one, so that a control can be drawn for any batch size. */
export const passOf = (images: number, batchSize: number): number =>
  images >= batchSize ? stepsPerEpoch(images, batchSize) : 1;

/** The number of steps of so many passes, within what a recipe takes. */
export function stepsOf(passes: number, perPass: number): number {
  const { min, max } = recipeLimits.steps;
  return Math.min(max, Math.max(min, Math.round(passes * perPass)));
}

export const normNames: Record<Norm, string> = {
  batch: 'batch norm',
  none: 'no norm',
  layer: 'layer norm',
  group: 'group norm',
  instance: 'instance norm',
};

/** Stated once on the page: recipe in words. */
export function inWords(recipe: Recipe): string {
  const { net, norm, normPlace, schedule, lr, batchSize, optimizer, seed } = recipe;
  const { firstKernel: side } = trimmed(recipe);
  return [
    ...(net === 'three_or_seven' ? ['threes and sevens'] : []),
    norm === 'none'
      ? 'without batch norm'
      : `with ${normNames[norm]}${normPlace === 'before' ? ' before the ReLU' : ''}`,
    ...(side === undefined ? [] : [`first kernel ${side} by ${side}`]),
    schedule === 'one-cycle' ? `1cycle up to ${lr}` : `constant rate ${lr}`,
    `batches of ${batchSize}`,
    optimizer === 'adam' ? 'Adam' : 'SGD with momentum',
    `seed ${seed}`,
  ].join(', ');
}
