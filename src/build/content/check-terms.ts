import type { Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { shown } from './letters.ts';
import { nearest, type Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';
import type { Glossary } from './read-glossary.ts';
import type { Terms } from './terms.ts';

/** Every `<Term>` names something that the glossary explains. */
export function checkTerms({ file, tree }: Entry, terms: Terms): Problem[] {
  const problems: Problem[] = [];
  visit(tree, (node: Nodes) => {
    if (!('name' in node) || node.name !== 'Term' || !('attributes' in node)) return;
    const { line, column } = node.position?.start ?? {};
    const add = (fault: string, remedy: string) =>
      problems.push({ file, line, column, fault, remedy });
    const of = node.attributes.find((it) => 'name' in it && it.name === 'of')?.value;
    const words = textOf(node);
    if (words.trim() === '') {
      add('This <Term> has no words.', 'Write it round the words: <Term>receptive field</Term>.');
      return;
    }
    const term = typeof of === 'string' ? of : words;
    if (terms.find(term)) return;
    const meant = nearest(term.trim(), terms.words());
    add(
      `The glossary has no term "${shown(term.trim())}".`,
      meant
        ? `Did you mean "${meant}"? For other words in the text write <Term of="${meant}">…</Term>.`
        : 'Add it to content/glossary.yaml, or take the tag away and keep the words.',
    );
  });
  return problems;
}

/** Every term of the glossary names a question that is there. */
export function checkGlossary(
  { terms, lines, problems }: Glossary,
  file: string,
  keys: Set<string>,
): Problem[] {
  const lost = [...terms].filter(([, { question }]) => !keys.has(String(question)));
  return [
    ...problems,
    ...lost.map(([term, { question }]) => ({
      file,
      line: lines.get(term),
      fault: `The term "${term}" names question ${question}, which does not exist.`,
      remedy: 'Name the question that explains it by its number, as 16 or fr1.',
    })),
  ];
}
