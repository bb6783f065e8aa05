import { visit } from 'unist-util-visit';
import { marksOf } from '../code/blocks.ts';
import { CODE_MARKS } from '../code/mark.ts';
import type { Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';

/** Python is either run by `npm run check:code`, or says that it is not. */
export function checkCodeMarks({ file, tree }: Entry): Problem[] {
  const problems: Problem[] = [];
  visit(tree, 'code', (node) => {
    if (node.lang !== 'python') return;
    if (marksOf(node).filter((mark) => Object.hasOwn(CODE_MARKS, mark)).length === 1) return;
    problems.push({
      file,
      line: node.position?.start.line,
      fault: 'The Python block does not say whether it runs.',
      remedy:
        'Write ```python run for code that npm run check:code executes, or ```python fastai for code that needs fastai.',
    });
  });
  return problems;
}
