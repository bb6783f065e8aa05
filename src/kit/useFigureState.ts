import { useMemo } from 'react';
import type { StateCodec } from '#kit/state';
import { type HashState, useHashState } from './useHashState.ts';

/** A playground's state in the address, read and written by its codec; `start` is what its tag asked for. */
export function useFigureState<State>(
  codec: StateCodec<State>,
  id: string,
  start: State,
): HashState<State> {
  const hash = useMemo(
    () => ({
      parse: (text: string) => codec.parse(text, start),
      format: (state: State) => codec.format(state, start),
    }),
    [codec, start],
  );
  return useHashState(id, hash, start);
}
