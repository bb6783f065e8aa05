import type { Root, Yaml } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { VFileMessage } from 'vfile-message';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { Problem } from './problem.ts';

/** One question file, parsed and not executed: nothing an author writes runs here. */
export interface Entry {
  /** File name without `.mdx`. */
  id: string;
  /** Path as messages show it. */
  file: string;
  tree: Root;
  frontmatter: Document.Parsed;
  /** Line of the file on which a position of the frontmatter stands. */
  lineOf: (offset: number) => number;
}

const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm)
  .use(remarkMath)
  .use(remarkMdx);

/** Parses a question file; a file that cannot be parsed gives the problem instead. */
export function readEntry(
  id: string,
  file: string,
  text: string,
): { entry: Entry } | { problem: Problem } {
  let tree: Root;
  try {
    tree = parser.parse(text);
  } catch (error) {
    const { reason, line, column, message } = error as Partial<VFileMessage> & Error;
    // An unclosed tag is reported without a place of its own; it stands in the words.
    const [, row, col] = /\((\d+):(\d+)/.exec(reason ?? message) ?? [];
    const place = { line: line ?? Number(row ?? 1), column: column ?? Number(col ?? 1) };
    const fault = `This is not valid MDX: ${reason ?? message}.`;
    const remedy =
      'Close every tag, and write a literal "{" or "<" as `{` or `<` in code or with a backslash before it.';
    return { problem: { file, ...place, fault, remedy } };
  }
  const yaml = tree.children.find((node): node is Yaml => node.type === 'yaml');
  if (!yaml) {
    const remedy =
      'Begin the file with the fields of content/questions/_template.mdx between two lines of "---".';
    return { problem: { file, line: 1, fault: 'The file has no frontmatter.', remedy } };
  }
  const lines = new LineCounter();
  const frontmatter = parseDocument(yaml.value, { lineCounter: lines });
  const [first] = frontmatter.errors;
  const above = yaml.position?.start.line ?? 1;
  const lineOf = (offset: number) => above + lines.linePos(offset).line;
  if (first) {
    const remedy =
      'Quote a value that holds a colon, a quote or a "#", and keep the indentation of the template.';
    const fault = `The frontmatter is not valid YAML: ${first.message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '')}.`;
    return { problem: { file, line: lineOf(first.pos[0]), fault, remedy } };
  }
  return { entry: { id, file, tree, frontmatter, lineOf } };
}
