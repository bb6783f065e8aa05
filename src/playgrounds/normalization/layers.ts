/** The recorded outputs of run E as the views read them. */
import type { Moments } from '#cnn/math';
import json from './recorded.json' with { type: 'json' };
import { type Recording, unpacked } from './recorded.ts';

export const recording = json as Recording;
/** Side of conv1's maps, in pixels. */
export const side = 14;
const conv1 = unpacked(recording.conv1);
const conv5 = unpacked(recording.conv5);

export type LayerName = 'conv1' | 'conv5';

/** Channels of a layer's output. */
export const channelsOf = (layer: LayerName): number => (layer === 'conv1' ? 8 : 10);

/** Conv1's output for one of the ten digits, before its ReLU: `[196]`. */
export function rawMap(digit: number, channel: number): number[] {
  const pixels = side * side;
  return Array.from({ length: pixels }, (_, i) => conv1[(digit * pixels + i) * 8 + channel]!);
}

/**
 * What arrives at the norm after a layer, for one digit and channel: `[196]` after conv1 and its ReLU, `[1]` after conv5,
 * which has none.
 */
export function arriving(layer: LayerName, digit: number, channel: number): number[] {
  if (layer === 'conv5') return [conv5[digit * 10 + channel]!];
  return rawMap(digit, channel).map((value) => Math.max(0, value));
}

type Pair = Pick<Moments, 'mean' | 'variance'>;

/** A channel's running statistics at the end of the run. */
export function runningOf(layer: LayerName, channel: number): Pair {
  const { bn1, bn5 } = recording;
  return layer === 'conv1'
    ? { mean: bn1.mean.at(-1)![channel]!, variance: bn1.variance.at(-1)![channel]! }
    : { mean: bn5.mean[channel]!, variance: bn5.variance[channel]! };
}

/** Scale and shift that the run learned for a channel. */
export function learnedOf(layer: LayerName, channel: number): { weight: number; bias: number } {
  const { weight, bias } = layer === 'conv1' ? recording.bn1 : recording.bn5;
  return { weight: weight[channel]!, bias: bias[channel]! };
}
