import { defaultRecipe, parseRecipe, type Recipe, recipeLimits } from '#cnn/math';
import type { HashCodec } from '#kit';

export type { Recipe };

/** Learning rates the slider stops at, from too timid to absurd. */
export const rates = [0.001, 0.003, 0.01, 0.02, 0.03, 0.06, 0.1, 0.2, 0.3, 1, 3, 10] as const;
export const batchSizes = [16, 64, 128, 256, 512, 1024] as const;

/** Place on the slider nearest to a rate, by ratio. */
export function rateStop(lr: number): number {
  const far = rates.map((rate) => Math.abs(Math.log(rate / lr)));
  return far.indexOf(Math.min(...far));
}

/**
 * The recipe a tag asks for: what it leaves out is the chapter's run with batch normalisation.
 *
 * @throws Error naming the tag, what it got and what it accepts
 */
export function recipeOfTag(attributes: Record<string, unknown>): Recipe {
  try {
    return parseRecipe({ ...defaultRecipe, ...attributes });
  } catch (problem) {
    throw new Error(`<Trainer>: ${problem instanceof Error ? problem.message : problem}`);
  }
}

/** Whether two runs would be the same experiment. */
export const sameRecipe = (a: Recipe, b: Recipe) => formatRecipe(a) === formatRecipe(b);

/** What a tag may set and a link may carry. */
export const attributes = [
  'norm',
  'batchSize',
  'lr',
  'schedule',
  'optimizer',
  'steps',
  'seed',
] as const;
type Attribute = (typeof attributes)[number];

function formatRecipe(recipe: Recipe): string {
  return new URLSearchParams(attributes.map((name) => [name, String(recipe[name])])).toString();
}

/** A recipe as the text of a link. What a link leaves out is taken from `base`. */
export function recipeCodec(base: Recipe): HashCodec<Recipe> {
  return {
    format: formatRecipe,
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
    given.set(known, typeof base[known] === 'number' && plain ? Number(value) : value);
  }
  return parseRecipe({ ...base, ...Object.fromEntries(given) });
}

/** What is wrong with a number typed for a field, or nothing. */
export function numberProblem(name: keyof typeof recipeLimits, typed: string): string | undefined {
  const { min, max } = recipeLimits[name];
  const value = typed.trim() === '' ? Number.NaN : Number(typed);
  const right = name === 'lr' ? Number.isFinite(value) : Number.isInteger(value);
  if (right && value >= min && value <= max) return undefined;
  return `“${typed}” cannot be used: it takes ${name === 'lr' ? 'a number' : 'a whole number'} from ${min} to ${max}.`;
}

/** Stated once on the page: recipe in words. */
export function inWords(recipe: Recipe): string {
  const { norm, schedule, lr, batchSize, optimizer, seed } = recipe;
  return [
    norm === 'batch' ? 'with batch norm' : 'without batch norm',
    schedule === 'one-cycle' ? `1cycle up to ${lr}` : `constant rate ${lr}`,
    `batches of ${batchSize}`,
    optimizer === 'adam' ? 'Adam' : 'SGD with momentum',
    `seed ${seed}`,
  ].join(', ');
}
