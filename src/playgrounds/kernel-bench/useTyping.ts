import { useState } from 'react';
import { readNumber } from '#kit/state';
import { weightLimit } from './kernels.ts';

/** What a reader is in the middle of typing: no number yet, but no mistake either. */
const unfinished = /^\s*[-−–+]?\d*[.,]?(e[-+]?|\d+\/)?\s*$/i;

interface Draft {
  text: string;
  problem?: string;
}

/** The texts in the nine fields of the kernel while they are being typed. */
export interface Typing {
  drafts: Readonly<Record<number, Draft>>;
  /** Fields, by place, whose text is no legal weight and is not being finished. */
  wrong: { place: number; problem: string }[];
  type(place: number, text: string): void;
  /** The reader has left the field: a legal text becomes the weight as written, any other is called wrong. */
  leave(place: number): void;
  drop(place: number): void;
  /** What was wrong with the last text pasted as a whole kernel. */
  pasted: string | undefined;
  refuse(problem: string): void;
  clear(): void;
}

function judged(text: string): { weight?: number; problem?: string } {
  try {
    return { weight: readNumber(text, weightLimit) };
  } catch (fault) {
    return { problem: (fault as Error).message };
  }
}

/**
 * A text that is no legal weight stays in its field with a sentence beside it; the last legal weight goes on counting.
 * `onWeight` hears every legal one at once.
 */
export function useTyping(onWeight: (place: number, weight: number) => void): Typing {
  const [drafts, setDrafts] = useState<Record<number, Draft>>({});
  const [pasted, refuse] = useState<string>();
  const drop = (place: number): void => setDrafts(({ [place]: _, ...rest }) => rest);
  return {
    drafts,
    wrong: Object.entries(drafts).flatMap(([place, { problem }]) =>
      problem ? [{ place: Number(place), problem }] : [],
    ),
    drop,
    pasted,
    refuse,
    clear: () => {
      setDrafts({});
      refuse(undefined);
    },
    type: (place, text) => {
      refuse(undefined);
      const { weight, problem } = judged(text);
      if (weight !== undefined) onWeight(place, weight);
      const draft = { text, problem: unfinished.test(text) ? undefined : problem };
      setDrafts((was) => ({ ...was, [place]: draft }));
    },
    leave: (place) => {
      const text = drafts[place]?.text;
      if (text === undefined) return;
      const { problem } = judged(text);
      if (problem) setDrafts((was) => ({ ...was, [place]: { text, problem } }));
      else drop(place);
    },
  };
}
