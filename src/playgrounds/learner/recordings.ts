/** Both recordings at once: for the build, which draws them. A page loads one at a time. */
import fit from './recorded/fit.json' with { type: 'json' };
import fitOneCycle from './recorded/fit_one_cycle.json' with { type: 'json' };
import type { Call, Recording } from './run.ts';

export const recordings = { fit_one_cycle: fitOneCycle, fit } as Record<Call, Recording>;
