import { useState } from 'react';

/** One value is one thing wherever it is drawn: the thing pointed at now, else the pinned one. */
export interface Selection<Thing> {
  lit: Thing | null;
  pinned: Thing | null;
  /** Lights a thing while it is hovered or focused; null puts the light out. */
  light(thing: Thing | null): void;
  /** Pins a thing; the pinned one is let go. */
  pin(thing: Thing): void;
  release(): void;
}

/** @param same whether two things are one; things that are strings or numbers need none */
export function useSelection<Thing>(
  pinned: Thing | null,
  setPinned: (thing: Thing | null) => void,
  same: (a: Thing, b: Thing) => boolean = Object.is,
): Selection<Thing> {
  const [pointed, light] = useState<Thing | null>(null);
  const release = (): void => {
    light(null);
    setPinned(null);
  };
  return {
    lit: pointed ?? pinned,
    pinned,
    light,
    pin: (thing) => (pinned !== null && same(pinned, thing) ? release() : setPinned(thing)),
    release,
  };
}
