import { useRef, useState } from 'react';
import type { Training } from '#kit';
import { type Size, timedSteps } from './model.ts';
import { recipe, sizes } from './points.ts';

/** Images per second at each size, from a few real updates of a worker's network. */
export function useTiming({ train, stop }: Pick<Training, 'train' | 'stop'>) {
  const [speeds, setSpeeds] = useState<Partial<Record<Size, number>>>({});
  const [place, setPlace] = useState<number | null>(null);
  const [problem, setProblem] = useState<string>();
  const stopped = useRef(false);
  const start = async (): Promise<void> => {
    stopped.current = false;
    setProblem(undefined);
    for (const [i, size] of sizes.entries()) {
      setPlace(i);
      const steps = timedSteps(size);
      const run = await train({
        ...recipe,
        batchSize: size,
        schedule: 'constant',
        steps,
        lr: 1e-4,
      });
      if (stopped.current || run === undefined) break;
      const seconds = run.seconds;
      if (run.phase === 'ended' && seconds > 0) {
        setSpeeds((was) => ({ ...was, [size]: (run.batches.length * size) / seconds }));
      } else {
        setProblem(run.problem?.message);
        break;
      }
    }
    setPlace(null);
  };
  return {
    speeds,
    problem,
    running: place !== null,
    done: (place ?? 0) / sizes.length,
    start,
    stop: () => {
      stopped.current = true;
      stop();
    },
    reset: () => {
      stopped.current = true;
      setSpeeds({});
      setProblem(undefined);
      setPlace(null);
    },
  };
}

export type Timing = ReturnType<typeof useTiming>;
