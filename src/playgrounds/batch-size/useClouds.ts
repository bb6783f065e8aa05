import { useMemo, useState } from 'react';
import type { Training } from '#kit';
import type { GradientCloud } from '#lab';
import type { BatchState } from './model.ts';
import { COUNT, REFERENCE, recipe, sizes, stepOf } from './points.ts';
import { type Recording, unpackedAll } from './recorded.ts';

/** The recorded clouds, and those taken in this tab. */
export function useClouds(
  recording: Recording,
  { point, seed }: Pick<BatchState, 'point' | 'seed'>,
  ask: Training['ask'],
) {
  const recorded = useMemo(() => unpackedAll(recording), [recording]);
  const [own, setOwn] = useState<Record<string, GradientCloud>>({});
  const [asking, setAsking] = useState<AbortController>();
  const [problem, setProblem] = useState<string>();
  const key = `${point} ${seed}`;
  const take = async (): Promise<void> => {
    const mine = new AbortController();
    setAsking(mine);
    setProblem(undefined);
    try {
      const answer = await ask(
        'gradients',
        {
          recipe: { ...recipe, seed },
          step: stepOf(point),
          sizes: [...sizes],
          count: COUNT,
          reference: REFERENCE,
        },
        mine.signal,
      );
      setOwn((was) => ({ ...was, [key]: answer }));
    } catch (fault) {
      if (!mine.signal.aborted) setProblem((fault as Error).message);
    }
    setAsking((now) => (now === mine ? undefined : now));
  };
  return {
    cloud: own[key] ?? recorded[point],
    /** Taken in this tab, not recorded. */
    fresh: own[key] !== undefined,
    asking: asking !== undefined,
    problem,
    take,
    stop: () => asking?.abort(),
    reset: () => {
      asking?.abort();
      setAsking(undefined);
      setOwn({});
      setProblem(undefined);
    },
  };
}
