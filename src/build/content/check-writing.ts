import { visit } from 'unist-util-visit';
import { isScalar, visit as visitYaml } from 'yaml';
import type { Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';

/** Slips that parse but do not say what their author meant. */
export function checkWriting({ file, tree, frontmatter, lineOf }: Entry): Problem[] {
  const problems: Problem[] = [];
  let level = 1;
  visit(tree, (node) => {
    const { line, column } = node.position?.start ?? {};
    const add = (fault: string, remedy: string) =>
      problems.push({ file, line, column, fault, remedy });
    if (node.type === 'heading') {
      if (node.depth === 1)
        add('A heading of one # is the page’s own.', 'Begin a section with two: ## Why.');
      else if (node.depth > level + 1)
        add(
          `A heading of ${node.depth} # stands under one of ${level}.`,
          `Write it with ${level + 1} #.`,
        );
      level = node.depth;
    }
    if (node.type === 'code' && !node.lang)
      add(
        'The code does not say its language.',
        'Write it after the backticks: ```python. For plain output write ```text.',
      );
    if (node.type === 'paragraph') {
      const [first] = node.children;
      if (first?.type === 'text' && /^(?:'''|’’’|‘‘‘|´´´)/.test(first.value))
        add(
          'A code block begins with backticks, not with quotes.',
          'Write ```python before the code and ``` after it; the backtick is the key above Tab on many keyboards.',
        );
    }
  });
  visitYaml(frontmatter, (key, node) => {
    if (key === 'key' || !isScalar(node) || typeof node.value !== 'string') return;
    if (node.type === 'PLAIN' && /^[“„‘«].*[”“’»]$/s.test(node.value))
      problems.push({
        file,
        line: node.range ? lineOf(node.range[0]) : undefined,
        fault: 'The value stands in curly quotes, which YAML takes for a part of the text.',
        remedy: `Use straight quotes around it: '…' or "…".`,
      });
  });
  return problems;
}
