/** What the figure knows of the reader's Python before it runs: its nested comprehension, and where its result is. Pure. */
import { statementsOf, type Token, tokensOf } from './tokens.ts';

/** One `for` of a comprehension, as the reader wrote it. */
export interface Clause {
  target: string;
  names: readonly string[];
  iterable: string;
  conditions: readonly string[];
}

export interface Nested {
  outer: readonly Clause[];
  inner: readonly Clause[];
  /** What is made at each place. */
  element: string;
  /** Name it is given, `rows` when it has none. */
  name: string;
  /** Where the element stands in the source. */
  start: number;
  end: number;
}

interface Comprehension {
  clauses: Clause[];
  /** Tokens of the element, the last one included. */
  first: number;
  last: number;
}

const oneLine = (text: string): string =>
  text
    .replace(/#[^\n]*/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Index of the bracket that closes the one at `open`. */
function closerOf(tokens: readonly Token[], open: number): number {
  const { depth } = tokens[open]!;
  for (let i = open + 1; i < tokens.length; i++) {
    if (tokens[i]!.depth === depth && /^[)\]}]$/.test(tokens[i]!.text)) return i;
  }
  return -1;
}

function comprehensionIn(
  source: string,
  tokens: readonly Token[],
  open: number,
): Comprehension | null {
  const close = closerOf(tokens, open);
  const depth = tokens[open]!.depth + 1;
  const marks: number[] = [];
  for (let i = open + 1; i < close; i++) {
    const { kind, text, depth: here } = tokens[i]!;
    if (here !== depth || kind !== 'word') continue;
    if (text === 'for' || (marks.length > 0 && (text === 'in' || text === 'if'))) marks.push(i);
  }
  if (marks.length === 0 || marks[0] === open + 1) return null;
  const text = (from: number, to: number): string =>
    from < to ? oneLine(source.slice(tokens[from]!.start, tokens[to - 1]!.end)) : '';
  const clauses: Clause[] = [];
  for (const [n, mark] of marks.entries()) {
    const part = text(mark + 1, marks[n + 1] ?? close);
    const last = clauses.at(-1);
    switch (tokens[mark]!.text) {
      case 'for':
        clauses.push({
          target: part,
          names: part.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [],
          iterable: '',
          conditions: [],
        });
        break;
      case 'in':
        // A second "in" belongs to a condition, such as `if i in seen`.
        if (last!.iterable === '') last!.iterable = part;
        else last!.conditions = [`${last!.conditions.join(' ')} in ${part}`];
        break;
      default:
        last!.conditions = [...last!.conditions, part];
    }
  }
  if (clauses.some(({ iterable, names }) => iterable === '' || names.length === 0)) return null;
  return { clauses, first: open + 1, last: marks[0]! - 1 };
}

/** The first comprehension whose element is a comprehension in brackets of its own; null when there is none. */
export function nestedIn(source: string): Nested | null {
  const { tokens, problem } = tokensOf(source);
  if (problem) return null;
  for (const [open, token] of tokens.entries()) {
    if (token.text !== '[' || token.kind !== 'sign') continue;
    const outer = comprehensionIn(source, tokens, open);
    if (!outer || tokens[outer.first]!.text !== '[') continue;
    if (closerOf(tokens, outer.first) !== outer.last) continue;
    const inner = comprehensionIn(source, tokens, outer.first);
    if (!inner) continue;
    const start = tokens[inner.first]!.start;
    const end = tokens[inner.last]!.end;
    const [name, equals] = [tokens[open - 2], tokens[open - 1]];
    return {
      outer: outer.clauses,
      inner: inner.clauses,
      element: oneLine(source.slice(start, end)),
      name: equals?.text === '=' && name?.kind === 'word' ? name.text : 'rows',
      start,
      end,
    };
  }
  return null;
}

const namesOf = (clauses: readonly Clause[]): string =>
  clauses.flatMap(({ names }) => names.map((name) => `${name}, `)).join('');

/** The source with a look at the loops' names before each element; its lines stay where they are. */
export function watched(source: string): string {
  const nested = nestedIn(source);
  if (!nested) return source;
  const { start, end, outer, inner } = nested;
  const element = source.slice(start, end);
  return `${source.slice(0, start)}(_see((${namesOf(outer)}), (${namesOf(inner)})) or (${element}))${source.slice(end)}`;
}

const STATEMENTS =
  /^(?:if|for|while|def|class|with|try|except|finally|else|elif|import|from|return|pass|raise|assert|del|global|nonlocal|break|continue|async|yield|@)$/;

/** The source with its result shown: the last line where that is a value, else the name that was last given one. */
export function shown(source: string): string {
  const { tokens } = tokensOf(source);
  const whole = statementsOf(tokens);
  const atMargin = ([first]: Token[]): boolean =>
    !/(?:^|\n)[ \t]+$/.test(source.slice(0, first!.start));
  const assigned = (statement: Token[]): string | null => {
    const [first, second] = statement;
    const gives = second && second.depth === 0 && /^(?:=|:|\+=|-=|\*=)$/.test(second.text);
    return gives && first!.kind === 'word' && !STATEMENTS.test(first!.text) ? first!.text : null;
  };
  const last = whole.at(-1);
  if (!last) return source;
  const isValue =
    atMargin(last) &&
    !STATEMENTS.test(last[0]!.text) &&
    !last.some(({ text, depth }) => depth === 0 && /^(?:=|[-+*/%&|^@]=|\/\/=|\*\*=)$/.test(text));
  if (isValue && assigned(last) === null) {
    const [start, end] = [last[0]!.start, last.at(-1)!.end];
    return `${source.slice(0, start)}_show(${source.slice(start, end)})${source.slice(end)}`;
  }
  const name = whole.findLast((statement) => atMargin(statement) && assigned(statement) !== null);
  return name ? `${source}\n_show(${assigned(name)})` : source;
}

/** The comprehension written out as two loops, each line with the loop whose names it sets. */
export function unrolled({ outer, inner, element, name }: Nested): {
  text: string;
  sets?: 'outer' | 'inner' | 'element';
}[] {
  const row = name === 'row' || namesOf([...outer, ...inner]).includes('row, ') ? 'new_row' : 'row';
  const lines: ReturnType<typeof unrolled> = [{ text: `${name} = []` }];
  let margin = '';
  const loops = (clauses: readonly Clause[], sets: 'outer' | 'inner'): void => {
    for (const { target, iterable, conditions } of clauses) {
      lines.push({ text: `${margin}for ${target} in ${iterable}:`, sets });
      margin += '    ';
      for (const condition of conditions) {
        lines.push({ text: `${margin}if ${condition}:` });
        margin += '    ';
      }
    }
  };
  loops(outer, 'outer');
  const back = margin;
  lines.push({ text: `${margin}${row} = []` });
  loops(inner, 'inner');
  lines.push({ text: `${margin}${row}.append(${element})`, sets: 'element' });
  lines.push({ text: `${back}${name}.append(${row})` });
  return lines;
}
