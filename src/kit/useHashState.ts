/**
 * A playground's state that lives in the address: `#<key>?<text>`.
 *
 * On the server and in the first client render the state is `initial`, so the picture does not jump while it
 * hydrates. After that the address is read once, and again whenever the reader changes it. A change of state is written
 * back a moment later with `replaceState`, so dragging makes no history and stays below the browsers' limit on
 * how often an address may change (Safari: 100 times in 30 seconds). Other playgrounds' keys and plain anchors are left alone.
 */
import { useCallback, useEffect, useRef, useState } from 'react';

export interface HashCodec<T> {
  /** Reads the text after `#<key>?`. A bad text gives a legal state and a sentence that says what was wrong. */
  parse(text: string): { state: T; problem?: string };
  format(state: T): string;
}

export interface HashState<T> {
  state: T;
  set(next: T | ((was: T) => T)): void;
  problem?: string;
  reset(): void;
}

const pause = 300;

/** The text that the hash holds for `key`, or null when it speaks of something else. */
export function hashText(hash: string, key: string): string | null {
  const start = `#${key}?`;
  return hash.startsWith(start) ? hash.slice(start.length) : null;
}

function write(key: string, text: string | null): void {
  const { hash, pathname, search } = window.location;
  if (text === null && hashText(hash, key) === null) return;
  try {
    window.history.replaceState(
      window.history.state,
      '',
      pathname + search + (text === null ? '' : `#${key}?${text}`),
    );
  } catch {
    // The browser refused (too many changes): the picture is right, only the address lags behind.
  }
}

export function useHashState<T>(key: string, codec: HashCodec<T>, initial: T): HashState<T> {
  const [held, hold] = useState<{ state: T; problem?: string }>({ state: initial });
  const latest = useRef({ codec, initial });
  latest.current = { codec, initial };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const touched = useRef(false);

  useEffect(() => {
    const read = (): void => {
      const text = hashText(window.location.hash, key);
      if (text === null) return;
      clearTimeout(timer.current);
      touched.current = false;
      hold(latest.current.codec.parse(text));
    };
    read();
    window.addEventListener('hashchange', read);
    return () => {
      window.removeEventListener('hashchange', read);
      clearTimeout(timer.current);
    };
  }, [key]);

  useEffect(() => {
    if (!touched.current) return;
    const text = latest.current.codec.format(held.state);
    const plain = text === latest.current.codec.format(latest.current.initial);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => write(key, plain ? null : text), pause);
  }, [key, held]);

  const set = useCallback((next: T | ((was: T) => T)) => {
    touched.current = true;
    hold((was) => ({
      state: typeof next === 'function' ? (next as (was: T) => T)(was.state) : next,
    }));
  }, []);
  const reset = useCallback(() => {
    clearTimeout(timer.current);
    touched.current = false;
    hold({ state: latest.current.initial });
    write(key, null);
  }, [key]);

  return { ...held, set, reset };
}
