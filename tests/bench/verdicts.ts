import type { Column, Entry } from './race.ts';
import type { Results } from './results.ts';
import { type Clock, ratesOf, ratioOf, type Spread } from './statistics.ts';
import { limits, type Target, targets } from './targets.ts';
import { bytes, factor, milliseconds, percent, whole } from './wording.ts';

/** One target and what became of it. */
export interface Verdict {
  what: string;
  measured: string;
  wanted: string;
  /** Absent where it could not be measured. */
  met?: boolean;
}

const entryOf = ({ entries }: Column, name: string): Entry | undefined =>
  entries.find((entry) => entry.name === name && entry.samples.length > 0);

/** How many times as fast a target's contestant is as the best of its peers, round by round. */
export function against(column: Column, target: Target, clock: Clock): Spread | undefined {
  const ours = entryOf(column, target.ours);
  const [best] = target.peers
    .map((name) => entryOf(column, name)?.samples ?? [])
    .map((samples) => ({ samples, rate: ratesOf(samples, clock)?.median ?? 0 }))
    .toSorted((one, other) => other.rate - one.rate);
  return ours && best && ratioOf(ours.samples, best.samples, clock);
}

/** What each contestant of a column emitted, of those who did. */
export const emittedBytes = ({ entries }: Column) =>
  entries.flatMap(({ codeBytes }) => codeBytes ?? []);

/** How much longer a step takes with ActivationStats looking on, as a share of the step. */
export function statsCost(column: Column): Spread | undefined {
  const [bare, watched] = [entryOf(column, 'learner'), entryOf(column, 'learner-stats')];
  const ratio = bare && watched && ratioOf(bare.samples, watched.samples, 'wall');
  return ratio && { median: ratio.median - 1, min: ratio.min - 1, max: ratio.max - 1 };
}

/** Every target of the benchmark, met or not, by the clock on the wall. */
export function verdictsOn(results: Results): Verdict[] {
  return [...ratioVerdicts(results), ...statsVerdicts(results), ...otherVerdicts(results)];
}

function ratioVerdicts({ columns }: Results): Verdict[] {
  return targets.flatMap((target) =>
    columns.flatMap((column): Verdict[] => {
      const least = target.least[column.setting];
      if (least === undefined) return [];
      const shown = target.share ? percent : factor;
      const [wall, cpu] = [against(column, target, 'wall'), against(column, target, 'cpu')];
      return [
        {
          what: `against ${target.against}, ${column.setting}`,
          measured: wall
            ? `${shown(wall.median)} (${shown(wall.min)} to ${shown(wall.max)}${cpu ? `; per CPU-second ${shown(cpu.median)}` : ''})`
            : 'not measured',
          wanted: `at least ${shown(least)}`,
          ...(wall && { met: wall.median >= least }),
        },
      ];
    }),
  );
}

function statsVerdicts({ columns }: Results): Verdict[] {
  return columns.flatMap((column): Verdict[] => {
    const cost = statsCost(column);
    if (!cost) return [];
    return [
      {
        what: `ActivationStats of every layer and batch, ${column.setting}`,
        measured: `${percent(cost.median)} of the step`,
        wanted: `at most ${percent(limits.statsCost)}`,
        met: cost.median <= limits.statsCost,
      },
    ];
  });
}

function otherVerdicts({ columns, site, memory }: Results): Verdict[] {
  const atMost = (
    what: string,
    value: number | undefined,
    most: number,
    shown: (value: number) => string,
  ): Verdict => ({
    what,
    measured: value === undefined ? 'not measured' : shown(value),
    wanted: `at most ${shown(most)}`,
    ...(value !== undefined && { met: value <= most }),
  });
  const emitted = columns.flatMap((column) => emittedBytes(column));
  const growth =
    memory && memory.after.js + memory.after.wasm - memory.before.js - memory.before.wasm;
  return [
    atMost(
      'from the click to the first finished step',
      site?.firstStep.median,
      limits.firstStep,
      milliseconds,
    ),
    atMost(
      'code emitted for the net',
      emitted.length > 0 ? Math.max(...emitted) : undefined,
      limits.emittedBytes,
      bytes,
    ),
    atMost(
      'program fetched for training, as brotli',
      site?.fetched.program,
      limits.fetchedBytes,
      bytes,
    ),
    atMost(
      'longest task of the main thread while training',
      site?.longestTask,
      limits.longestTask,
      milliseconds,
    ),
    atMost(
      `growth of memory over ${memory ? whole(memory.steps) : '5,000'} steps`,
      growth,
      limits.growth,
      bytes,
    ),
  ];
}
