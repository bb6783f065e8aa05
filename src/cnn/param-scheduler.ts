import type { Callback, Training } from './callback.ts';
import type { Schedule } from './math/index.ts';

/** Sets learning rate and momentum before each training batch: step t of N uses progress t/N (fastai's schedule.py). */
export class ParamScheduler implements Callback {
  readonly order = 60;
  readonly schedules: { lr?: Schedule; mom?: Schedule };

  constructor(schedules: { lr?: Schedule; mom?: Schedule }) {
    this.schedules = schedules;
  }

  beforeBatch({ training, step, steps, optimizer }: Training) {
    if (!training) return;
    const progress = step / steps;
    if (this.schedules.lr) optimizer.lr = this.schedules.lr(progress);
    if (this.schedules.mom) optimizer.mom = this.schedules.mom(progress);
  }
}
