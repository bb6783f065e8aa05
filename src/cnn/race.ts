import type { Runner, Timing } from './math/index.ts';

/** Steps to be timed. */
export interface Steps {
  /** Takes one; whoever shares the work is done later. */
  step(): void | Promise<void>;
  end(): void;
}

/** Somebody who may compute, ready to start. */
export interface Contestant {
  runner: Runner;
  /** Gets ready, and says how to take a step and how to end; what it throws takes it out of the race. */
  start(): Promise<Steps>;
}

/** How long a race may take, and who is told of what. */
export interface RaceOptions {
  /** Milliseconds for the steps of all contestants; what they need to get ready comes on top. */
  limit?: number;
  onRefused?: (runner: Runner, problem: unknown) => void;
  now?: () => number;
}

/** Steps that are enough, and how much slower than the best a contestant is sent home. */
const ENOUGH = 8;
const HOPELESS = 2;

/**
 * Times real steps of each contestant, one after the other. The first step of each, which compiles and warms up, is its
 * own matter; one that is then twice as slow as the best so far is sent home at once.
 *
 * @returns by speed, the fastest first
 */
export async function race(
  contestants: readonly Contestant[],
  { limit = 300, onRefused = () => {}, now = () => performance.now() }: RaceOptions = {},
): Promise<Timing[]> {
  const timings: Timing[] = [];
  for (const { runner, start } of contestants) {
    try {
      const { step, end } = await start();
      try {
        await step();
        const best = Math.min(...timings.map(({ milliseconds }) => milliseconds));
        const milliseconds = await timed(step, limit / contestants.length, HOPELESS * best, now);
        timings.push({ runner, milliseconds });
      } finally {
        end();
      }
    } catch (problem) {
      onRefused(runner, problem);
    }
  }
  return timings.toSorted((one, other) => one.milliseconds - other.milliseconds);
}

/** Median of steps taken within the time, at least one. */
async function timed(
  step: Steps['step'],
  limit: number,
  hopeless: number,
  now: () => number,
): Promise<number> {
  const times: number[] = [];
  const end = now() + limit;
  do {
    const began = now();
    await step();
    times.push(now() - began);
    if (times.at(-1)! > hopeless) break;
  } while (times.length < ENOUGH && now() < end);
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)]!;
}
