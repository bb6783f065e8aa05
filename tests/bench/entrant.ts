import type { Chunk } from './contestant.ts';
import type { Setting } from './settings.ts';

/** A contestant seen from the runner, wherever it trains. */
export interface Entrant {
  name: string;
  title: string;
  note: string;
  rounds?: number | undefined;
  takes(setting: Setting): boolean;
  open(setting: Setting): Promise<Turns>;
}

/** A contestant ready for its turns at one setting. */
export interface Turns {
  engine: string;
  /** Emitted for the network, in bytes. */
  codeBytes?: number | undefined;
  run(seconds: number): Promise<Chunk>;
  /** Processor time charged so far to whatever it runs in; undefined where nobody tells. */
  cpuSeconds(): number | undefined;
  close(): Promise<void>;
}
