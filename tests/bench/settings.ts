import type { Recipe } from '#cnn/math';

/** What everybody trains in one column of the table: the chapter's net for ten digits, at one batch size. */
export interface Setting {
  name: string;
  batchSize: number;
  norm: 'none' | 'batch';
  optimizer: 'sgd' | 'adam';
}

export const settings = [
  { name: 'b64 BN', batchSize: 64, norm: 'batch', optimizer: 'sgd' },
  { name: 'b64', batchSize: 64, norm: 'none', optimizer: 'sgd' },
  { name: 'b512 BN', batchSize: 512, norm: 'batch', optimizer: 'sgd' },
  { name: 'b512', batchSize: 512, norm: 'none', optimizer: 'sgd' },
  { name: 'b64 BN Adam', batchSize: 64, norm: 'batch', optimizer: 'adam' },
] as const satisfies readonly Setting[];

export type SettingName = (typeof settings)[number]['name'];

/** A learning rate so small that no contestant's numbers run away: the arithmetic is the same at any rate. */
export const learningRate = 1e-3;
/** Of SGD, and Adam's first beta; also where the package takes its own default. */
export const momentum = 0.9;
/** Images in memory that the batches are cut from. */
export const imageCount = 8192;

/** The setting as the package's recipe. @param steps optimiser steps at most */
export const recipeOf = (
  { batchSize, norm, optimizer }: Setting,
  steps: number,
): Readonly<Recipe> => ({
  net: 'simple_cnn',
  norm,
  batchSize,
  lr: learningRate,
  schedule: 'constant',
  optimizer,
  steps,
  seed: 1,
});
