import { parseArgs } from 'node:util';
import { type SettingName, settings } from './settings.ts';

export interface Options {
  rounds: number;
  /** Of one contestant's turn. */
  seconds: number;
  /** Steps over which memory has to stay flat. */
  memorySteps: number;
  /** Clicks on Train, page loads each. */
  clicks: number;
  /** Of a training with all charts live. */
  watched: number;
  /** Contestants to measure; all when empty. */
  only: string[];
  settings: readonly SettingName[];
  /** Whether start-up, bytes, tasks and memory are measured too. */
  site: boolean;
  json: string | undefined;
  /** A file that `--json` wrote: told again, nothing is measured. */
  from: string | undefined;
  readme: boolean;
  demand: boolean;
}

const full = { rounds: 5, seconds: 1.5, memorySteps: 5000, clicks: 5, watched: 10 };
/** Enough to see that everything runs; the figures are worth little. */
const quick = { rounds: 2, seconds: 0.4, memorySteps: 200, clicks: 2, watched: 3 };

/** @throws Error naming the option and what it accepts */
export function readOptions(given: string[]): Options {
  const { values } = parseArgs({
    args: given,
    options: {
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      setting: { type: 'string', multiple: true, default: [] },
      json: { type: 'string' },
      from: { type: 'string' },
      readme: { type: 'boolean', default: false },
      demand: { type: 'boolean', default: false },
    },
  });
  const sizes = values.quick ? quick : full;
  const rounds = values.rounds === undefined ? sizes.rounds : Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) {
    throw new Error(`--rounds is "${values.rounds}"; it accepts a whole number from 1 to 100.`);
  }
  const names = settings.map(({ name }) => name);
  const odd = values.setting.find((name) => !(names as string[]).includes(name));
  if (odd !== undefined) {
    throw new Error(`--setting is "${odd}"; it accepts ${names.join(', ')}.`);
  }
  const part = values.only.length > 0 || values.setting.length > 0;
  if (values.readme && part) {
    throw new Error(
      '--readme writes the whole table, so it goes with neither --only nor --setting.',
    );
  }
  return {
    ...sizes,
    rounds,
    only: values.only,
    settings: values.setting.length > 0 ? (values.setting as SettingName[]) : names,
    site: !part,
    json: values.json,
    from: values.from,
    readme: values.readme,
    demand: values.demand,
  };
}
