/** What the figure remembers, the job it gives to Python, and what it shows of the answer. */
import { type Field, oneOf, stateCodec } from '#kit/state';
import type { Job, Plain, Result, Visit } from '#lab/python';
import { shown, watched } from './source.ts';
import { type Case, type Digits, type TaskId, taskIds, tasks } from './tasks.ts';
import { rowsOf } from './values.ts';

/** A cell of the result, from 0. */
export type Place = readonly [row: number, column: number];

export interface Bench {
  task: TaskId;
  /** The reader's code; empty for the task's own. */
  code: string;
  /** The cell that is pinned. */
  at: Place | null;
}

/** Longest code that a link carries. */
const MOST_CODE = 2000;
/** Longest it may become when line ends and spaces are written as a link writes them. */
const MOST_LINK = 3600;

const codeField: Field<string> = {
  read(text) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what code has none of
    if (text.length > MOST_CODE || /[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) {
      throw new RangeError(`Python text of at most ${MOST_CODE} letters`);
    }
    return text;
  },
  write: (code) => code,
};

const placeField: Field<Place | null> = {
  read(text) {
    if (text === '') return null;
    const [, row, column] = /^(\d{1,2}),(\d{1,2})$/.exec(text) ?? [];
    if (row === undefined) throw new RangeError('a row and a column from 0 to 99, such as 4,6');
    return [Number(row), Number(column)];
  },
  write: (place) => (place === null ? '' : `${place[0]},${place[1]}`),
};

export const codec = stateCodec<Bench>({
  tag: 'Python',
  id: 'python',
  fields: { task: oneOf(taskIds), code: codeField, at: placeField },
  start: { task: 'edges', code: '', at: null },
});

/** Whether a link can carry this code. */
export const fitsLink = (code: string): boolean =>
  code.length <= MOST_CODE && code.replace(/[%&#\s]/g, '123').length <= MOST_LINK;

/** What Python is asked to do. */
export function jobOf(id: TaskId, code: string, cases: readonly Case[]): Job {
  const { given, ask } = tasks[id];
  const trials = cases.map(({ givens }) => givens);
  return { given, ask: watched(ask), trials, code: ask === '' ? shown(watched(code)) : code };
}

/** Pixels 0 to 255 as base64 text, so that a digit is one short attribute of the island. */
export const packPixels = (pixels: readonly number[]): string =>
  btoa(String.fromCharCode(...pixels));

export function unpackDigits(packed: Readonly<Record<keyof Digits, string>>): Digits {
  const side = 28;
  const unpacked = (text: string): number[][] => {
    const pixels = [...atob(text)].map((letter) => letter.charCodeAt(0));
    return Array.from({ length: side }, (_, row) => pixels.slice(row * side, (row + 1) * side));
  };
  return { 3: unpacked(packed[3]), 4: unpacked(packed[4]), 7: unpacked(packed[7]) };
}

/** What is drawn: of the last run, or before it what the task wants. */
export interface Shown {
  plain: Plain;
  rows: readonly (readonly Plain[])[] | null;
  /** By cell in reading order; empty where nobody knows. */
  visits: readonly Visit[];
  /** It comes from the reader's code. */
  ran: boolean;
}

/** The result of a run, or what the task wants while there is none. */
export function shownOf(id: TaskId, cases: readonly Case[], result: Result | undefined): Shown {
  const plain = result ? (result.value?.plain ?? null) : cases[0]!.expected;
  const rows = rowsOf(plain);
  const cells = rows?.flat().length ?? 0;
  const visits = result ? result.visits : visitsOfTask(id, rows ?? []);
  return { plain, rows, ran: result !== undefined, visits: visits.length === cells ? visits : [] };
}

/** The loops behind what a task wants, where they are known without running anything. */
function visitsOfTask(id: TaskId, rows: readonly (readonly Plain[])[]): Visit[] {
  if (!tasks[id].worked && id !== 'coordinates') return [];
  const first = id === 'own' ? 0 : 1;
  return rows.flatMap((row, r) =>
    row.map((_, c): Visit => {
      const box = id === 'edges' ? ([r, c, r + 2, c + 2] as const) : null;
      return [[String(r + first)], [String(c + first)], box];
    }),
  );
}

/** Index of a cell in reading order; rows may be of different lengths. Null where there is no such cell. */
export function indexOf(rows: readonly (readonly Plain[])[], [row, column]: Place): number | null {
  if (column >= (rows[row]?.length ?? 0)) return null;
  return rows.slice(0, row).reduce((sum, { length }) => sum + length, 0) + column;
}

/** The cell with an index in reading order. */
export function placeOf(rows: readonly (readonly Plain[])[], index: number): Place {
  let left = index;
  for (const [row, { length }] of rows.entries()) {
    if (left < length) return [row, left];
    left -= length;
  }
  return [0, 0];
}

/** The box on the digit that belongs to a cell: what its code read, else the window at the loops' two whole numbers. */
export function boxOf(id: TaskId, visit: Visit | undefined): Visit[2] {
  if (!visit || (!tasks[id].onDigit && visit[2] === null)) return null;
  if (visit[2]) return visit[2];
  const [row, column] = [Number(visit[0][0]), Number(visit[1][0])];
  const inside = [row, column].every((n) => Number.isInteger(n) && n >= 1 && n <= 26);
  return inside ? [row - 1, column - 1, row + 1, column + 1] : null;
}
