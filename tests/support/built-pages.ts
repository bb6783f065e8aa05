import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

export interface BuiltPage {
  /** As a reader's browser asks for it, from the root of the site: `questions/06-stride/`. */
  path: string;
  html: string;
}

/** Every HTML page of the built site. */
export function builtPages(): BuiltPage[] {
  return readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith('.html'))
    .map((file) => relative(DIST, join(file.parentPath, file.name)))
    .filter((file) => !file.startsWith('pagefind/'))
    .sort()
    .map((file) => ({
      path: file.replace(/(^|\/)index\.html$/, '$1'),
      html: readFileSync(join(DIST, file), 'utf8'),
    }));
}
