/** A sentence of help beside Python's own words, where those say little. Pure. */
import type { Fault } from '#lab/python';
import { lineOf, statementsOf, type Token, tokensOf } from './tokens.ts';

const otherLetters: readonly (readonly [letters: RegExp, remedy: string])[] = [
  [/[“”„«»]/, 'type a straight " instead'],
  [/[‘’‚]/, "type a straight ' instead"],
  [/[−–—]/, 'type the minus of the keyboard, -, instead'],
  [/×/, 'Python multiplies with *'],
  [/\u00a0/, 'it is a space that Python does not know; type a plain one'],
];

const missing = /^no module named '(numpy|torch|pandas|fastai|fastbook|matplotlib|scipy)/;

/** Help for a fault, or null where Python's words are enough. */
export function hintFor({ type, message }: Fault, code: string): string | null {
  if (type === 'SyntaxError' || /name '.*[^\x20-\x7e]/.test(message)) {
    for (const [letters, remedy] of otherLetters) {
      const found = letters.exec(code);
      if (found)
        return `Line ${lineOf(code, found.index)} has the letter ${found[0]} in it: ${remedy}.`;
    }
    return tokensOf(code).problem ?? blockProblem(code) ?? other(code);
  }
  if (type === 'IndentationError')
    return 'Lines of one block begin at the same place; take four spaces a level.';
  if (missing.test(message)) {
    return 'This small Python has no such library. image and kernel are tensors already, with slices, * and .sum().';
  }
  if (/out of bounds for dimension|must match the size of tensor/.test(message)) {
    return 'Did the window leave the image? The centres of a 3 × 3 window on 28 rows run from 1 to 26.';
  }
  if (type === 'MemoryError') return 'The code asked for more memory than this page gives it.';
  return null;
}

const other = (code: string): string | null => {
  if (/^\s*match\s.*:\s*$/m.test(code)) return 'This small Python does not know match.';
  return /^\s*print\s+["'\w]/m.test(code) ? 'print needs round brackets: print(…).' : null;
};

const blocks = /^(?:for|while|if|elif|else|def|class|with|try|except|finally)$/;

/** A block whose colon or whose margin is missing. */
function blockProblem(code: string): string | null {
  const statements = statementsOf(tokensOf(code).tokens);
  const margin = ([first]: readonly Token[]): number =>
    first!.start - (code.lastIndexOf('\n', first!.start - 1) + 1);
  for (const [i, statement] of statements.entries()) {
    const [first] = statement;
    if (!blocks.test(first!.text)) continue;
    const line = lineOf(code, first!.start);
    if (!statement.some(({ text, depth }) => text === ':' && depth === 0)) {
      return `Line ${line} begins with ${first!.text}, so it needs a : at its end.`;
    }
    const next = statements[i + 1];
    if (statement.at(-1)!.text === ':' && (!next || margin(next) <= margin(statement))) {
      return `What belongs to the ${first!.text} of line ${line} must stand four spaces further right.`;
    }
  }
  return null;
}
