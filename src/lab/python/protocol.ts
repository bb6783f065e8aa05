/** What crosses the wall between the page and the worker that holds a Python. Plain JSON on both sides. */
import { type Check, listOf, record, shaped, text, whole } from '../checks.ts';

/** A name the reader's code finds ready: a number, a list, or a tensor; of a watched tensor it is told what was read. */
export type Given =
  | number
  | readonly number[]
  | readonly (readonly number[])[]
  | { tensor: readonly (readonly number[])[]; watched?: boolean };

export interface Job {
  /** Python that belongs to the task and runs first, such as a function the code may call. */
  given: string;
  /** The reader's code. `_show(value)` in it tells a result, `_see(outer, inner)` a visit of a comprehension. */
  code: string;
  /** An expression asked afterwards in the same names, in place of what the code shows; empty for none. */
  ask: string;
  /** The names of each trial. Each runs in a namespace of its own; the first fault ends the job. */
  trials: readonly Readonly<Record<string, Given>>[];
}

/** A Python value: numbers, texts, truths, None and lists as they are, a tuple or anything else by its name. */
export type Plain =
  | number
  | string
  | boolean
  | null
  | readonly Plain[]
  | { tuple: readonly Plain[] }
  | { other: string };

/** Box of pixels, both ends included. */
export type Box = readonly [top: number, left: number, bottom: number, right: number];

/** One element of the watched comprehension: the loops' values as Python writes them, and what was read for it. */
export type Visit = readonly [outer: readonly string[], inner: readonly string[], read: Box | null];

export interface Fault {
  /** `NameError` */
  type: string;
  message: string;
  /** Line of the reader's code, from 1; null when the fault lies elsewhere. */
  line: number | null;
  /** Python's own words, without the lines of this page. */
  traceback: string;
}

export interface Result {
  value: { type: string; plain: Plain } | null;
  fault: Fault | null;
  visits: readonly Visit[];
}

export type Order = { type: 'run'; run: number; job: Job };

export type Told =
  /** Python is loaded; from here on time counts. */
  | { type: 'began'; run: number }
  | { type: 'printed'; run: number; text: string }
  | { type: 'result'; run: number; result: Result }
  | { type: 'ended'; run: number }
  | { type: 'failed'; run: number; message: string };

const absent: Check = (value) => value === null;
const either =
  (...checks: Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));

const isResult = shaped({
  value: either(absent, shaped({ type: text })),
  fault: either(absent, shaped({ type: text, message: text, traceback: text })),
  visits: listOf(listOf(either(absent, record))),
});

const told: Record<Told['type'], Check> = {
  began: shaped({ run: whole }),
  printed: shaped({ run: whole, text }),
  result: shaped({ run: whole, result: isResult }),
  ended: shaped({ run: whole }),
  failed: shaped({ run: whole, message: text }),
};

/**
 * Reads what came over the wall.
 *
 * @throws TypeError when it is nothing of this protocol
 */
export function parseTold(value: unknown): Told {
  const type = (value as Told | null)?.type;
  if (type === undefined || !Object.hasOwn(told, type) || !told[type](value)) {
    throw new TypeError('The Python worker sent something that is no message of this page.');
  }
  return value as Told;
}
