/** The block N × C × H·W of conv1's outputs, and which of its cells a norm gives one mean and variance. */
import { type Block, type Moments, momentsOf, type NormKind, normSet, setMoments } from '#cnn/math';
import { arriving, channelsOf, side } from './layers.ts';

/** The digits in the block. */
export const blockDigits = [3, 1, 8, 7] as const;
export const blockChannels = channelsOf('conv1');

const cell = (image: number, channel: number): number[] =>
  arriving('conv1', blockDigits[image]!, channel);

const places = blockDigits.flatMap((_, image) =>
  Array.from({ length: blockChannels }, (_, channel) => ({ image, channel })),
);

function block(): Block {
  const pixels = side * side;
  const values = new Float64Array(blockDigits.length * pixels * blockChannels);
  for (const { image, channel } of places) {
    cell(image, channel).forEach((value, pixel) => {
      values[(image * pixels + pixel) * blockChannels + channel] = value;
    });
  }
  return { images: blockDigits.length, pixels, channels: blockChannels, values };
}

/** Mean of each cell's 196 numbers, `[image][channel]`. */
export const cellMeans = (): number[][] =>
  blockDigits.map((_, image) =>
    Array.from({ length: blockChannels }, (_, channel) => momentsOf(cell(image, channel)).mean),
  );

export interface Place {
  image: number;
  channel: number;
}

/** Cells `[image][channel]` that share mean and variance with the cell at a place, itself among them. */
export function sharing(norm: NormKind, groups: number, place: Place): boolean[][] {
  const of = (at: Place) => normSet(norm, { ...at, channels: blockChannels }, groups);
  const mine = of(place);
  return blockDigits.map((_, image) =>
    Array.from({ length: blockChannels }, (_, channel) => of({ image, channel }) === mine),
  );
}

/** Mean and variance that the cell at a place is normalised by. */
export const sharedMoments = (norm: NormKind, groups: number, place: Place): Moments =>
  setMoments(block(), norm, groups)[normSet(norm, { ...place, channels: blockChannels }, groups)]!;

/** How many sets a norm makes of the block. */
export const setCount = (norm: NormKind, groups: number): number =>
  setMoments(block(), norm, groups).length;
