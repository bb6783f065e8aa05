import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunState } from '#lab';
import { type Unfinished, unfinished, unfinishedOf, unfinishedText } from './checkpoint-text.ts';

const KEY = 'receptive-field:trainer:unfinished';
/** Held while a run goes on, so that another tab does not offer to go on with it. */
const LOCK = 'receptive-field:trainer';
/** Milliseconds between two writings: each takes some twenty of them. */
const PAUSE = 2000;

/**
 * The run that was cut off, by a stop, a death of the worker, or with the page before this one. While a run goes on its
 * latest saved point is written to the browser's storage, if that takes it.
 *
 * @param keeps whether the run may be kept beyond the page
 */
export function useUnfinished(run: RunState, running: boolean, keeps: boolean) {
  const [stored, setStored] = useState<Unfinished>();
  const written = useRef({ at: 0, waiting: undefined as (() => void) | undefined });

  useEffect(() => {
    let gone = false;
    readStored().then((found) => gone || setStored(found));
    return () => {
      gone = true;
    };
  }, []);

  const { checkpoint } = run;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new point is what is written, with the run as it is then
  useEffect(() => {
    if (!running || !checkpoint || !keeps) return;
    const { current } = written;
    const put = (text: string) => {
      current.at = Date.now();
      current.waiting = undefined;
      try {
        localStorage.setItem(KEY, text);
      } catch {
        // No room, or no storage: the run goes on, and can go on after a stop in this tab.
      }
    };
    const textNow = () => unfinishedText({ ...run, checkpoint });
    current.waiting = () => put(textNow());
    let timer = setTimeout(
      () => {
        const text = textNow();
        current.waiting = () => put(text);
        // A task of its own: together they would hold up a frame.
        timer = setTimeout(put, 0, text);
      },
      Math.max(0, current.at + PAUSE - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [checkpoint, running, keeps]);

  useEffect(() => {
    if (!running) return;
    setStored(undefined);
    const flush = () => written.current.waiting?.();
    let over = () => {};
    const going = new Promise<void>((resolve) => {
      over = resolve;
    });
    navigator.locks?.request(LOCK, () => going).catch(() => {});
    window.addEventListener('pagehide', flush);
    return () => {
      flush();
      over();
      window.removeEventListener('pagehide', flush);
    };
  }, [running]);

  const forget = useCallback(() => {
    setStored(undefined);
    written.current.waiting = undefined;
    try {
      localStorage.removeItem(KEY);
    } catch {
      // What cannot be opened holds nothing.
    }
  }, []);
  return { unfinished: running ? undefined : (unfinished(run) ?? stored), forget };
}

/** What the page before left unfinished, unless it goes on in another tab. A damaged text is thrown away. */
async function readStored(): Promise<Unfinished | undefined> {
  try {
    const text = localStorage.getItem(KEY);
    if (text === null) return undefined;
    const locks = await navigator.locks?.query();
    if (locks?.held?.some(({ name }) => name === LOCK)) return undefined;
    try {
      return unfinishedOf(text);
    } catch {
      localStorage.removeItem(KEY);
    }
  } catch {
    // A browser that refuses its storage has kept nothing.
  }
  return undefined;
}
