import { useCallback, useEffect, useState } from 'react';
import type { Runner } from '#cnn/math';
import { browserStore } from '#lab';

const store = browserStore();

/** Whom the reader asked to compute, on every page and from the next training on; nobody means the fastest. */
export function useRunner(): [Runner | undefined, (runner: Runner | undefined) => void] {
  const [wanted, show] = useState<Runner>();
  useEffect(() => show(store.read().wanted), []);
  const want = useCallback((runner: Runner | undefined) => {
    store.want(runner);
    show(runner);
  }, []);
  return [wanted, want];
}
