import type { Check } from './check.ts';

/** One case of a reference file: what its fields mean stands in the file itself, under `fields`. */
// biome-ignore lint/suspicious/noExplicitAny: each topic has its own fields
export type Case = any;

/** How the cases of one kind of reference file are put to the package. */
export interface Topic {
  /** Of the file, without its ending. */
  name: string;
  /** What the file says it is about. */
  topic: string;
  /** Fields the file must have, where cases share data; each is a list with entries. */
  needsOfFile?: readonly string[];
  /** Fields a case must have. */
  needs(one: Case): readonly string[];
  /** Tells `check` what is not as it should be. @param file the whole file, where cases share data */
  run(one: Case, check: Check, file: Case): void;
}
