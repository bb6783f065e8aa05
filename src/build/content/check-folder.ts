import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Problem } from './problem.ts';

const MOST_PICTURE_BYTES = 400_000;

/** What may lie in `content/`: answers, pictures, the glossary and the reading list. */
const PLACES: [where: string, pattern: RegExp][] = [
  ['content/questions', /^questions\/[^/]+\.mdx$/],
  ['content/pictures', /^pictures\/[a-z0-9-]+\.(?:png|jpg|webp|avif)$/],
  ['content', /^(?:glossary|reading)\.yaml$/],
];

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export interface Found {
  /** Question files by name, each with its text. */
  texts: Map<string, string>;
  problems: Problem[];
}

/** Looks through a content folder without following anything out of it, and reads the question files. */
export function readFolder(content: string, root: string): Found {
  const found: Found = { texts: new Map(), problems: [] };
  const walk = (folder: string) => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      const file = relative(root, path);
      const add = (fault: string, remedy: string) => found.problems.push({ file, fault, remedy });
      const entry = lstatSync(path);
      if (entry.isSymbolicLink())
        add('This is a link to another file.', 'Put the file itself here.');
      else if (entry.isDirectory()) walk(path);
      else {
        const inside = relative(content, path).replaceAll('\\', '/');
        if (!PLACES.some(([, pattern]) => pattern.test(inside)))
          add(
            'A file like this has no place in the content.',
            'Answers are content/questions/NN-slug.mdx, pictures content/pictures/name.png; delete what is neither.',
          );
        else if (inside.startsWith('pictures/') && entry.size > MOST_PICTURE_BYTES)
          add(
            `The picture has ${Math.round(entry.size / 1000)} kB; the most is ${MOST_PICTURE_BYTES / 1000}.`,
            'Make it smaller, or save it as WebP.',
          );
        else if (inside.endsWith('.mdx')) readText(path, name, add);
      }
    }
  };
  const readText = (path: string, name: string, add: (fault: string, remedy: string) => void) => {
    try {
      found.texts.set(name, utf8.decode(readFileSync(path)));
    } catch {
      add(
        'The file is not UTF-8 text.',
        'Save it as UTF-8; most editors ask for the encoding when saving.',
      );
    }
  };
  walk(content);
  return found;
}
