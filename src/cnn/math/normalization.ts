import type { Norm } from './chapter-nets.ts';
import { demand, demandChoice, demandFromZero, demandNumbers, demandWhole } from './demand.ts';

/** Mean and variance of some numbers. */
export interface Moments {
  mean: number;
  /** With n below the line, the *biased* one that every norm divides by. */
  variance: number;
  /** How many numbers. */
  count: number;
}

/** What a layer put out for some images: `values` are `[images, pixels, channels]`, pixels being height · width. */
export interface Block {
  images: number;
  pixels: number;
  channels: number;
  values: ArrayLike<number>;
}

/** A norm that normalises. */
export type NormKind = Exclude<Norm, 'none'>;
const kinds: readonly NormKind[] = ['batch', 'layer', 'group', 'instance'];

/**
 * Mean and biased variance, as the norms take them.
 *
 * @throws RangeError when there are no values, or one of them is no number
 */
export function momentsOf(values: ArrayLike<number>): Moments {
  const count = values.length;
  demand('values', count, count > 0, 'at least one number');
  demandNumbers('values', values);
  let mean = 0;
  for (let i = 0; i < count; i++) mean += values[i]! / count;
  let variance = 0;
  for (let i = 0; i < count; i++) variance += (values[i]! - mean) ** 2 / count;
  return { mean, variance, count };
}

/**
 * Which set of a block shares its mean and variance with the numbers of one image and channel: a channel over all images
 * (batch), a whole image (layer), some neighbouring channels of an image (group), one channel of an image (instance).
 *
 * @param groups parts the channels are split into by a group norm; 1 when absent
 * @returns number of the set, from 0
 * @throws RangeError when the norm is none of these, or the channels do not split into as many groups
 */
export function normSet(
  norm: NormKind,
  { image, channel, channels }: { image: number; channel: number; channels: number },
  groups = 1,
): number {
  demandChoice('norm', norm, kinds);
  demandWhole('channels', channels, 1);
  demandWhole('image', image, 0);
  demandWhole('groups', groups, 1);
  const inside = Number.isInteger(channel) && channel >= 0 && channel < channels;
  demand('channel', channel, inside, `a whole number from 0 to ${channels - 1}`);
  demand('groups', groups, channels % groups === 0, `a number that divides ${channels} channels`);
  if (norm === 'batch') return channel;
  const parts = { layer: 1, group: groups, instance: channels }[norm];
  return image * parts + Math.floor(channel / (channels / parts));
}

/**
 * Mean and variance of every set that a norm makes of a block, in the order of `normSet`.
 *
 * @throws RangeError when the block has other values than its sides say, or `normSet` refuses
 */
export function setMoments(block: Block, norm: NormKind, groups = 1): Moments[] {
  const { images, pixels, channels, values } = block;
  for (const [name, side] of Object.entries({ images, pixels, channels })) {
    demandWhole(name, side, 1);
  }
  const whole = images * pixels * channels;
  demand('values', values.length, values.length === whole, `${whole} numbers`);
  const sets: number[][] = [];
  for (let image = 0; image < images; image++) {
    for (let channel = 0; channel < channels; channel++) {
      const set = normSet(norm, { image, channel, channels }, groups);
      sets[set] ??= [];
      for (let pixel = 0; pixel < pixels; pixel++) {
        sets[set].push(values[(image * pixels + pixel) * channels + channel]!);
      }
    }
  }
  return sets.map(momentsOf);
}

/** What else enters a normalised number; what is left out is how PyTorch's norms begin. */
export interface NormSettings {
  /** γ, PyTorch's `weight`; 1 when absent. */
  weight?: number;
  /** β, PyTorch's `bias`; 0 when absent. */
  bias?: number;
  /** Added to the variance; 1e-5 when absent. */
  eps?: number;
}

/**
 * One number normalised, scaled and shifted: γ · (x − mean) / √(variance + eps) + β.
 *
 * @throws RangeError when the variance or `eps` is no number of at least 0
 */
export function normalized(
  x: number,
  { mean, variance }: Pick<Moments, 'mean' | 'variance'>,
  { weight = 1, bias = 0, eps = 1e-5 }: NormSettings = {},
): number {
  demandFromZero('variance', variance);
  demandFromZero('eps', eps);
  return (weight * (x - mean)) / Math.sqrt(variance + eps) + bias;
}

/**
 * A BatchNorm2d's running statistics of one channel after one more batch: `1 − momentum` of the old, `momentum` of the
 * batch's mean and of its *unbiased* variance.
 *
 * @param momentum weight of the new batch; PyTorch's 0.1 when absent
 * @throws RangeError when the batch has a single number, which has no unbiased variance, or the momentum is none
 */
export function runningAfter(
  running: Pick<Moments, 'mean' | 'variance'>,
  batch: Moments,
  momentum = 0.1,
): Pick<Moments, 'mean' | 'variance'> {
  demandWhole('count', batch.count, 2);
  demand('momentum', momentum, momentum >= 0 && momentum <= 1, 'a number from 0 to 1');
  const unbiased = (batch.variance * batch.count) / (batch.count - 1);
  return {
    mean: (1 - momentum) * running.mean + momentum * batch.mean,
    variance: (1 - momentum) * running.variance + momentum * unbiased,
  };
}
