import type { DigitSource } from '#cnn/math';
import { type DigitIndex, DigitsError, digitFiles } from './digit-files.ts';

const urls = import.meta.glob<string>('./packed/*.bin', {
  query: '?url',
  import: 'default',
  eager: true,
});
const indexes = import.meta.glob<DigitIndex>('./packed/index.json', {
  import: 'default',
  eager: true,
});

/**
 * The digits packed with the site, under their hashed addresses.
 *
 * @throws DigitsError when the site was built without them
 */
export function packedDigits(): DigitSource {
  const [index] = Object.values(indexes);
  if (!index) throw new DigitsError('This copy of the site was built without its digits.');
  return digitFiles(index, {
    url: (file) => {
      const url = urls[`./packed/${file}`];
      if (!url) throw new DigitsError('it is not part of this copy of the site');
      return url;
    },
  });
}
