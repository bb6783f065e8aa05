import type { DigitSource } from '#cnn/math';
import type { OwnFiles, OwnSummary } from './own-images.ts';
import type { Decode } from './pictures.ts';

type Read = Promise<{ source: DigitSource; summary: OwnSummary }>;

/** The set of own images read last: it is kept, so that the next training has it at once. */
export function ownShelf(decode: Decode): (own: OwnFiles) => Read {
  let kept: { key: string; read: Read } | undefined;
  return (own) => {
    if (kept?.key === own.key) return kept.read;
    // What reads archives comes only when there are some.
    const read = import('./own-images.ts').then(({ readOwn }) => readOwn(own, decode));
    const mine = { key: own.key, read };
    kept = mine;
    // A set that could not be read is read anew.
    mine.read.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return mine.read;
  };
}
