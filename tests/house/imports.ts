import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** One import of one source file: `from` is the file's path in the project, `what` the specifier it names. */
export interface Import {
  from: string;
  what: string;
  line: number;
  /** `import type …`: erased before anything runs. */
  typeOnly: boolean;
}

/** Files of a folder of the project, deep, with these endings, as paths from the root. */
export function filesIn(folder: string, endings: string[]): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && endings.some((ending) => file.name.endsWith(ending)))
    .map((file) => relative(ROOT, join(file.parentPath, file.name)))
    .filter((path) => !path.includes('/packed/'))
    .sort();
}

/** Every import, re-export, dynamic import and `new URL('…', import.meta.url)` of a folder's code. */
export function importsIn(folder: string): Import[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|new URL\(\s*['"]([^'"]+)['"],\s*import\.meta\.url/g;
  return filesIn(folder, ['.ts', '.tsx', '.astro', '.mjs', '.js']).flatMap((from) => {
    const text = readFileSync(join(ROOT, from), 'utf8');
    return [...text.matchAll(pattern)].map((match) => ({
      from,
      what: match[2] ?? match[3] ?? match[4],
      line: text.slice(0, match.index + match[0].length).split('\n').length,
      typeOnly: match[1] !== undefined,
    }));
  });
}
