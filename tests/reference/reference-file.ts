import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { Check, type Difference, printable } from './check.ts';
import type { Case, Topic } from './topic.ts';
import { topics } from './topics.ts';

/** A file of reference cases, and who puts them to the package. */
export interface ReferenceFile {
  topic: Topic;
  /** The whole file, where cases share data. */
  file: Case;
  cases: Case[];
}

function refuse(path: string, why: string): never {
  throw new Error(printable(`${path} ${why}`));
}

/** @throws Error naming the file, when it cannot be read or holds no object */
export function readObject(path: string): Case {
  let file: Case;
  try {
    file = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(path, `is no JSON: ${error.message}`);
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') return refuse(path, 'is a folder; name the files in it.');
    return refuse(path, `cannot be read: ${code === 'ENOENT' ? 'no such file' : code}`);
  }
  if (typeof file === 'object' && file !== null && !Array.isArray(file)) return file;
  const found = Array.isArray(file) ? 'a list' : JSON.stringify(file).slice(0, 40);
  return refuse(path, `holds ${found}; an object with a topic and cases is needed.`);
}

/** Of the kind of accuracy.json and index.json, which the experiments and people read. */
export const isCaseless = (file: Case): boolean =>
  file.topic === undefined &&
  file.cases === undefined &&
  ((typeof file.about === 'string' && typeof file.experiments === 'object') ||
    (typeof file.set === 'string' && Array.isArray(file.files)));

/**
 * Reads a file of the format tests/reference/README.md describes; what it is about is said by its `topic`.
 *
 * @throws Error naming the file and what is wrong with it
 */
export function readReference(path: string, file: Case = readObject(path)): ReferenceFile {
  const name = basename(path, '.json');
  const topic =
    topics.find((one) => one.topic === file.topic) ??
    (file.topic === undefined ? topics.find((one) => one.name === name) : undefined);
  if (!topic) {
    const known = topics.map((one) => `"${one.topic}" (${one.name})`).join(', ');
    const about =
      file.topic === undefined
        ? 'has no topic'
        : `is about ${JSON.stringify(file.topic).slice(0, 160)}`;
    return refuse(path, `${about}, which no runner knows. Known topics: ${known}.`);
  }
  const { cases } = file;
  if (!Array.isArray(cases) || cases.length === 0) {
    return refuse(path, 'has no cases: "cases" must be a list with at least one entry.');
  }
  for (const field of topic.needsOfFile ?? []) {
    if (Array.isArray(file[field]) && file[field].length > 0) continue;
    return refuse(path, `lacks "${field}", which must be a list with at least one entry.`);
  }
  return { topic, file, cases };
}

/** Puts one case to the package, on the backend in use. @returns what is not as it should be */
export function runCase({ topic, file }: ReferenceFile, one: Case): Difference[] {
  const check = new Check();
  const before = tf.engine().state.numTensors;
  const lacking = topic
    .needs(one ?? {})
    .filter((field) => (one?.[field] ?? undefined) === undefined);
  if (lacking.length > 0) {
    check.tell('the case is malformed: fields', Object.keys(one ?? {}), lacking);
    return check.differences;
  }
  try {
    topic.run(one, check, file);
  } catch (error) {
    check.tell(
      'the case could not be run',
      error instanceof Error ? error.message : error,
      'a result',
    );
    return check.differences;
  }
  if (check.compared === 0 && check.differences.length === 0) {
    check.tell('the case is malformed: comparisons', 0, 'at least one');
  }
  check.same('tensors left over', tf.engine().state.numTensors - before, 0);
  return check.differences;
}
