import { useEffect, useRef, useState } from 'react';
import { loadThreesAndSevens } from '#lab/threes-and-sevens';
import { type FeatureName, featureNames } from './features.ts';
import { measure, type Outcome } from './measure.ts';

export interface Measured {
  outcomes: Partial<Record<FeatureName, Outcome>>;
  running: boolean;
  /** Share of all features that is done, 0 to 1. */
  progress: number;
  problem: string | undefined;
  run(): void;
  stop(): void;
  clear(): void;
}

const nothing = { outcomes: {}, running: false, progress: 0 };

/** Trains a classifier on each feature in this tab, one after the other; Stop is heard between two stretches of work. */
export function useMeasured(): Measured {
  const [held, hold] = useState<
    Omit<Measured, 'run' | 'stop' | 'clear' | 'problem'> & { problem?: string }
  >(nothing);
  const stopping = useRef<AbortController>(undefined);
  useEffect(() => () => stopping.current?.abort(), []);

  const run = async (): Promise<void> => {
    stopping.current?.abort();
    const mine = new AbortController();
    stopping.current = mine;
    hold({ ...nothing, running: true });
    const breathe = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve));
      mine.signal.throwIfAborted();
    };
    try {
      const sets = await loadThreesAndSevens();
      mine.signal.throwIfAborted();
      for (const [i, name] of featureNames.entries()) {
        const outcome = await measure(name, sets, breathe, (share) =>
          hold((was) => ({ ...was, progress: (i + share) / featureNames.length })),
        );
        mine.signal.throwIfAborted();
        hold((was) => ({ ...was, outcomes: { ...was.outcomes, [name]: outcome } }));
      }
      hold((was) => ({ ...was, running: false, progress: 1 }));
    } catch (fault) {
      if (mine.signal.aborted) return;
      hold((was) => ({ ...was, running: false, problem: (fault as Error).message }));
    }
  };
  const stop = (): void => {
    stopping.current?.abort();
    hold((was) => ({ ...was, running: false }));
  };
  return {
    ...held,
    problem: held.problem,
    run: () => void run(),
    stop,
    clear() {
      stopping.current?.abort();
      hold(nothing);
    },
  };
}
