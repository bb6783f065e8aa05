/** Sentences about a cell, a run and its end. Pure. */
import type { Fault, Visit } from '#lab/python';
import { hintFor } from './hints.ts';
import type { Place, Shown } from './model.ts';
import type { Nested } from './source.ts';
import type { Run } from './usePython.ts';
import { cellText } from './values.ts';

/** `i = 5`, `j = 7`: the loops' names at one cell; empty where they are not known. */
export function loopValues(
  nested: Nested | null,
  visit: Visit | undefined,
): { outer: string; inner: string } {
  if (!nested || !visit) return { outer: '', inner: '' };
  const say = (clauses: Nested['outer'], values: readonly string[]): string =>
    clauses
      .flatMap(({ names }) => names)
      .map((name, i) => `${name} = ${values[i] ?? '?'}`)
      .join(', ');
  return { outer: say(nested.outer, visit[0]), inner: say(nested.inner, visit[1]) };
}

/** `i = 5, j = 7: edges[4][6] is 762` */
export function cellWords(
  { rows, visits }: Shown,
  nested: Nested | null,
  index: number,
  [row, column]: Place,
): string {
  const value = rows?.[row]?.[column];
  if (value === undefined) return '';
  const { outer, inner } = loopValues(nested, visits[index]);
  const loops = [outer, inner].filter((part) => part !== '').join(', ');
  return `${loops === '' ? '' : `${loops}: `}${nested?.name ?? 'rows'}[${row}][${column}] is ${cellText(value)}`;
}

/** Line of a fault in the reader's code. Python finds an open end one line below the last. */
export const lineOfFault = ({ line }: Fault, code: string): number | null =>
  line === null ? null : Math.min(line, code.trimEnd().split('\n').length);

const faultWords = (fault: Fault, code: string): string => {
  const line = lineOfFault(fault, code);
  const { type, message } = fault;
  return `${type}${line === null ? '' : ` in line ${line}`}${message === '' ? '' : `: ${message}`}`;
};

const afresh = 'Python starts afresh at the next Run, and your code is as you left it.';

/** How a run stands or ended, but for what it gave. */
export function runWords({ phase, ending, results, code }: Run): { said: string; bad: boolean } {
  const fault = results.at(-1)?.fault;
  if (phase === 'loading')
    return { said: 'Loading Python; after the first time it is here.', bad: false };
  if (phase === 'running') return { said: 'Running.', bad: false };
  if (ending?.type === 'stopped') return { said: `Stopped. ${afresh}`, bad: true };
  if (ending?.type === 'endless') {
    return {
      said: `Stopped after ${ending.seconds} seconds: the code was still running. Is there a loop that never ends? ${afresh}`,
      bad: true,
    };
  }
  if (ending?.type === 'failed') return { said: ending.message, bad: true };
  if (fault) {
    const hint = hintFor(fault, code);
    return { said: `${faultWords(fault, code)}.${hint ? ` ${hint}` : ''}`, bad: true };
  }
  return { said: '', bad: false };
}
