/** Real trainings, as they lie in `recorded.json`; tests/playgrounds/one-cycle.recorded.test.ts writes it. */
import type { LrCurve, Suggestion } from '#cnn/math';
import type { Rival } from './rivals.ts';

/** One training of run D's network and batches under another schedule. */
export interface RecordedRun {
  /** As fastai prints it, one number a step; a run that broke off has fewer. */
  smoothLoss: number[];
  /** Share of all validation digits after the last step; null when the loss was no number any more. */
  accuracy: number | null;
}

export interface Recordings {
  validCount: number;
  /** The figure's first schedule. */
  own: RecordedRun;
  rivals: Record<Exclude<Rival, 'kept'>, RecordedRun>;
  /** A search for a rate, as fastai draws it. */
  search: LrCurve;
  suggestions: Partial<Record<'valley' | 'steep' | 'minimum' | 'slide', Suggestion>>;
  /** 1cycles with other peaks. */
  ladder: (RecordedRun & { lr: number })[];
}
