import type { Code } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Entry } from '../content/read-entry.ts';

/** A Python block of an answer that is run: ```` ```python run ````. */
export interface Block {
  /** Path of the file, as messages show it. */
  file: string;
  /** Line of the file on which the first line of code stands. */
  line: number;
  code: string;
  /** The ```` ```text output ```` block directly below: what the code prints, or the error it ends with. */
  output?: { text: string; firstLine: number; lastLine: number };
}

/** The words after ```` ```python ````. */
export const marksOf = ({ meta }: Pick<Code, 'meta'>): string[] =>
  (meta ?? '').split(/\s+/).filter((word) => word !== '');

/** The blocks of one answer that are run, from top to bottom. */
export function runBlocks({ file, tree }: Pick<Entry, 'file' | 'tree'>): Block[] {
  const blocks: Block[] = [];
  visit(tree, 'code', (node, index, parent) => {
    if (node.lang !== 'python' || !marksOf(node).includes('run')) return;
    const below = parent?.children[(index ?? 0) + 1];
    const block: Block = { file, line: (node.position?.start.line ?? 0) + 1, code: node.value };
    if (below?.type === 'code' && below.lang === 'text' && marksOf(below).includes('output')) {
      const { start, end } = below.position ?? { start: { line: 0 }, end: { line: 0 } };
      block.output = { text: below.value, firstLine: start.line + 1, lastLine: end.line - 1 };
    }
    blocks.push(block);
  });
  return blocks;
}

/** The comment behind a line of code, without its mark: `x.shape   # [3]` has `[3]`. */
export function commentOf(line: string): { before: string; text: string } | undefined {
  const parts = /^(.*\S\s{2,}# )(.*\S)\s*$/.exec(line);
  return parts ? { before: parts[1]!, text: parts[2]! } : undefined;
}
