import type { Batch } from './byte-batch.ts';
import { demand, demandWhole } from './math/index.ts';
import type { Program } from './wasm/index.ts';

/** @throws RangeError naming what a batch has too much or too little of */
export function demandFits({ lowered, batchSize }: Program, batch: Batch) {
  const { bytes, labels, size } = batch;
  const given = bytes?.count ?? batch.images.length;
  demandWhole('size', size, 1);
  demand(
    'size',
    size,
    size <= batchSize,
    `at most the ${batchSize} images this engine is made for`,
  );
  demand('labels', labels.length, labels.length === size, `${size} labels, one for each image`);
  const { height, width, channels } = lowered.slots[0]!.shape;
  const numbers = size * height * width * channels;
  demand('images', given, given === numbers, `the ${numbers} numbers of ${size} images`);
  const { classes } = lowered;
  const odd = labels.findIndex((label) => label < 0 || label >= classes);
  if (odd < 0) return;
  throw new RangeError(
    `labels[${odd}] is ${labels[odd]}; with ${classes} classes it accepts whole numbers from 0 to ${classes - 1}.`,
  );
}
