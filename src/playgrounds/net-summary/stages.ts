/** What the strip of grids draws. */
import type { NetState } from './model.ts';
import { convLines, type Line } from './rows.ts';
import type { Stage } from './Strip.tsx';

/** The image and every grid after it. */
export const stagesOf = (
  { side, channels }: Pick<NetState, 'side' | 'channels'>,
  lines: readonly Line[],
  odd: readonly boolean[] = [],
): Stage[] => [
  { side, channels },
  ...convLines(lines).map(({ outputShape }, i) => ({
    side: outputShape[0]!,
    channels: outputShape[2]!,
    odd: odd[i] ?? false,
  })),
];
