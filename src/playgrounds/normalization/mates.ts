/** One digit and whoever shares its batch. */
import { type Moments, momentsOf, normalized } from '#cnn/math';
import { arriving, channelsOf, runningOf, side } from './layers.ts';
import type { NormState } from './model.ts';

export type Setting = Pick<NormState, 'mode' | 'layer' | 'mine' | 'channel' | 'at'>;

/** Digits of the batch, the followed one among them, ascending. */
export const batchOf = ({ mine, mates }: Pick<NormState, 'mine' | 'mates'>): number[] =>
  [...new Set([mine, ...[...mates].map(Number)])].toSorted();

/** The followed number's place in its map. */
export const placeOf = ({ layer, at }: Pick<NormState, 'layer' | 'at'>): number =>
  layer === 'conv1' ? at[0]! * side + at[1]! : 0;

/** What the norm makes of the followed digit in one batch. */
export interface Outcome {
  /** Mean and variance it is normalised by. */
  by: Pick<Moments, 'mean' | 'variance'>;
  /** Numbers these were taken over; 0 when they are running averages. */
  count: number;
  /** Before and after, without γ and β. */
  before: number[];
  after: number[];
  /** The followed number. */
  x: number;
  y: number;
}

/** PyTorch's own refusal, when there is but one number a channel. */
export interface Refusal {
  refused: string;
}

/**
 * The followed digit's map of one channel, normalised within a batch in training, by the running statistics in evaluation.
 * A single number a channel in training is refused with PyTorch's sentence (torch/nn/functional.py).
 */
export function outcomeOf(setting: Setting, batch: readonly number[]): Outcome | Refusal {
  const { layer, mine, channel, mode } = setting;
  const before = arriving(layer, mine, channel);
  const all = batch.flatMap((digit) => arriving(layer, digit, channel));
  if (mode === 'train' && all.length === 1) {
    const shape = [1, channelsOf(layer), 1, 1].join(', ');
    return {
      refused: `ValueError: Expected more than 1 value per channel when training, got input size torch.Size([${shape}])`,
    };
  }
  const by = mode === 'train' ? momentsOf(all) : runningOf(layer, channel);
  const after = before.map((x) => normalized(x, by));
  const place = placeOf(setting);
  return {
    by,
    count: mode === 'train' ? all.length : 0,
    before,
    after,
    x: before[place]!,
    y: after[place]!,
  };
}

export const isRefusal = (outcome: Outcome | Refusal): outcome is Refusal => 'refused' in outcome;

/** The followed number with each other digit as its only mate, in training and evaluation. */
export function pairs(setting: Setting): { mate: number; train: number; eval: number }[] {
  return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((mate) => {
    if (mate === setting.mine) return [];
    const y = (mode: NormState['mode']) => {
      const outcome = outcomeOf({ ...setting, mode }, [setting.mine, mate]);
      return isRefusal(outcome) ? Number.NaN : outcome.y;
    };
    return [{ mate, train: y('train'), eval: y('eval') }];
  });
}
