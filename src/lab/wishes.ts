import { ActivationStats, type Callback, type Learner } from '#cnn';
import { checkpointOf } from './checkpoint.ts';
import type { Wish } from './protocol.ts';
import type { Report } from './reports.ts';

/** Frames of a film in a run, the untrained one not counted. */
const FILM = 120;

/** Whether a step has its frame: about `FILM` in a run, the last one among them. */
export const filmed = (step: number, steps: number): boolean =>
  step === steps || step % Math.ceil(steps / FILM) === 0;

/**
 * What a page wished for, as callbacks of the fit.
 *
 * @throws RangeError when a wish cannot be granted, naming it
 */
export function granted(wish: Wish, learner: Learner, tell: (report: Report) => void): Callback[] {
  return [
    ...(wish.stats === undefined ? [] : statsOf(wish.stats, tell)),
    ...(wish.tensors === undefined ? [] : [tensorsOf(wish.tensors, learner, tell)]),
    ...(wish.schedule === undefined ? [] : [scheduleOf(wish.schedule)]),
    ...(wish.checkpoints ? [checkpointsOf(learner, tell)] : []),
  ];
}

function checkpointsOf(learner: Learner, tell: (report: Report) => void): Callback {
  return {
    // After everybody who looks at the pass.
    order: 110,
    afterEpoch: ({ epoch, step, steps, validation }) => {
      if (!validation || step >= steps) return;
      tell({ type: 'checkpoint', checkpoint: checkpointOf(learner, epoch + 1, step) });
    },
  };
}

function statsOf(every: number, tell: (report: Report) => void): Callback[] {
  const stats = new ActivationStats({ every });
  let told = 0;
  return [
    stats,
    {
      // After ActivationStats has taken the batch in.
      order: 101,
      afterBatch({ training, step }) {
        if (!training || stats.stats.length === told) return;
        told = stats.stats.length;
        tell({ type: 'stats', step, layers: stats.stats.at(-1)! });
      },
    },
  ];
}

function tensorsOf(names: string[], learner: Learner, tell: (report: Report) => void): Callback {
  const show = (step: number) => {
    const tensors = names.map((name) => [name, Array.from(learner.weights(name).values)] as const);
    tell({ type: 'tensors', step, tensors: Object.fromEntries(tensors) });
  };
  return {
    order: 101,
    beforeFit: () => show(0),
    afterBatch: ({ training, step, steps }) => {
      if (training && filmed(step, steps)) show(step);
    },
  };
}

/** A drawn schedule: step by step; the last number holds for what it leaves out. */
function scheduleOf({ lrs, moms }: NonNullable<Wish['schedule']>): Callback {
  const good =
    lrs.length > 0 &&
    moms.length > 0 &&
    lrs.every((lr) => lr >= 0 && Number.isFinite(lr)) &&
    moms.every((mom) => mom >= 0 && mom < 1);
  if (!good) {
    throw new RangeError(
      'The schedule cannot be used: it takes at least one learning rate from 0 on and one momentum from 0 to below 1.',
    );
  }
  return {
    // As a ParamScheduler, but after the recipe's own.
    order: 60,
    beforeBatch({ training, step, optimizer }) {
      if (!training) return;
      optimizer.lr = lrs[Math.min(step, lrs.length - 1)]!;
      optimizer.mom = moms[Math.min(step, moms.length - 1)]!;
    },
  };
}
