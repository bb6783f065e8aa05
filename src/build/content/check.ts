import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkClaims } from './check-claims.ts';
import { checkCodeMarks } from './check-code-marks.ts';
import { checkFormulas } from './check-formulas.ts';
import { checkFrontmatter } from './check-frontmatter.ts';
import { checkLinks } from './check-links.ts';
import { checkPlaces } from './check-places.ts';
import { checkTags } from './check-tags.ts';
import type { Problem } from './problem.ts';
import { type Entry, readEntry } from './read-entry.ts';
import { PLAYGROUND_IDS } from './tags.ts';

/**
 * Reads every question of a folder and lists what has to be mended, in the order of the files. Parses only: nothing
 * that an author wrote is executed.
 *
 * @param folder holds the `.mdx` files; names that begin with an underscore are not published and not read.
 * @param root what the paths in the messages are relative to.
 */
export function checkContent(folder: string, root: string): Problem[] {
  const problems: Problem[] = [];
  const entries: Entry[] = [];
  const names = readdirSync(folder).filter(
    (name) => name.endsWith('.mdx') && !name.startsWith('_'),
  );
  for (const name of names.sort()) {
    const path = join(folder, name);
    const read = readEntry(
      name.slice(0, -'.mdx'.length),
      relative(root, path),
      readFileSync(path, 'utf8'),
    );
    if ('entry' in read) entries.push(read.entry);
    else problems.push(read.problem);
  }
  for (const entry of entries)
    problems.push(
      ...checkFrontmatter(entry),
      ...checkTags(entry),
      ...checkClaims(entry),
      ...checkCodeMarks(entry),
      ...checkFormulas(entry),
    );
  return [
    ...problems,
    ...checkLinks(entries, PLAYGROUND_IDS),
    ...checkPlaces(entries, relative(root, folder)),
  ];
}
