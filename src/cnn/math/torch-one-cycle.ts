import {
  demand,
  demandAboveZero,
  demandChoice,
  demandMomentum,
  demandShare,
  demandWhole,
} from './demand.ts';
import { cosine, linear, type Schedule } from './schedule.ts';

/** PyTorch's 1cycle; what is left out is PyTorch's default. */
export interface TorchOneCycleOptions {
  /** The largest learning rate. */
  maxLr: number;
  /** Steps of the whole training. */
  totalSteps: number;
  /** Share of the steps spent warming up, above 0 and below 1; below a half with three phases. */
  pctStart?: number;
  /** Shape of every phase. */
  anneal?: 'cos' | 'linear';
  /** The first learning rate is `maxLr / divFactor`. */
  divFactor?: number;
  /** The last one is the *first* one divided by this. */
  finalDivFactor?: number;
  /** Momentum at the peak of the learning rate. */
  baseMomentum?: number;
  /** Momentum at both ends. */
  maxMomentum?: number;
  /** Down as long as up, then a third phase to the end: Smith's original. Otherwise two phases, as in fastai. */
  threePhase?: boolean;
}

/**
 * The schedules of PyTorch's `OneCycleLR` (torch/optim/lr_scheduler.py). Unlike fastai's they warm up until step
 * `pctStart · totalSteps − 1`, and the last step is at the final learning rate itself. Made for `totalSteps`: step t has
 * progress `t / totalSteps`.
 *
 * @throws RangeError naming the option that cannot be used
 */
export function torchOneCycle(options: TorchOneCycleOptions): { lr: Schedule; mom: Schedule } {
  const { maxLr, totalSteps, pctStart = 0.3, anneal = 'cos', threePhase = false } = options;
  const { divFactor = 25, finalDivFactor = 1e4, baseMomentum = 0.85, maxMomentum = 0.95 } = options;
  demandAboveZero('maxLr', maxLr);
  demandWhole('totalSteps', totalSteps, 2);
  demandChoice('anneal', anneal, ['cos', 'linear']);
  demandMomentum('baseMomentum', baseMomentum);
  demandMomentum('maxMomentum', maxMomentum);
  const most = threePhase ? 0.5 : 1;
  demand('pctStart', pctStart, pctStart > 0 && pctStart < most, `a share between 0 and ${most}`);
  demandAboveZero('divFactor', divFactor);
  demandAboveZero('finalDivFactor', finalDivFactor);

  const first = maxLr / divFactor;
  const last = first / finalDivFactor;
  const warmUp = pctStart * totalSteps - 1;
  const [ends, lrs, moms] = threePhase
    ? [
        [warmUp, 2 * pctStart * totalSteps - 2, totalSteps - 1],
        [first, maxLr, first, last],
        [maxMomentum, baseMomentum, maxMomentum, maxMomentum],
      ]
    : [
        [warmUp, totalSteps - 1],
        [first, maxLr, last],
        [maxMomentum, baseMomentum, maxMomentum],
      ];
  const shape = anneal === 'cos' ? cosine : linear;
  const through =
    (values: number[]): Schedule =>
    (progress) => {
      demandShare('progress', progress);
      // t / N · N is not always t.
      const step = Math.round(progress * totalSteps * 1e6) / 1e6;
      const found = ends.findIndex((end) => step <= end);
      const phase = found < 0 ? ends.length - 1 : found;
      const start = phase === 0 ? 0 : ends[phase - 1]!;
      const length = ends[phase]! - start;
      const share = length > 0 ? Math.min(1, (step - start) / length) : 1;
      return shape(values[phase]!, values[phase + 1]!)(share);
    };
  return { lr: through(lrs), mom: through(moms) };
}
