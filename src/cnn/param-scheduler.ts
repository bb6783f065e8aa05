import type { Callback, Training } from './callback.ts';
import type { Schedule } from './math/index.ts';

/**
 * Sets learning rate and momentum before each training batch: step t of N uses progress t/N (fastai's
 * callback/schedule.py).
 *
 * @throws RangeError in a fit when a schedule gives what is no learning rate or no momentum
 */
export class ParamScheduler implements Callback {
  readonly order = 60;
  readonly schedules: { lr?: Schedule; mom?: Schedule };

  constructor(schedules: { lr?: Schedule; mom?: Schedule }) {
    this.schedules = schedules;
  }

  beforeBatch({ training, progress, optimizer }: Training) {
    if (!training) return;
    if (this.schedules.lr) optimizer.lr = this.schedules.lr(progress);
    if (this.schedules.mom) optimizer.mom = this.schedules.mom(progress);
  }
}
