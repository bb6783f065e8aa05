import { CancelFit, LRFinder, type Training } from '#cnn';
import { type LrCurve, minimum, type Suggestion, slide, steep, valley } from '#cnn/math';
import { type Check, demandEntries, type Tolerance } from '../check.ts';
import type { Case, Topic } from '../topic.ts';

/** Sweeps, by the callback that sweeps in a fit, and what is read off a curve. */
export const lrFind: Topic = {
  name: 'lr_find',
  topic: 'fastai learning rate sweep, smoothed loss and suggestions',
  needs: ({ kind }) => [
    ...['kind', 'lr', 'suggestions', 'tol'],
    ...(kind === 'sweep'
      ? ['start_lr', 'end_lr', 'num_it', 'stop_div', 'raw_losses', 'ran', 'smooth_losses']
      : ['losses']),
  ],
  run(one, check) {
    if (one.kind === 'suggest') {
      compare({ lrs: one.lr, losses: one.losses }, one, check);
    } else if (one.kind === 'sweep') {
      demandEntries('raw_losses', one.raw_losses);
      const finder = swept(one);
      const { lrs, losses } = finder.curve;
      check.same('ran', losses.length, one.ran);
      check.near('lr', lrs, one.lr, one.tol);
      check.near('smooth_losses', losses, one.smooth_losses, one.tol);
      check.same('used part', finder.used().losses, losses.slice(one.used_from, one.used_to));
      compare(finder.used(), one, check);
    } else {
      throw new Error(`kind is "${one.kind}"; known are sweep, suggest`);
    }
  },
};

/** The callback as a fit would call it, with the losses of the case. */
function swept(one: Case): LRFinder {
  const { start_lr: startLr, end_lr: endLr, num_it: numIt, stop_div: stopDiv } = one;
  const finder = new LRFinder({ startLr, endLr, numIt, stopDiv });
  const optimizer = { lr: 0, mom: 0.9 };
  finder.beforeFit();
  try {
    one.raw_losses.forEach((loss: number, step: number) => {
      const training = { training: true, step, loss, optimizer } as unknown as Training;
      finder.beforeBatch(training);
      finder.afterBatch(training);
    });
  } catch (error) {
    if (!(error instanceof CancelFit)) throw error;
  }
  return finder;
}

function compare(curve: LrCurve, { suggestions: want, tol }: Case, check: Check) {
  const suggested: [string, Suggestion & { [field: string]: number }][] = [
    ['valley', { ...valley(curve) }],
    ['minimum', { ...minimum(curve) }],
    ['steep', { ...steep(curve) }],
    ['slide', { ...slide(curve) }],
  ];
  for (const [name, got] of suggested) {
    if (!want[name]) continue;
    for (const [field, number] of Object.entries<number>(want[name])) {
      // A slope is printed with five digits.
      const near: Tolerance = field === 'slope' ? { atol: 1e-5, rtol: 1e-4 } : tol;
      if (field === 'lr' || field === 'slope') {
        check.near(`${name} ${field}`, [got[field]!], [number], near);
      } else {
        check.same(`${name} ${field}`, got[field], number);
      }
    }
  }
}
