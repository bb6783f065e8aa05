import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { visit } from 'unist-util-visit';
import { shown } from './letters.ts';
import type { Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';

/** Pictures lie in one folder of the content and say in words what they show. */
export function checkPictures({ file, tree }: Entry, root: string): Problem[] {
  const problems: Problem[] = [];
  visit(tree, (node) => {
    if (node.type !== 'image' && node.type !== 'imageReference') return;
    const { line, column } = node.position?.start ?? {};
    const add = (fault: string, remedy: string) =>
      problems.push({ file, line, column, fault, remedy });
    if (!node.alt?.trim())
      add(
        'The picture has no description.',
        'Say between the square brackets what it shows, as in ![A 3 and its top edges](../pictures/top-edges.png).',
      );
    if (node.type === 'imageReference') {
      add(
        `The picture ![${shown(node.alt ?? '')}][${shown(node.label ?? '')}] has its address elsewhere.`,
        'Write the address beside it: ![what it shows](../pictures/name.png).',
      );
      return;
    }
    const path = normalize(join(dirname(file), node.url));
    if (!/^\.\.\/pictures\/[a-z0-9-]+\.(?:png|jpg|webp|avif)$/.test(node.url))
      add(
        `The picture ${shown(node.url)} is not one of the content's own.`,
        'Put a PNG, JPG, WebP or AVIF file with a name of small letters, digits and hyphens into content/pictures, and write ../pictures/name.png.',
      );
    else if (!existsSync(join(root, path)))
      add(`The picture ${path} does not exist.`, 'Add the file, or mend its name.');
  });
  return problems;
}
