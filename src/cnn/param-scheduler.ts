import type { Callback, Training } from './callback.ts';
import { demand, demandFromZero, demandMomentum, type Schedule } from './math/index.ts';

/**
 * Sets learning rate and momentum before each training batch: step t of N uses progress t/N (fastai's
 * callback/schedule.py).
 *
 * @throws RangeError in a fit when a schedule gives what is no learning rate or no momentum
 */
export class ParamScheduler implements Callback {
  readonly order = 60;
  readonly schedules: { lr?: Schedule; mom?: Schedule };

  /** @throws RangeError when one is no function */
  constructor(schedules: { lr?: Schedule; mom?: Schedule }) {
    for (const [name, schedule] of Object.entries(schedules)) {
      demand(name, schedule, typeof schedule === 'function', 'a schedule, a function of progress');
    }
    this.schedules = schedules;
  }

  beforeBatch({ training, progress, optimizer }: Training) {
    if (!training) return;
    const { lr, mom } = this.schedules;
    if (lr) optimizer.lr = lr(progress);
    if (mom) optimizer.mom = mom(progress);
    demandFromZero('lr', optimizer.lr);
    demandMomentum('mom', optimizer.mom);
  }
}
