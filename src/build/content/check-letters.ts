import { visit } from 'unist-util-visit';
import { isScalar, visit as visitYaml } from 'yaml';
import { firstUnseen } from './letters.ts';
import type { Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';

/**
 * Refuses what nobody can see, also where it is written as `&#x202E;` or `"\u202E"` and only the parser sees it: a text
 * must say to a reviewer what it says to a reader.
 */
export function checkLetters({ file, text, tree, frontmatter, lineOf }: Entry): Problem[] {
  const plain = unseenInText(file, text);
  if (plain) return [plain];
  const problems: Problem[] = [];
  const add = (value: unknown, line?: number, column?: number) => {
    const unseen = typeof value === 'string' ? firstUnseen(value) : undefined;
    if (unseen)
      problems.push({
        file,
        line,
        column,
        fault: `Here ${unseen.name} is written as a code.`,
        remedy: 'Take it out; a text must show all that it says.',
      });
  };
  visitYaml(frontmatter, (_, node) => {
    if (isScalar(node)) add(node.value, node.range ? lineOf(node.range[0]) : undefined);
  });
  visit(tree, (node) => {
    const { line, column } = node.position?.start ?? {};
    for (const part of [
      'value' in node ? node.value : '',
      'url' in node ? node.url : '',
      'title' in node ? node.title : '',
      'alt' in node ? node.alt : '',
    ])
      if (node.type !== 'yaml') add(part, line, column);
    if ('attributes' in node)
      for (const attribute of node.attributes)
        if (typeof attribute.value === 'string') add(attribute.value, line, column);
  });
  return problems;
}

/** The first unseen character of a file as it was typed. */
export function unseenInText(file: string, text: string): Problem | undefined {
  const unseen = firstUnseen(text);
  if (!unseen) return undefined;
  const above = text.slice(0, unseen.at).split('\n');
  return {
    file,
    line: above.length,
    column: (above.at(-1) ?? '').length + 1,
    fault: `Here stands ${unseen.name}, which nobody can see.`,
    remedy:
      unseen.at === 0
        ? 'Save the file as plain UTF-8, without a byte order mark.'
        : 'Delete it; type the words around it anew if it does not show in your editor.',
  };
}
