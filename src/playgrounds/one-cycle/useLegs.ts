import { useRef, useState } from 'react';
import { useTraining } from '#kit';
import type { RunState } from '#lab';
import type { Curve, CycleState } from './model.ts';
import { recipeOf } from './model.ts';

/** One training after the other in one worker, each under a schedule of its own. */
export function useLegs() {
  const training = useTraining();
  const { train, stop, reset, run, ask } = training;
  const [done, setDone] = useState<{ key: string; runs: readonly RunState[]; of: number }>();
  const [running, setRunning] = useState(false);
  const turn = useRef(0);
  const stopped = useRef(false);

  const start = async (
    key: string,
    asked: Pick<CycleState, 'optimizer' | 'seed'>,
    schedules: readonly Curve[],
  ): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    stopped.current = false;
    let runs: RunState[] = [];
    setRunning(true);
    setDone({ key, runs, of: schedules.length });
    for (const schedule of schedules) {
      const ended = await train(recipeOf(asked), { schedule });
      if (turn.current !== mine) return;
      if (ended === undefined) break;
      runs = [...runs, ended];
      setDone({ key, runs, of: schedules.length });
      if (stopped.current || ended.problem?.retry) break;
    }
    setRunning(false);
  };
  const finished = done?.runs ?? [];
  // Between two legs the one that ended is still on show.
  const now = running && !finished.includes(run) ? [run] : [];
  const runs = [...finished, ...now];
  const steps = runs.reduce((sum, { batches }) => sum + batches.length, 0);
  return {
    ask,
    running,
    key: done?.key,
    /** Those that ended, and the one that runs. */
    runs,
    /** Steps done, of all legs together. */
    steps,
    of: done?.of ?? 0,
    start,
    stop: () => {
      stopped.current = true;
      stop();
    },
    reset: () => {
      turn.current += 1;
      setDone(undefined);
      setRunning(false);
      reset();
    },
  };
}

export type Legs = ReturnType<typeof useLegs>;
