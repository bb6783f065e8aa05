import { useEffect, useRef, useState } from 'react';
import { type Ending, type Job, openPython, type Python, type Result } from '#lab/python';
import type { TaskId } from './tasks.ts';

export interface Run {
  phase: 'none' | 'loading' | 'running' | 'over';
  /** What was run. */
  task: TaskId;
  code: string;
  /** A result a case, as far as it came. */
  results: readonly Result[];
  printed: string;
  ending: Ending | null;
}

const none: Run = {
  phase: 'none',
  task: 'edges',
  code: '',
  results: [],
  printed: '',
  ending: null,
};

/** One Python for this figure, born at the first run; its worker ends with the figure. */
export function usePython() {
  const [run, set] = useState(none);
  const python = useRef<Python>(undefined);
  const stopping = useRef<AbortController>(undefined);
  useEffect(
    () => () => {
      python.current?.close();
      python.current = undefined;
    },
    [],
  );

  const start = async (task: TaskId, code: string, job: Job): Promise<void> => {
    stopping.current?.abort();
    const mine = new AbortController();
    stopping.current = mine;
    python.current ??= openPython();
    let now: Run = { ...none, phase: 'loading', task, code };
    const show = (part: Partial<Run>): void => {
      if (stopping.current !== mine) return;
      now = { ...now, ...part };
      set(now);
    };
    show({});
    const ending = await python.current.run(
      job,
      (note) => {
        if (note.type === 'began') show({ phase: 'running' });
        // Every case prints the same lines; the first is the one on show.
        else if (note.type === 'printed' && now.results.length === 0) {
          show({ printed: now.printed + note.text });
        } else if (note.type === 'result') show({ results: [...now.results, note.result] });
      },
      mine.signal,
    );
    show({ phase: 'over', ending });
  };
  const stop = (): void => stopping.current?.abort();
  const forget = (): void => {
    stop();
    stopping.current = undefined;
    set(none);
  };
  return { run, start, stop, forget };
}
