import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunState } from '#lab';
import { type KeptRun, LONGEST } from './packed-run.ts';
import { shelf } from './shelf.ts';

export interface Runs {
  /** Oldest first. */
  list: readonly KeptRun[];
  /** Why something is not kept, or could not be read. */
  problem: string;
  /** @param name what it is called; counted through when absent */
  keep(run: RunState, name?: string): KeptRun;
  change(id: string, part: Partial<Pick<KeptRun, 'name' | 'note'>>): void;
  remove(id: string): void;
  /** The run deleted last, until it is brought back or another one is deleted. */
  removed: KeptRun | undefined;
  bringBack(): void;
}

/** The reader's runs: all of this tab, and those that the browser has kept. */
export function useRuns(): Runs {
  const [list, setList] = useState<readonly KeptRun[]>([]);
  const [problem, setProblem] = useState('');
  const [removed, setRemoved] = useState<KeptRun>();
  const store = useRef(shelf(() => window.localStorage));
  const latest = useRef(list);
  const show = useCallback((next: readonly KeptRun[]) => {
    latest.current = next;
    setList(next);
  }, []);

  useEffect(() => {
    const { runs, problem } = store.current.read();
    show(runs);
    setProblem(problem ?? '');
  }, [show]);

  const put = useCallback(
    (kept: KeptRun) => {
      const others = latest.current.filter(({ id }) => id !== kept.id);
      show([...others, kept].toSorted((a, b) => (a.id < b.id ? -1 : 1)));
      setProblem(store.current.put(kept) ?? '');
    },
    [show],
  );
  return {
    list,
    problem,
    removed,
    keep: useCallback(
      (run, name) => {
        const numbers = latest.current.map(({ name }) =>
          Number(/^run (\d+)$/.exec(name)?.[1] ?? 0),
        );
        const kept = {
          id: freshId(latest.current),
          name: (name ?? `run ${Math.max(0, ...numbers) + 1}`).slice(0, LONGEST.name),
          note: '',
          // Its saved point is large, and kept elsewhere.
          run: { ...run, checkpoint: undefined },
        };
        put(kept);
        return kept;
      },
      [put],
    ),
    change: useCallback(
      (id, { name, note }) => {
        const kept = latest.current.find((one) => one.id === id);
        if (!kept) return;
        put({
          ...kept,
          name: (name ?? kept.name).slice(0, LONGEST.name),
          note: (note ?? kept.note).slice(0, LONGEST.note),
        });
      },
      [put],
    ),
    remove: useCallback(
      (id) => {
        setRemoved(latest.current.find((one) => one.id === id));
        show(latest.current.filter((one) => one.id !== id));
        store.current.drop(id);
        setProblem('');
      },
      [show],
    ),
    bringBack: useCallback(() => {
      if (removed) put(removed);
      setRemoved(undefined);
    }, [put, removed]),
  };
}

/** Of the moment, so that ids sort by age; a second run of one moment comes after the first. */
function freshId(list: readonly KeptRun[]): string {
  let moment = Date.now();
  const known = new Set(list.map(({ id }) => id));
  while (known.has(moment.toString(36).padStart(9, '0'))) moment++;
  return moment.toString(36).padStart(9, '0');
}
