import katex from 'katex';
import { visit } from 'unist-util-visit';
import { KATEX_OPTIONS } from './katex-options.ts';
import { shown } from './letters.ts';
import type { Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';
import { formulaWithClaims } from './remark-claims.ts';

const LONGEST = 2000;
/** Wider than this no formula of a page can be. */
const MOST_EM = 20;
/** How many ems a unit is, near enough to tell a space from a wall. */
const UNITS: Record<string, number> = {
  em: 1,
  ex: 0.43,
  mu: 1 / 18,
  pt: 0.1,
  bp: 0.1,
  px: 0.1,
  pc: 1.2,
  dd: 0.107,
  cc: 1.28,
  nd: 0.107,
  nc: 1.28,
  sp: 0.1 / 65_536,
  mm: 0.285,
  cm: 2.85,
  in: 7.2,
};

/** Sets every formula once with KaTeX at its strictest: a page must not ship a red error or a silently dropped sign. */
export function checkFormulas({ file, text, tree }: Entry): Problem[] {
  const problems: Problem[] = [];
  visit(tree, (node) => {
    if (node.type !== 'math' && node.type !== 'inlineMath') return;
    const { line, column, offset = 0 } = node.position?.start ?? {};
    const add = (fault: string, remedy: string) =>
      problems.push({ file, line, column, fault, remedy });
    if (node.type === 'inlineMath' && text.startsWith('$$', offset)) {
      add(
        `The formula ${shown(node.value.trim())} has its $$ on the line of the text, which sets it small inside the line.`,
        'Put each $$ on a line of its own, with the formula between them; for a formula in a line use single dollar signs.',
      );
      return;
    }
    const fault = formulaFault(formulaWithClaims(node.value), node.type === 'math');
    if (fault)
      add(
        `The formula ${shown(node.value.trim())} cannot be set: ${fault}`,
        'Mend the formula; katex.org/docs/supported.html lists what KaTeX knows. Words inside a formula go into \\text{…}.',
      );
  });
  return problems;
}

function formulaFault(tex: string, displayMode: boolean): string | undefined {
  if (tex.length > LONGEST)
    return `it has ${tex.length.toLocaleString('en')} characters; split it into steps`;
  for (const [size, number, unit = ''] of tex.matchAll(/(\d*\.?\d+)\s*([a-z]{2})(?![a-z])/g))
    if (Number(number) * (UNITS[unit] ?? 0) > MOST_EM)
      return `${size} is wider than a page; the most is ${MOST_EM}em`;
  let refused: string | undefined;
  try {
    katex.renderToString(tex, {
      ...KATEX_OPTIONS,
      throwOnError: true,
      displayMode,
      // Asked for links, pictures and raw HTML only, which no formula needs.
      trust: ({ command }) => {
        refused = command;
        return false;
      },
    });
  } catch (error) {
    if (!refused) return (error as Error).message.replace(/^KaTeX parse error: /, '');
  }
  return refused ? `${refused} is not for formulas; take it out` : undefined;
}
