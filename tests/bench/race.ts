import type { Entrant, Turns } from './entrant.ts';
import type { Setting, SettingName } from './settings.ts';
import type { Sample } from './statistics.ts';

/** What one contestant did at one setting. */
export interface Entry {
  name: string;
  engine: string;
  codeBytes?: number | undefined;
  samples: Sample[];
  /** Why there are no samples, or no more of them. */
  failure?: string;
}

/** One setting: one column of the table. */
export interface Column {
  setting: SettingName;
  entries: Entry[];
}

interface Pace {
  rounds: number;
  seconds: number;
  say(what: string): void;
}

const reasonOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]!;

/**
 * Measures everybody who takes a setting, in rounds, one after the other, so that a slow minute of the machine is slow
 * for all of them; every round begins with somebody else. Whoever fails is out, with the reason.
 */
export async function race(
  setting: Setting & { name: SettingName },
  entrants: readonly Entrant[],
  { rounds, seconds, say }: Pace,
): Promise<Column> {
  const entries: Entry[] = [];
  const ready: { entrant: Entrant; entry: Entry; turns: Turns }[] = [];
  for (const entrant of entrants.filter(({ takes }) => takes(setting))) {
    const entry: Entry = { name: entrant.name, engine: '', samples: [] };
    entries.push(entry);
    try {
      say(`${setting.name}: ${entrant.name} warms up`);
      const turns = await entrant.open(setting);
      ready.push({ entrant, entry, turns });
      Object.assign(entry, { engine: turns.engine, codeBytes: turns.codeBytes });
      await turns.run(entrant.rounds === undefined ? seconds : 0);
    } catch (error) {
      entry.failure = reasonOf(error);
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < ready.length; i++) {
      const { entrant, entry, turns } = ready[(i + round) % ready.length]!;
      if (entry.failure || round >= (entrant.rounds ?? rounds)) continue;
      say(`${setting.name}: round ${round + 1} of ${rounds}, ${entrant.name}`);
      try {
        entry.samples.push({ round, ...(await measured(turns, seconds)) });
      } catch (error) {
        entry.failure = reasonOf(error);
      }
    }
  }
  for (const { turns } of ready) await turns.close();
  return { setting: setting.name, entries };
}

async function measured(turns: Turns, seconds: number): Promise<Omit<Sample, 'round'>> {
  const before = turns.cpuSeconds();
  const chunk = await turns.run(seconds);
  const after = turns.cpuSeconds();
  const cpuSeconds = before === undefined || after === undefined ? undefined : after - before;
  return { ...chunk, cpuSeconds };
}
