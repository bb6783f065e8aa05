import type { Runner, RunnerChoice } from '#cnn/math';
import { isChoice, isRunner } from './reports.ts';

/** Who is to compute, as far as this browser knows from before. */
export interface Preference {
  /** Whom the reader asked for; the fastest when absent. */
  wanted?: Runner;
  /** Who was found to be the fastest. */
  remembered?: RunnerChoice;
  /** Whose graphics processor was lost since the page was opened. */
  avoid?: Runner[];
}

/** Where preferences are kept from one visit to the next. */
export interface RunnerStore {
  read(): Preference;
  want(runner: Runner | undefined): void;
  remember(choice: RunnerChoice): void;
}

/** Named after the site: project pages of one owner share an origin, and so this store. */
const KEY = 'receptive-field:runner';

/** In this browser; one that keeps nothing remembers until the page is left. */
export function browserStore(): RunnerStore {
  const write = (preference: Preference) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(preference));
    } catch {
      here = preference;
    }
  };
  return {
    read,
    want(wanted) {
      const { remembered } = read();
      write({ ...(wanted && { wanted }), ...(remembered && { remembered }) });
    },
    remember: (remembered) => write({ ...read(), remembered }),
  };
}

/** For a browser whose storage is full, forbidden, or not there. */
let here: Preference = {};

/** What is none of ours is left aside. */
function read(): Preference {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const { wanted, remembered } = kept as Preference;
    return {
      ...(isRunner(wanted) && { wanted }),
      ...(isChoice(remembered) && { remembered: remembered! }),
    };
  } catch (error) {
    return error instanceof SyntaxError ? {} : here;
  }
}
