import type { Problem } from '../content/problem.ts';
import { type Block, commentOf } from './blocks.ts';

/** What one block gave. */
export interface Outcome {
  /** By line of the block, from 1: values of expressions, and shapes of tensors that were given a name. */
  results: { line: number; kind: 'value' | 'shape'; text: string }[];
  printed: string;
  error: string | null;
}

/** A line of the file as it should be, or lines in place of others. */
export interface Mend {
  firstLine: number;
  lastLine: number;
  lines: string[];
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
const WIDTH = 72;

/** Where the page and the program differ, and the lines that would agree. */
export function compare(block: Block, outcome: Outcome): { problem: Problem; mend?: Mend }[] {
  const lines = block.code.split('\n');
  const found = outcome.results.flatMap(({ line, kind, text }) => {
    const comment = commentOf(lines[line - 1] ?? '');
    // Behind a value stands what it is; behind a name only what looks like a shape is one.
    if (!comment || (kind === 'shape' && !comment.text.startsWith('['))) return [];
    if (plain(comment.text) === plain(text)) return [];
    const at = block.line + line - 1;
    return [
      {
        problem: {
          file: block.file,
          line: at,
          fault: `The page says ${comment.text}, and the code gives ${plain(text)}.`,
          remedy: 'Mend the code or the comment; npm run check:code -- --write puts the result in.',
        },
        mend: { firstLine: at, lastLine: at, lines: [comment.before + plain(text)] },
      },
    ];
  });
  return [...found, ...compareOutput(block, outcome)];
}

function compareOutput({ file, line, output }: Block, { printed, error }: Outcome) {
  const said = `${printed}${error ?? ''}`;
  if (!output && error === null) return [];
  if (!output) {
    const remedy =
      'Mend the code; if the error is the point, put a ```text output block below it, empty at first.';
    return [{ problem: { file, line, fault: `The code ends with ${plain(said)}.`, remedy } }];
  }
  if (plain(output.text) === plain(said)) return [];
  const problem: Problem = {
    file,
    line: output.firstLine,
    fault: `The code gives "${plain(said)}", and the page shows something else.`,
    remedy: 'Mend the code or the output; npm run check:code -- --write puts the output in.',
  };
  const { firstLine, lastLine } = output;
  const lines = said.trimEnd().split('\n').flatMap(wrapped);
  return [{ problem, mend: { firstLine, lastLine, lines } }];
}

/** A long line of a message, broken between words. */
function wrapped(line: string): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

/** The text of a file with its mends; they must not overlap. */
export function mended(text: string, mends: readonly Mend[]): string {
  const lines = text.split('\n');
  for (const { firstLine, lastLine, lines: fresh } of mends.toSorted(
    (a, b) => b.firstLine - a.firstLine,
  ))
    lines.splice(firstLine - 1, lastLine - firstLine + 1, ...fresh);
  return lines.join('\n');
}
