/** Dead units of one convolution on one batch: what they cost forward, what they pass back, and what would revive one. */
import { type Summary, summarize } from '#cnn/math';
import type { Inside } from '#lab';

export interface Unit {
  channel: number;
  /** Share of places and images at which it is above 0 after the ReLU. */
  active: number;
  /** Largest number before the ReLU. */
  highest: number;
  /** Largest gradient, by size, of its weights. */
  gradient: number;
}

/** Every channel of a convolution on the batch of a step laid open. Activations are `[images, side, side, channels]`. */
export function unitsOf(inside: Inside, conv: string): Unit[] {
  const { shape, values } = inside.activations[conv]!;
  const channels = shape.at(-1)!;
  const places = values.length / channels;
  const weights = inside.gradients[`${conv}.weight`]!;
  return Array.from({ length: channels }, (_, channel) => {
    let [above, highest, gradient] = [0, Number.NEGATIVE_INFINITY, 0];
    for (let at = channel; at < values.length; at += channels) {
      above += values[at]! > 0 ? 1 : 0;
      highest = Math.max(highest, values[at]!);
    }
    for (let at = channel; at < weights.values.length; at += channels) {
      gradient = Math.max(gradient, Math.abs(weights.values[at]!));
    }
    return { channel, active: above / places, highest, gradient };
  });
}

/** Share of the next layer's multiplications that have a zero in them because a unit is not active there. */
export function wasted(units: readonly Unit[]): number {
  return units.reduce((sum, { active }) => sum + (1 - active), 0) / Math.max(1, units.length);
}

/** How active one channel would be with `shift` added to its bias: every number before the ReLU moves by just that. */
export function shifted(inside: Inside, conv: string, channel: number, shift: number): number {
  const { shape, values } = inside.activations[conv]!;
  const channels = shape.at(-1)!;
  let above = 0;
  for (let at = channel; at < values.length; at += channels) {
    above += values[at]! + shift > 0 ? 1 : 0;
  }
  return (above * channels) / values.length;
}

/** The layer's output in figures: as fastai's hook sees it, before the ReLU, and after it. */
export function bothSides(inside: Inside, layer: string): { before: Summary; after: Summary } {
  const { values } = inside.activations[layer]!;
  return { before: summarize(values), after: summarize(values.map((value) => Math.max(0, value))) };
}
