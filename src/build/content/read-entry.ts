import type { Nodes, Root, Yaml } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { VFileMessage } from 'vfile-message';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { unseenInText } from './check-letters.ts';
import { yamlFault, yamlTrick } from './check-yaml.ts';
import { parseFault } from './parse-fault.ts';
import type { Problem } from './problem.ts';

/** One question file, parsed and not executed: nothing an author writes runs here. */
export interface Entry {
  /** File name without `.mdx`. */
  id: string;
  /** Path as messages show it. */
  file: string;
  /** The file as it was typed. */
  text: string;
  tree: Root;
  frontmatter: Document.Parsed;
  /** Line of the file on which a position of the frontmatter stands. */
  lineOf: (offset: number) => number;
}

/** The longest answers have a tenth of this; a text that is longer is something else. */
const MOST_BYTES = 100_000;
/** Lists in quotations in lists: deeper than this is no text for a reader. */
const DEEPEST = 20;

const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm)
  .use(remarkMath)
  .use(remarkMdx);

type Read = { entry: Entry } | { problem: Problem };

/** Parses a question file; a file that cannot be parsed gives the problem instead. */
export function readEntry(id: string, file: string, text: string): Read {
  const refuse = (fault: string, remedy: string, line = 1, column?: number): Read => ({
    problem: { file, line, column, fault, remedy },
  });
  if (text.length > MOST_BYTES)
    return refuse(
      `The file has ${Math.round(text.length / 1000)} kB; an answer has at most ${MOST_BYTES / 1000}.`,
      'Split it into several questions, and leave out what a link can say.',
    );
  const first = text.split('\n', 1)[0] ?? '';
  if (/^(?:---|\+\+\+|;;;)\s*\S/.test(first) || /^(?:\+\+\+|;;;)/.test(first))
    return refuse(
      'The frontmatter is not YAML between two lines of "---".',
      'Begin the file with a line that is "---" and nothing else.',
    );
  const nested = deepLine(text);
  if (nested)
    return refuse(
      'This line is too long or nested too deep to be read.',
      'Break it up; five thousand characters and twenty brackets are the most.',
      nested,
    );
  let tree: Root;
  try {
    tree = parser.parse(text);
  } catch (error) {
    const unseen = unseenInText(file, text);
    if (unseen) return { problem: unseen };
    const { reason, line, column, message } = error as Partial<VFileMessage> & Error;
    // An unclosed tag is reported without a place of its own; it stands in the words.
    const [, row, col] = /\((\d+):(\d+)/.exec(reason ?? message) ?? [];
    const place = { line: line ?? Number(row ?? 1), column: column ?? Number(col ?? 1) };
    return { problem: { file, ...place, ...parseFault(reason ?? message) } };
  }
  if (depthOf(tree) > DEEPEST)
    return refuse('The text is nested too deep.', 'Take a list or a quotation out of the others.');
  const yaml = tree.children.find((node): node is Yaml => node.type === 'yaml');
  if (!yaml)
    return refuse(
      'The file has no frontmatter.',
      'Begin the file with the fields of content/questions/_template.mdx between two lines of "---".',
    );
  const lines = new LineCounter();
  const frontmatter = parseDocument(yaml.value, { lineCounter: lines });
  const above = yaml.position?.start.line ?? 1;
  const lineOf = (offset: number) => above + lines.linePos(offset).line;
  const [broken] = frontmatter.errors;
  if (broken) {
    const { fault, remedy } = yamlFault(broken);
    return refuse(fault, remedy, lineOf(broken.pos[0]), lines.linePos(broken.pos[0]).col);
  }
  const trick = yamlTrick(frontmatter);
  if (trick)
    return refuse(trick.fault, trick.remedy, lineOf(trick.offset), lines.linePos(trick.offset).col);
  return { entry: { id, file, text, tree, frontmatter, lineOf } };
}

/** A line that would send a parser down too far, found before any parser sees it. */
function deepLine(text: string): number | undefined {
  const at = text
    .split('\n')
    .findIndex((line) => /^(?:\s*[>*+-]){20}|(?:[[{(]\s*){20}/.test(line) || line.length > 5000);
  return at === -1 ? undefined : at + 1;
}

function depthOf(root: Nodes): number {
  let deepest = 0;
  const open: [Nodes, number][] = [[root, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    deepest = Math.max(deepest, depth);
    if ('children' in node) for (const child of node.children) open.push([child, depth + 1]);
  }
  return deepest;
}
