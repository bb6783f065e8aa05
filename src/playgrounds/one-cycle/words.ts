/** The schedule in a sentence. Pure. */
import { forEye } from '#kit/state';
import { type Curve, type Shape, STEPS } from './model.ts';
import { rateText } from './shaping.ts';

export function scheduleWords({ drawn }: Shape, { lrs, moms }: Curve): string {
  const top = Math.max(...lrs);
  const peak = lrs.indexOf(top);
  return (
    `${drawn ? 'Your line' : 'The rate'} begins at ${rateText(lrs[0]!)}, is highest at batch ${peak} of ${STEPS} with ${rateText(top)}, ` +
    `and ends at ${rateText(lrs.at(-1)!)}. Momentum goes from ${forEye(moms[0]!)} to ${forEye(moms[peak]!)} at the peak, ` +
    `and to ${forEye(moms.at(-1)!)}.`
  );
}
