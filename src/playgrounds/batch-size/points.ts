/** Where in the chapter's run D, and of what, gradients are taken. */
import { recipes } from '#cnn/math';

/** Without a norm an image's gradient does not depend on the images beside it. */
export const recipe = recipes.D.recipe;

export const points = [
  { name: 'start', step: 0, label: 'before the first update' },
  { name: 'early', step: 20, label: 'after 20 updates' },
  { name: 'late', step: 100, label: 'after 100 of 117' },
] as const;
export type PointName = (typeof points)[number]['name'];

export const stepOf = (name: PointName): number => points.find((one) => one.name === name)!.step;

/** Batch sizes, each twice the one before; the chapter's two among them. */
export const sizes = [8, 16, 32, 64, 128, 256, 512] as const;
/** Mini-batches of each size in the recording. */
export const COUNT = 32;
/** Images in the batch that stands for all of them. */
export const REFERENCE = 4096;
