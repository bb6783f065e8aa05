import type { Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { isScalar, visit as visitYaml } from 'yaml';
import { shown } from './letters.ts';
import type { Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';

/** What stands in the template for an author to replace, word by word. */
export function templateTexts({ tree, frontmatter }: Entry): Set<string> {
  const texts = new Set<string>();
  visitYaml(frontmatter, (key, node) => {
    if (key !== 'key' && isScalar(node)) texts.add(squeezed(node.value));
  });
  visit(tree, (node) => {
    if (isBlock(node)) texts.add(squeezed(textOf(node)));
  });
  // Short values such as a number or a sign may well be what the author wants.
  return new Set([...texts].filter((text) => text.split(' ').length > 3 || text.includes('\\')));
}

/** Finds what an author left as the template has it. */
export function checkTemplate(entry: Entry, template: Set<string>): Problem[] {
  const { file, tree, frontmatter, lineOf } = entry;
  const problems: Problem[] = [];
  const hold = (text: string, line?: number, column?: number) => {
    if (template.has(text))
      problems.push({
        file,
        line,
        column,
        fault: `This is still the template's text: ${shown(text)}`,
        remedy: 'Write your own in its place, or delete it if the answer does not need it.',
      });
  };
  visitYaml(frontmatter, (key, node) => {
    if (key !== 'key' && isScalar(node))
      hold(squeezed(node.value), node.range ? lineOf(node.range[0]) : undefined);
  });
  visit(tree, (node) => {
    if (isBlock(node))
      hold(squeezed(textOf(node)), node.position?.start.line, node.position?.start.column);
  });
  return problems;
}

const isBlock = ({ type }: Nodes) => ['paragraph', 'code', 'math'].includes(type);

const squeezed = (text: unknown) => String(text).replace(/\s+/g, ' ').trim();
