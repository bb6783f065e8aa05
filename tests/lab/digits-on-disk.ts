import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DigitSource } from '#cnn/math';
import { type DigitIndex, digitFiles } from '../../src/lab/digits/digit-files.ts';

const packed = fileURLToPath(new URL('../../src/lab/digits/packed', import.meta.url));

/** The digits the site ships, read by the code that reads them in the worker. */
export function digitsOnDisk(): DigitSource {
  const index = JSON.parse(readFileSync(join(packed, 'index.json'), 'utf8')) as DigitIndex;
  return digitFiles(index, {
    url: (file) => join(packed, file),
    fetch: async (path) => new Response(new Uint8Array(readFileSync(path))),
  });
}
