/** Seconds without a sign of life after which a worker counts as dead. */
export interface Patience {
  /** While it loads, starts, or computes in ways whose slowest takes 10 s for one large batch. */
  any: number;
  /** While emitted code trains, whose batches take milliseconds. */
  quick: number;
}

export const PATIENCE: Patience = { any: 45, quick: 3 };

/**
 * Counts the seconds of a silence. Counting ticks, not clock time, forgives a laptop that slept: both sides slept.
 *
 * @param limit seconds that are granted now, or nothing while there is nothing to wait for
 */
export function countSilence(limit: () => number | undefined, tooLong: () => void) {
  let seconds = 0;
  const watch = setInterval(() => {
    const granted = limit();
    if (granted === undefined) seconds = 0;
    else if (++seconds > granted) tooLong();
  }, 1000);
  return {
    heard() {
      seconds = 0;
    },
    end: () => clearInterval(watch),
  };
}
