import { type Norm, type NormPlace, norms } from './chapter-nets.ts';
import { demandWhole, shown } from './demand.ts';

/** A whole experiment as plain JSON: the same recipe gives the same losses on the same kind of machine. */
export interface Recipe {
  /** `simple_cnn` tells ten digits apart, `three_or_seven` is the chapter's first net and trains on those two. */
  net: 'simple_cnn' | 'three_or_seven';
  /** `batch`: a BatchNorm2d after every ReLU and after the last convolution, as in the chapter. */
  norm: Norm;
  /** Where a norm stands to the activation; `after` when absent, as in the chapter. */
  normPlace?: NormPlace;
  /** Side of the first convolution's kernel; 5 when absent, and 3 in `three_or_seven`, as in the chapter. */
  firstKernel?: number;
  /** Images per step. */
  batchSize: number;
  /** The learning rate, or its peak under `one-cycle`. */
  lr: number;
  schedule: 'constant' | 'one-cycle';
  /** fastai's Adam, or SGD with momentum: 0.9 where no schedule moves it. */
  optimizer: 'adam' | 'sgd';
  /** Optimiser steps in all; the last pass over the images is cut where they end. */
  steps: number;
  /** Of the weights and of the order of the images. */
  seed: number;
}

/** The chapter's run with batch normalisation: 117 batches of 512, 1cycle up to 0.06, fastai's Adam. */
export const defaultRecipe: Readonly<Recipe> = Object.freeze({
  net: 'simple_cnn',
  norm: 'batch',
  batchSize: 512,
  lr: 0.06,
  schedule: 'one-cycle',
  optimizer: 'adam',
  steps: 117,
  seed: 0,
});

/** Smallest and largest values of the numbers in a recipe, both allowed. All but `lr` are whole numbers. */
export const recipeLimits = {
  batchSize: { min: 8, max: 1024 },
  lr: { min: 1e-5, max: 10 },
  steps: { min: 1, max: 10000 },
  seed: { min: 0, max: 999999 },
} as const;

/** What the words in a recipe may be. A choice that is not listed may not be named either. */
export interface RecipeChoices {
  net: readonly Recipe['net'][];
  norm: readonly Norm[];
  normPlace?: readonly NormPlace[];
  firstKernel?: readonly number[];
  schedule: readonly Recipe['schedule'][];
  optimizer: readonly Recipe['optimizer'][];
}

/** Those of the chapter's ten-digit runs. */
export const chapterChoices: RecipeChoices = {
  net: ['simple_cnn'],
  norm: ['none', 'batch'],
  schedule: ['constant', 'one-cycle'],
  optimizer: ['adam', 'sgd'],
};

/** All there are: the net for threes and sevens, the other norms, their place and other first kernels too. */
export const everyChoice: RecipeChoices = {
  ...chapterChoices,
  net: ['simple_cnn', 'three_or_seven'],
  norm: norms,
  normPlace: ['after', 'before'],
  firstKernel: [3, 5, 7],
};

/**
 * Reads a recipe from data of unknown origin, such as a parsed URL.
 *
 * @param choices which words it accepts: those of the chapter's runs unless told otherwise
 * @throws RangeError naming the field, what it was and what it accepts; missing and unknown fields are refused too
 */
export function parseRecipe(value: unknown, choices: RecipeChoices = chapterChoices): Recipe {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RangeError(`A recipe is an object with named fields, not ${shown(value)}.`);
  }
  const fields = value as Record<string, unknown>;
  const known = [...new Set([...Object.keys(defaultRecipe), ...Object.keys(choices)])];
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `A recipe has no field ${shown(unknown)}. Its fields are ${known.join(', ')}.`,
    );
  }
  const choice = <Name extends keyof RecipeChoices>(name: Name) => {
    const got = fields[name];
    const accepted: readonly unknown[] = choices[name] ?? [];
    if (!accepted.includes(got)) {
      throw new RangeError(
        `The recipe's ${name} is ${shown(got)}; it accepts ${accepted.map(shown).join(' or ')}.`,
      );
    }
    return got as NonNullable<Recipe[Name]>;
  };
  const amount = (name: keyof typeof recipeLimits) => {
    const got = fields[name];
    const { min, max } = recipeLimits[name];
    const kind = name === 'lr' ? 'a number' : 'a whole number';
    const right = name === 'lr' ? Number.isFinite(got) : Number.isInteger(got);
    if (!right || (got as number) < min || (got as number) > max) {
      throw new RangeError(
        `The recipe's ${name} is ${shown(got)}; it accepts ${kind} from ${min} to ${max}.`,
      );
    }
    return got as number;
  };
  return {
    net: choice('net'),
    norm: choice('norm'),
    ...(fields.normPlace === undefined ? {} : { normPlace: choice('normPlace') }),
    ...(fields.firstKernel === undefined ? {} : { firstKernel: choice('firstKernel') }),
    batchSize: amount('batchSize'),
    lr: amount('lr'),
    schedule: choice('schedule'),
    optimizer: choice('optimizer'),
    steps: amount('steps'),
    seed: amount('seed'),
  };
}

/**
 * Full batches in one pass over the training images; the last partial batch is dropped, as in fastai.
 *
 * @throws RangeError when not even one batch is full, or the batch size is not a whole number of at least 1
 */
export function stepsPerEpoch(images: number, batchSize: number): number {
  demandWhole('images', images, 0);
  demandWhole('batchSize', batchSize, 1);
  const steps = Math.floor(images / batchSize);
  if (!(steps >= 1)) {
    throw new RangeError(
      `${images} images do not fill one batch of ${batchSize}. Use a batch size of at most ${images}.`,
    );
  }
  return steps;
}
