import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { claims, claimsNamed, claimText } from '../../claims/index.ts';
import { nearest, type Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';

/** Fields of the frontmatter in which `{claim:id}` stands for a number. */
export const CLAIM_FIELDS = ['answer', 'thinkFirst'];

interface Typed {
  id: string;
  text: string;
  /** Long enough to be no accident on any page; others only count where their claim is used. */
  telling: boolean;
  pattern: RegExp;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The claims whose numbers can be told apart from any other number in a sentence. */
const typed: Typed[] = Object.keys(claims).flatMap((id) => {
  const text = claimText(id);
  const digits = text.replace(/\D/g, '').length;
  if (digits < 3 && !/[×%]/.test(text)) return [];
  const words = escaped(text).replaceAll(' ', '[\\s\\u00a0]+').replaceAll(',', '(?:,|\\{,\\})');
  const pattern = new RegExp(`(?<![\\d.,×])${words}(?![\\d×]|[.,]\\d|\\s+kernel)`);
  return [{ id, text, telling: digits >= 4 && !/×| to | of /.test(text), pattern }];
});

/** Every claim that is named exists, and no number is typed where one of the site's claims computes it. */
export function checkClaims(entry: Entry): Problem[] {
  return [...unknownClaims(entry), ...typedNumbers(entry)];
}

/** `<Claim>` is checked with the other tags; formulas and frontmatter name claims too. */
function unknownClaims({ file, tree, frontmatter, lineOf }: Entry): Problem[] {
  const problems: Problem[] = [];
  const look = (text: string, line: number | undefined) => {
    for (const id of claimsNamed(text)) {
      if (Object.hasOwn(claims, id)) continue;
      const meant = nearest(id, Object.keys(claims));
      problems.push({
        file,
        line,
        fault: `There is no claim "${id}".`,
        remedy: meant ? `Did you mean "${meant}"?` : 'The claims are in src/claims.',
      });
    }
  };
  visit(tree, (node) => {
    if (node.type === 'math' || node.type === 'inlineMath')
      look(node.value, node.position?.start.line);
  });
  for (const field of CLAIM_FIELDS) {
    const node = frontmatter.get(field, true) as { value?: unknown; range?: number[] } | undefined;
    if (typeof node?.value === 'string') look(node.value, lineOf(node.range?.[0] ?? 0));
  }
  return problems;
}

function typedNumbers({ file, tree, frontmatter, lineOf }: Entry): Problem[] {
  const problems: Problem[] = [];
  const used = new Set(claimsOf({ tree, frontmatter }));
  const look = (text: string, line: number, write: (id: string) => string) => {
    // Most texts hold no number that could be a claim's.
    if (!/\d[×%]|\d\s*%|\d.*\d.*\d/s.test(text)) return;
    const found = typed
      .filter(({ id, telling }) => telling || used.has(id))
      .map((one) => ({ ...one, at: text.search(one.pattern) }))
      .filter(({ at }) => at >= 0);
    // Several claims may have the same number; of numbers within one another the longest was meant.
    const texts = [...new Set(found.map((one) => one.text))].filter(
      (one, _, all) => !all.some((other) => other !== one && other.includes(one)),
    );
    for (const number of texts) {
      const same = found.filter((one) => one.text === number);
      const ids = same.map(({ id }) => write(id)).slice(0, 4);
      problems.push({
        file,
        line: line + text.slice(0, same[0]!.at).split('\n').length - 1,
        fault: `The number ${number} is typed, and the site computes it.`,
        remedy: `Write ${ids.join(' or ')}; if it is another number that only looks the same, put it in \`code\`.`,
      });
    }
  };
  visit(tree as Nodes, (node) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'text') look(node.value, line, (id) => `<Claim id="${id}" />`);
    if (node.type === 'math' || node.type === 'inlineMath')
      look(node.value, line, (id) => `\\claim{${id}}`);
  });
  for (const field of CLAIM_FIELDS) {
    const node = frontmatter.get(field, true) as { value?: unknown; range?: number[] } | undefined;
    if (typeof node?.value !== 'string') continue;
    look(node.value, lineOf(node.range?.[0] ?? 0), (id) => `{claim:${id}}`);
  }
  return problems;
}

/** Ids of the claims that an answer names, wherever it does. */
export function claimsOf({ tree, frontmatter }: Pick<Entry, 'tree' | 'frontmatter'>): string[] {
  const named = CLAIM_FIELDS.flatMap((field) => claimsNamed(String(frontmatter.get(field) ?? '')));
  visit(tree, (node) => {
    if (node.type === 'math' || node.type === 'inlineMath') named.push(...claimsNamed(node.value));
    if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
    if (node.name !== 'Claim') return;
    const id = node.attributes.find(
      (attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === 'id',
    )?.value;
    if (typeof id === 'string') named.push(id);
  });
  return [...new Set(named)];
}
