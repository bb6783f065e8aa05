import type { Setting } from './settings.ts';

/** Images trained on and the wall-clock time it took. */
export interface Chunk {
  images: number;
  seconds: number;
}

/** One contestant at one setting, its network built and its data in memory. */
export interface Session {
  /** Who computes, as the contestant itself says. */
  engine: string;
  /** WebAssembly emitted for the network, in bytes. */
  codeBytes?: number | undefined;
  /** Trains on for about so many seconds, at least one step. */
  run(seconds: number): Promise<Chunk>;
}

/**
 * Somebody who trains the chapter's net in the browser. Every file of `page/contestants` exports a list of them, and a
 * new file there is all that a new one needs.
 */
export interface Contestant {
  /** Short, for `--only` and the JSON file. */
  name: string;
  title: string;
  /** What exactly it runs, and how that differs from the chapter's net; sentences for a reader. */
  note: string;
  /** Whether it takes part in a setting; in all of them when absent. */
  takes?(setting: Setting): boolean;
  /** Rounds it is measured at most, for one so slow that a step takes seconds. */
  rounds?: number;
  open(setting: Setting): Promise<Session>;
}

/** What the runner needs to know of a contestant, as plain data. */
export interface Listed {
  name: string;
  title: string;
  note: string;
  /** Names of the settings it takes. */
  settings: string[];
  rounds?: number | undefined;
}
