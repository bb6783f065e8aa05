import { expect, test } from 'vitest';
import { CancelFit, LRFinder, type Training } from '#cnn';
import { lrSweep } from '#cnn/math';

/** Drives the callback as a fit would; a loss that is not finite breaks the fit off. @returns whether it was ended */
function search(finder: LRFinder, losses: readonly number[]): boolean {
  const optimizer = { lr: 0, mom: 0.9 };
  finder.beforeFit();
  try {
    losses.forEach((loss, step) => {
      const fit = { training: true, step, loss, optimizer } as unknown as Training;
      finder.beforeBatch(fit);
      if (Number.isFinite(loss)) finder.afterBatch(fit);
      else finder.breakOff(loss);
    });
    return false;
  } catch (error) {
    if (!(error instanceof CancelFit)) throw error;
    return true;
  }
}

test('a search ends once the smoothed loss is above four times its lowest value', () => {
  const finder = new LRFinder({ numIt: 20 });
  expect(search(finder, [1, 1, 1, 1000, 1, 1])).toBe(true);
  expect(finder.curve.losses).toHaveLength(4);
  const patient = new LRFinder({ numIt: 20, stopDiv: false });
  expect(search(patient, [1, 1, 1, 1000, 1, 1])).toBe(false);
  expect(patient.curve.losses).toHaveLength(6);
});

test('an infinite loss is above any bound: it is recorded, and ends the search', () => {
  const finder = new LRFinder({ numIt: 20 });
  search(finder, [2, 1, Number.POSITIVE_INFINITY]);
  expect(finder.curve.losses).toHaveLength(3);
  expect(finder.curve.losses[2]).toBe(Number.POSITIVE_INFINITY);
  expect(finder.curve.lrs[2]).toBe(lrSweep(1e-7, 10)(2 / 20));
});

test('a loss that is no number is above no bound: fastai goes on to the last step', () => {
  const finder = new LRFinder({ numIt: 20 });
  search(finder, [2, 1, 1, 1, Number.NaN]);
  const { lrs, losses } = finder.curve;
  expect(losses).toHaveLength(20);
  expect(losses.slice(0, 4).every(Number.isFinite)).toBe(true);
  expect(losses.slice(4)).toEqual(new Array(16).fill(Number.NaN));
  expect(lrs).toEqual(Array.from({ length: 20 }, (_, step) => lrSweep(1e-7, 10)(step / 20)));
  // Cut at the first that is no number, without the first tenth.
  expect(finder.used().losses).toEqual(losses.slice(2, 4));
});

test('a finite loss whose gradients are not is kept, the rest of the curve is no number', () => {
  const finder = new LRFinder({ numIt: 10 });
  search(finder, [2, 1]);
  finder.breakOff(1.5);
  expect(finder.curve.losses.map(Number.isFinite)).toEqual([
    ...new Array(3).fill(true),
    ...new Array(7).fill(false),
  ]);
});
