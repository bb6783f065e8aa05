import type { LabelledPixels } from '#cnn/math';
import { type DigitIndex, DigitsError, digitFiles } from './digit-files.ts';

/** A few hundred 3s and 7s: those that train, and those that only judge. */
export interface ThreesAndSevens {
  /** 300 images of each. */
  train: LabelledPixels;
  /** 100 others of each. */
  valid: LabelledPixels;
}

const urls = import.meta.glob<string>('./packed/three-seven-*.bin', {
  query: '?url',
  import: 'default',
  eager: true,
});
const indexes = import.meta.glob<DigitIndex>('./packed/index.json', {
  import: 'threesAndSevens',
  eager: true,
});

let asked: Promise<ThreesAndSevens> | undefined;

/**
 * The small set of 3s and 7s, fetched once a page (about 140 kB).
 *
 * Rejects with a DigitsError, a whole sentence, when it cannot be had; the next call tries again.
 */
export function loadThreesAndSevens(): Promise<ThreesAndSevens> {
  asked ??= load();
  asked.catch(() => {
    asked = undefined;
  });
  return asked;
}

async function load(): Promise<ThreesAndSevens> {
  const [index] = Object.values(indexes);
  if (!index) throw new DigitsError('This copy of the site was built without its digits.');
  const files = digitFiles(index, { url: (file) => urls[`./packed/${file}`]! });
  const [train, valid] = await Promise.all([files.chunk(0), files.valid()]);
  return { train, valid };
}
