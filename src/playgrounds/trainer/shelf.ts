/**
 * Where runs outlive the page: one text a run in the browser's storage, so that two tabs never write over one another's.
 * A browser may have none, or no room left, and what lies there may be damaged: each is met with a sentence, and the runs
 * of this tab go on.
 */
import { type KeptRun, packed, unpacked } from './packed-run.ts';

const RUN = 'receptive-field:trainer:run:';
const DAMAGED = 'receptive-field:trainer:damaged:';
/** Runs kept beyond this tab: about 25 kB each. */
export const MOST_RUNS = 40;

export type Storage = Pick<
  globalThis.Storage,
  'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'
>;

export interface Shelf {
  /** All runs that can be read, oldest first; what cannot is set aside. */
  read(): { runs: KeptRun[]; problem?: string };
  /** @returns why the run stays in this tab only, or nothing */
  put(run: KeptRun): string | undefined;
  drop(id: string): void;
}

const tabOnly = 'It stays until this tab is closed';

/** @param open gives the storage; may throw, as browsers do that refuse it */
export function shelf(open: () => Storage): Shelf {
  const keys = (storage: Storage): string[] =>
    Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '').filter((key) =>
      key.startsWith(RUN),
    );
  return {
    read() {
      try {
        const storage = open();
        const runs: KeptRun[] = [];
        let damaged = 0;
        for (const key of keys(storage)) {
          const text = storage.getItem(key) ?? '';
          try {
            runs.push(unpacked(text));
          } catch {
            damaged++;
            storage.setItem(DAMAGED + key.slice(RUN.length), text);
            storage.removeItem(key);
          }
        }
        runs.sort((a, b) => (a.id < b.id ? -1 : 1));
        return {
          runs,
          ...(damaged > 0
            ? {
                problem: `${damaged === 1 ? 'One kept run was' : `${damaged} kept runs were`} damaged and could not be read; what is left of ${damaged === 1 ? 'it' : 'them'} was set aside in this browser’s storage. The other runs are as they were.`,
              }
            : {}),
        };
      } catch {
        return { runs: [] };
      }
    },
    put(run) {
      try {
        const storage = open();
        const known = keys(storage);
        if (!known.includes(RUN + run.id) && known.length >= MOST_RUNS) {
          return `${MOST_RUNS} runs are kept already. ${tabOnly}; delete some to make room.`;
        }
        storage.setItem(RUN + run.id, packed(run));
        return undefined;
      } catch {
        return `This browser has no room to keep the run. ${tabOnly}; its numbers can be taken along as CSV.`;
      }
    },
    drop(id) {
      try {
        open().removeItem(RUN + id);
      } catch {
        // What cannot be opened holds nothing.
      }
    },
  };
}
