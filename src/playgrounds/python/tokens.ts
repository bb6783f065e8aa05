/** Python text as tokens: enough to find brackets, statements and comprehensions. Pure. */

export interface Token {
  kind: 'word' | 'text' | 'sign' | 'end';
  text: string;
  start: number;
  end: number;
  /** Open brackets around it; a bracket counts to what is outside. */
  depth: number;
}

export interface Tokens {
  tokens: readonly Token[];
  /** What Python would only call invalid syntax, in a sentence with its line. */
  problem: string | null;
}

const partners: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
const blank = /(?:[ \t\f]|\\\r?\n|#[^\n]*)+/y;
const word = /[\p{L}\p{N}_]+(?:\.\d+)?/uy;
const quote = /[rbuf]{0,2}("""|'''|"|')/iy;
const sign = /\*\*=?|\/\/=?|<<=?|>>=?|->|[-+*/%&|^@<>=!:]=|\.\.\.|./suy;

export const lineOf = (source: string, at: number): number =>
  source.slice(0, at).split('\n').length;

export function tokensOf(source: string): Tokens {
  const tokens: Token[] = [];
  const open: Token[] = [];
  let problem: string | null = null;
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  const fault = (sentence: string): void => {
    problem ??= sentence;
  };
  const add = (kind: Token['kind'], end: number): Token => {
    const token = { kind, text: source.slice(at, end), start: at, end, depth: open.length };
    tokens.push(token);
    at = end;
    return token;
  };

  while (at < source.length) {
    const space = match(blank);
    if (space) {
      at += space[0].length;
      continue;
    }
    if (source[at] === '\n' || source[at] === '\r') {
      if (open.length === 0 && tokens.at(-1) && tokens.at(-1)!.kind !== 'end') add('end', at + 1);
      else at++;
      continue;
    }
    const quoted = match(quote);
    if (quoted) {
      const end = closing(source, at + quoted[0].length, quoted[1]!);
      if (end === null) {
        fault(`The text that begins in line ${lineOf(source, at)} has no closing quote.`);
        add('text', source.length);
      } else add('text', end);
      continue;
    }
    const named = match(word);
    if (named) {
      add('word', at + named[0].length);
      continue;
    }
    const [found] = match(sign)!;
    const partner = partners[found];
    if (partner) {
      const opened = open.pop();
      const line = lineOf(source, at);
      if (!opened) fault(`The ${found} in line ${line} closes nothing.`);
      else if (opened.text !== partner) {
        fault(
          `The ${found} in line ${line} closes the ${opened.text} of line ${lineOf(source, opened.start)}; one of the two is wrong.`,
        );
      }
      add('sign', at + found.length);
    } else {
      const token = add('sign', at + found.length);
      if (/^[([{]$/.test(found)) open.push(token);
    }
  }
  const [first] = open;
  if (first) {
    fault(`The ${first.text} of line ${lineOf(source, first.start)} is never closed.`);
  }
  return { tokens, problem };
}

/** Where a quoted text ends, or null when it does not. */
function closing(source: string, from: number, mark: string): number | null {
  for (let at = from; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source.startsWith(mark, at)) return at + mark.length;
    else if (mark.length === 1 && source[at] === '\n') return null;
  }
  return null;
}

/** The tokens of each statement; semicolons and line ends stand between them. */
export function statementsOf(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'end' || (token.text === ';' && token.depth === 0)) statements.push([]);
    else statements.at(-1)!.push(token);
  }
  return statements.filter((statement) => statement.length > 0);
}
