/**
 * Something the reader made that this browser keeps, such as code or ticks. On the server and in the first client render it
 * is `start`; after that what was kept is read once, and again when another tab changes it. Where the browser keeps nothing
 * (private windows, blocked storage) it lives as long as the page, and `refused` says so.
 */
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Kept<T> {
  value: T;
  keep(next: T | ((was: T) => T)): void;
  /** The browser would not keep it. */
  refused: boolean;
  /** What was kept has been read. */
  read: boolean;
}

/** @param parse makes a value of what was kept, whatever that is by now; throws when it is nothing of ours */
export function useKept<T>(name: string, start: T, parse: (kept: unknown) => T): Kept<T> {
  const key = `receptive-field:${name}`;
  const [held, hold] = useState({ value: start, refused: false, read: false });
  const latest = useRef({ value: start, parse });
  latest.current.parse = parse;

  useEffect(() => {
    const take = (text: string | null): T => {
      try {
        return text === null ? start : latest.current.parse(JSON.parse(text));
      } catch {
        return start;
      }
    };
    const show = (value: T, refused = false): void => {
      latest.current.value = value;
      hold({ value, refused, read: true });
    };
    try {
      show(take(localStorage.getItem(key)));
    } catch {
      show(start, true);
    }
    const changed = ({ key: other, newValue }: StorageEvent): void => {
      if (other === key) show(take(newValue));
    };
    window.addEventListener('storage', changed);
    return () => window.removeEventListener('storage', changed);
  }, [key, start]);

  const keep = useCallback(
    (next: T | ((was: T) => T)) => {
      const { value: was } = latest.current;
      const value = typeof next === 'function' ? (next as (was: T) => T)(was) : next;
      latest.current.value = value;
      let refused = false;
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        refused = true;
      }
      hold({ value, refused, read: true });
    },
    [key],
  );
  return { ...held, keep };
}
