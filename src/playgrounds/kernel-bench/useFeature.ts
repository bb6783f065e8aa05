import { useEffect, useState } from 'react';
import { loadThreesAndSevens, type ThreesAndSevens } from '#lab/threes-and-sevens';
import { featureOf, imageAt, meanPixel, type Parting, type Partings, parting } from './feature.ts';
import type { Applied, Mean } from './model.ts';

/** Longest stretch of work between two breaths of the page, in milliseconds. */
const stretch = 8;
/** A weight being typed should not start a count for every letter. */
const pause = 120;

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

type Measure = (set: ThreesAndSevens['train'], i: number) => number;

async function measured(
  { train, valid }: ThreesAndSevens,
  measure: Measure,
  signal: AbortSignal,
): Promise<Parting> {
  const over = async (set: ThreesAndSevens['train']) => {
    const values: number[] = [];
    let since = performance.now();
    for (let i = 0; i < set.labels.length; i++) {
      values.push(measure(set, i));
      if (performance.now() - since > stretch) {
        await breath();
        signal.throwIfAborted();
        since = performance.now();
      }
    }
    return { values, labels: set.labels };
  };
  return parting(await over(train), await over(valid));
}

/**
 * Measures the kernel on the packed 3s and 7s, in short stretches so that the page stays at hand. Nothing is fetched until
 * the view is open and shows another kernel than the one drawn at build.
 */
export function useFeature(
  drawn: Partings | null,
  isDrawn: boolean,
  open: boolean,
  how: Applied,
  mean: Mean,
): { partings: Partings | null; busy: boolean; problem: string | undefined; again(): void } {
  const [held, hold] = useState<{ of: string; partings: Partings | null; problem?: string }>({
    of: '',
    partings: drawn,
  });
  const [tries, count] = useState(0);
  const wanted = JSON.stringify([how, mean, tries]);
  const needed = open && !(isDrawn && drawn) && held.of !== wanted;
  useEffect(() => {
    if (!needed) return;
    const stop = new AbortController();
    const run = async (): Promise<void> => {
      const set = await loadThreesAndSevens();
      stop.signal.throwIfAborted();
      const measure = (each: Measure) => measured(set, each, stop.signal);
      const pixel = await measure((images, i) => meanPixel(imageAt(images, i)));
      const response = await measure((images, i) => featureOf(imageAt(images, i), how, mean));
      hold({ of: wanted, partings: { pixel, response } });
    };
    const timer = setTimeout(() => {
      run().catch((fault: Error) => {
        if (!stop.signal.aborted)
          hold(({ partings }) => ({ of: wanted, partings, problem: fault.message }));
      });
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [needed, wanted, how, mean]);
  return {
    partings: isDrawn && drawn ? drawn : held.partings,
    busy: needed,
    problem: needed ? undefined : held.problem,
    again: () => count((n) => n + 1),
  };
}
