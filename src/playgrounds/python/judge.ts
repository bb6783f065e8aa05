/** Whether code does its task, judged by what it gives and not by how it is written. Pure. */
import type { Plain, Result } from '#lab/python';
import { nestedIn } from './source.ts';
import { type Case, type TaskId, tasks } from './tasks.ts';
import { cellText, equal, pythonOf, rowsOf, sizeOf } from './values.ts';

export interface Verdict {
  right: boolean;
  sentence: string;
}

/** The verdict on a whole run; null for the task that judges nothing, and for code that ended with a fault. */
export function judge(
  id: TaskId,
  cases: readonly Case[],
  results: readonly Result[],
  code: string,
): Verdict | null {
  if (id === 'own' || results.some(({ fault }) => fault !== null)) return null;
  for (const [i, one] of cases.entries()) {
    const value = results[i]?.value ?? null;
    const fault = faultOf(id, value, one.expected);
    if (fault === null) continue;
    const where = i === 0 ? '' : `Right for ${cases[0]!.name}, but not for ${one.name}. `;
    return { right: false, sentence: where + fault };
  }
  const more = `Right, and right for ${cases.length - 1} cases kept back: ${list(cases.slice(1).map(({ name }) => name))}.`;
  if (tasks[id].ask !== '' || nestedIn(code)) return { right: true, sentence: more };
  return {
    right: true,
    sentence: `${more} It is not a nested list comprehension, though: can you write it with a [ ] inside a [ ]?`,
  };
}

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join('; ')}; and ${parts.at(-1)}`;

/** What is wrong with a value, in a sentence that helps; null when nothing is. */
function faultOf(id: TaskId, value: Result['value'], expected: Plain): string | null {
  if (value === null) {
    return 'The code gives no result. Let its last line be the list, or give the list a name.';
  }
  const { type, plain } = value;
  if (plain === null) {
    return id === 'apply-kernel'
      ? 'It gives None: does the function have a return?'
      : 'The last line gives None. Write the list itself: print only shows it, append only adds to it.';
  }
  if (equal(plain, expected)) return null;
  if (type === 'generator') {
    return 'That is a generator: round brackets only promise the values. Square brackets make a list.';
  }
  const wanted = rowsOf(expected)!;
  const rows = rowsOf(plain);
  if (!rows) {
    if (!Array.isArray(plain)) return `The result is of type ${type}; it should be a list of rows.`;
    if (plain.some(Array.isArray)) return 'Some rows are lists and some are not.';
    return plain.length === wanted.length * wanted[0]!.length
      ? `One flat list of ${plain.length}. Put the inner comprehension into square brackets of its own, so that each row is a list.`
      : `One flat list of ${plain.length}; it should be ${wanted.length} rows, each a list.`;
  }
  const turned = wanted[0]!.map((_, column) => wanted.map((row) => row[column]!));
  if (equal(plain, turned)) {
    return 'Rows and columns have changed places. The right-hand for is the outer loop: it makes the rows.';
  }
  if (rows.length !== wanted.length || rows.some((row, r) => row.length !== wanted[r]!.length)) {
    const near = Math.abs(rows.length - wanted.length) === 1 ? ' range(a, b) ends before b.' : '';
    return `It gives ${sizeOf(rows)}; it should be ${sizeOf(wanted)}.${near}`;
  }
  return firstDifference(rows, wanted);
}

function firstDifference(
  rows: readonly (readonly Plain[])[],
  wanted: readonly (readonly Plain[])[],
): string {
  const all = rows.flatMap((row, r) =>
    row.flatMap((cell, c) => (equal(cell, wanted[r]![c]!) ? [] : [[r, c] as const])),
  );
  const [r, c] = all[0]!;
  const many = all.length === 1 ? '' : ` ${all.length.toLocaleString('en')} values differ.`;
  return `At [${r}][${c}] stands ${said(rows[r]![c]!)}; it should be ${said(wanted[r]![c]!)}.${many}`;
}

const said = (value: Plain): string =>
  typeof value === 'number' ? cellText(value) : pythonOf(value);
