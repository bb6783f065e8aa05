import { useEffect, useRef, useState } from 'react';

interface Props {
  children: string;
  /** Least milliseconds between two announcements; the newest text waits its turn, older ones are dropped. */
  every?: number;
  /** Shown as well as spoken. */
  visible?: boolean;
}

/** A polite live region that never chatters: one sentence at a time, never the same one twice in a row. */
export function Status({ children, every = 1000, visible = false }: Props) {
  // Empty on the server: a live region speaks of changes, and a page that loads is not one.
  const [said, say] = useState('');
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, last.current + every - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      say(children);
    }, wait);
    return () => clearTimeout(timer);
  }, [children, every]);
  return (
    <p role="status" className={visible ? 'said' : 'hide'}>
      {said}
    </p>
  );
}
