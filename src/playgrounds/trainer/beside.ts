import type { RunState } from '#lab';

/** A run with the name it goes by. */
export interface Named {
  /** `live` and `recorded`, or the id it is kept under. */
  id: string;
  name: string;
  run: RunState;
}

/** Runs that can be drawn beside the one on show and still be told apart: one dash each. */
export const MOST_BESIDE = 3;

/** Dashes of the runs beside, in pixels; the style sheet of the line chart has the same, in this order. */
export const dashes = ['4 3', '1.5 3', '9 3'] as const;
