import type { Callback } from '#cnn';
import type { Steering } from './protocol.ts';

/** A reader's hand on a running fit: the rates it holds, and whether it holds the fit still. */
export interface Helm {
  take(steering: Steering): void;
  /** Waits while the fit is held still. */
  gate(): Promise<void>;
  /** Sets the held rates, after the schedule has set its own. */
  callback: Callback;
}

/** What is no number above 0 (momentum: from 0 to below 1) is not taken: the schedule goes on. */
const rates: Record<'lr' | 'mom', (value: number) => boolean> = {
  lr: (value) => value > 0 && Number.isFinite(value),
  mom: (value) => value >= 0 && value < 1,
};

/** A helm that nobody holds. `own` is what the fit has where no schedule moves it. */
export function helm(): Helm {
  const held: { lr: number | null; mom: number | null } = { lr: null, mom: null };
  const own: { lr?: number; mom?: number } = {};
  let paused = false;
  let goOn = () => {};
  let still = Promise.resolve();
  const hold = (name: 'lr' | 'mom', value: number | null | undefined) => {
    if (value === null || (value !== undefined && rates[name](value))) held[name] = value;
  };
  return {
    take({ lr, mom, paused: pause }) {
      hold('lr', lr);
      hold('mom', mom);
      if (pause === undefined || pause === paused) return;
      paused = pause;
      if (paused) {
        still = new Promise((resolve) => {
          goOn = resolve;
        });
      } else goOn();
    },
    gate: () => still,
    callback: {
      // After a ParamScheduler, which has 60.
      order: 61,
      beforeBatch({ training, optimizer }) {
        if (!training) return;
        for (const name of ['lr', 'mom'] as const) {
          // A constant rate is set once, at the start: it is given back by hand.
          own[name] ??= optimizer[name];
          const value = held[name];
          if (value !== null) optimizer[name] = value;
        }
      },
      afterBatch({ training, optimizer }) {
        if (!training) return;
        for (const name of ['lr', 'mom'] as const) {
          if (held[name] !== null) optimizer[name] = own[name]!;
        }
      },
    },
  };
}
