import { type Document, isAlias, isNode, visit, type YAMLParseError } from 'yaml';
import type { Problem } from './problem.ts';

type Fault = Pick<Problem, 'fault' | 'remedy'>;

/** Frontmatter is plain fields; this is how deep the template goes, and a little more. */
const DEEPEST = 6;

/** What the YAML parser refuses, in an author's words. */
export function yamlFault({ code, message }: YAMLParseError): Fault {
  const said = message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '');
  if (/^Unexpected (?:scalar|\S+) at node end/.test(message))
    return {
      fault: 'The frontmatter is not valid YAML: something stands after the closing quote.',
      remedy:
        'An apostrophe ends a text in single quotes; use double quotes around it, as in "What\'s a kernel?".',
    };
  const remedies: Partial<Record<typeof code, string>> = {
    TAB_AS_INDENT: 'Indent with two spaces instead of a tab.',
    DUPLICATE_KEY: 'Keep one of the two fields and delete the other.',
    MISSING_CHAR:
      'Close the quotes; around a text that has an apostrophe use double quotes, as in "What\'s a kernel?".',
    BLOCK_AS_IMPLICIT_KEY: 'Put quotes around a value that holds a colon.',
  };
  return {
    fault: `The frontmatter is not valid YAML: ${said}.`,
    remedy:
      remedies[code] ??
      'Quote a value that holds a colon, a quote or a "#", and keep the indentation of the template.',
  };
}

/** Refuses what YAML can do beyond plain fields: anchors and aliases (one line can become millions), tags, deep nesting. */
export function yamlTrick(document: Document.Parsed): (Fault & { offset: number }) | undefined {
  let found: (Fault & { offset: number }) | undefined;
  visit(document, (_, node, path) => {
    if (!isNode(node)) return undefined;
    const offset = node.range?.[0] ?? 0;
    if (isAlias(node) || ('anchor' in node && node.anchor))
      found = {
        offset,
        fault: 'The frontmatter uses an anchor (&) or an alias (*).',
        remedy: 'Write the value out; put quotes around a text that begins with & or *.',
      };
    else if (node.tag)
      found = {
        offset,
        fault: `The frontmatter uses the YAML tag ${node.tag}.`,
        remedy: 'Write the plain value; put quotes around a text that begins with "!".',
      };
    else if (path.length > DEEPEST * 2)
      found = {
        offset,
        fault: 'The frontmatter is nested too deep.',
        remedy: 'Keep to the fields of content/questions/_template.mdx.',
      };
    return found ? visit.BREAK : undefined;
  });
  return found;
}
