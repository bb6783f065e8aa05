import type { Column } from './race.ts';
import type { Spread } from './statistics.ts';

/** One run of the benchmark: what `--json` keeps and the tables are made of. */
export interface Results {
  /** ISO 8601. */
  date: string;
  machine: Machine;
  rounds: number;
  /** Of one turn. */
  seconds: number;
  contestants: { name: string; title: string; note: string }[];
  columns: Column[];
  site?: SiteFigures;
  memory?: MemoryFigures;
  /** Sentences on what was left out, and why. */
  skipped: string[];
}

export interface Machine {
  cpu: string;
  cores: number;
  /** Of its widest vectors, where that is known; WebAssembly's have 128. */
  vectorBits?: number | undefined;
  system: string;
  browser: string;
  node: string;
  torch?: string | undefined;
}

/** Of the built site, on the trainer's page. */
export interface SiteFigures {
  /** Milliseconds from the click on Train to the first batch's report, everything cached, after the pointer had come. */
  firstStep: Spread;
  /** The same of a click that comes with the pointer. */
  firstStepAtOnce: Spread;
  /** Fetched from the click to the end of a short training, in bytes as brotli leaves them. */
  fetched: { program: number; digits: number };
  /** Milliseconds of the longest task of the main thread while training; 0 when none took 50 or more. */
  longestTask: number;
  /** How long was looked, in seconds. */
  watched: number;
}

/** In bytes, after a garbage collection. */
export interface MemoryFigures {
  steps: number;
  before: HeapFigures;
  after: HeapFigures;
}

export interface HeapFigures {
  /** JavaScript's objects. */
  js: number;
  /** WebAssembly's memories. */
  wasm: number;
}
