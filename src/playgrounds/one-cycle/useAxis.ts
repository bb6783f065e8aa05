import { useCallback, useState } from 'react';

/** The end of an axis that stands still while something on it is pulled, and fits what is shown otherwise. */
export function useAxis(fitting: number) {
  const [held, setHeld] = useState<number | null>(null);
  return {
    end: held ?? fitting,
    hold: useCallback((on: boolean) => setHeld(on ? fitting : null), [fitting]),
  };
}
