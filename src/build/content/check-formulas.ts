import katex from 'katex';
import { visit } from 'unist-util-visit';
import { KATEX_OPTIONS } from './katex-options.ts';
import type { Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';
import { formulaWithClaims } from './remark-claims.ts';

/** Sets every formula once with KaTeX at its strictest: a page must not ship a red error or a silently dropped sign. */
export function checkFormulas({ file, tree }: Entry): Problem[] {
  const problems: Problem[] = [];
  visit(tree, (node) => {
    if (node.type !== 'math' && node.type !== 'inlineMath') return;
    try {
      katex.renderToString(formulaWithClaims(node.value), {
        ...KATEX_OPTIONS,
        throwOnError: true,
        displayMode: node.type === 'math',
      });
    } catch (error) {
      problems.push({
        file,
        line: node.position?.start.line,
        column: node.position?.start.column,
        fault: `The formula ${node.value.trim()} cannot be set: ${(error as Error).message.replace(/^KaTeX parse error: /, '')}`,
        remedy:
          'Mend the formula; katex.org/docs/supported.html lists what KaTeX knows. Words inside a formula go into \\text{…}.',
      });
    }
  });
  return problems;
}
