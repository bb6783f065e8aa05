import { useCallback } from 'react';
import { type Kept, useKept } from '#kit';
import { type Bench, fitsLink } from './model.ts';
import { type TaskId, tasks } from './tasks.ts';

/** The reader's code by task, and what stood there before a reset or a link took its place. */
interface Drafts {
  mine: Partial<Record<TaskId, string>>;
  before: Partial<Record<TaskId, string>>;
}

const none: Drafts = { mine: {}, before: {} };

function parse(kept: unknown): Drafts {
  const texts = (of: unknown): Drafts['mine'] =>
    Object.fromEntries(
      Object.entries((of ?? {}) as object).filter(
        ([task, text]) => Object.hasOwn(tasks, task) && typeof text === 'string',
      ),
    );
  const { mine, before } = kept as Drafts;
  return { mine: texts(mine), before: texts(before) };
}

interface Code {
  text: string;
  change(text: string): void;
  /** The code of this task and of another gives way to the tasks' own, and can be brought back. */
  startAgain(also: TaskId): void;
  /** A version to bring back; null when there is none that differs. */
  before: string | null;
  bringBack(): void;
  kept: Kept<Drafts>;
}

/**
 * The code in the editor. A link's code goes before what this browser kept, and that before the task's own; nothing that a
 * reader typed is given up for another text without a way back.
 */
export function useCode({ task, code }: Bench, set: (change: (was: Bench) => Bench) => void): Code {
  const kept = useKept<Drafts>('python', none, parse);
  const { mine, before } = kept.value;
  const starter = tasks[task].starter;
  const text = code !== '' ? code : (mine[task] ?? starter);

  const { keep } = kept;
  const put = useCallback(
    (next: string, old: string | undefined) => {
      keep((was) => ({
        mine: { ...was.mine, [task]: next },
        before: old === undefined ? was.before : { ...was.before, [task]: old },
      }));
      const own = next === '' || next === starter || !fitsLink(next);
      set((was) => ({ ...was, code: own ? '' : next }));
    },
    [keep, set, task, starter],
  );
  const differs = before[task] !== undefined && before[task] !== text;
  // What was kept and is not what stands in the editor: a link has hidden it.
  const hidden = mine[task] !== undefined && mine[task] !== text ? mine[task] : undefined;
  return {
    text,
    change: (next) => put(next, hidden),
    startAgain(also) {
      put(starter, text === starter ? undefined : text);
      const other = mine[also];
      if (also === task || other === undefined || other === tasks[also].starter) return;
      keep((was) => ({
        mine: { ...was.mine, [also]: tasks[also].starter },
        before: { ...was.before, [also]: other },
      }));
    },
    before: hidden ?? (differs ? before[task]! : null),
    bringBack: () => put(hidden ?? before[task]!, text),
    kept,
  };
}
