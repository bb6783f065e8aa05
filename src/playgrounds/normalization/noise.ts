/** One digit in many random batches of run E's last norm: how far its output wanders. */
import { momentsOf, normalized, random } from '#cnn/math';
import { arriving, learnedOf, recording, runningOf } from './layers.ts';
import { unpacked } from './recorded.ts';

export const batchSizes = [2, 4, 8, 16, 32, 64, 128, 256, 512] as const;
/** Random batches of each size. */
export const draws = 60;

const pool = unpacked(recording.pool);
const classes = 10;
const images = pool.length / classes;

/** Outputs of one class for the followed digit, after γ and β, in random batches of one size. */
export interface Cloud {
  size: number;
  outputs: number[];
  /** Standard deviation of the outputs. */
  spread: number;
}

/**
 * The followed digit's output of one class, each time with `size − 1` other digits drawn at random, repeats allowed, from
 * 512 of the training set.
 */
export function clouds(mine: number, channel: number, draw: number): Cloud[] {
  const { integer } = random(draw, 'batches');
  const [own] = arriving('conv5', mine, channel);
  return batchSizes.map((size) => {
    const outputs = Array.from({ length: draws }, () => {
      const batch = Array.from({ length: size }, (_, i) =>
        i === 0 ? own! : pool[integer(images) * classes + channel]!,
      );
      return normalized(own!, momentsOf(batch), learnedOf('conv5', channel));
    });
    return { size, outputs, spread: Math.sqrt(momentsOf(outputs).variance) };
  });
}

/** The same output in evaluation, alike in every batch. */
export function steady(mine: number, channel: number): number {
  const [own] = arriving('conv5', mine, channel);
  return normalized(own!, runningOf('conv5', channel), learnedOf('conv5', channel));
}
