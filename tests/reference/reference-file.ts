import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { Check, type Difference } from './check.ts';
import type { Case, Topic } from './topic.ts';
import { topics } from './topics.ts';

/** A file of reference cases, and who puts them to the package. */
export interface ReferenceFile {
  topic: Topic;
  /** The whole file, where cases share data. */
  file: Case;
  cases: Case[];
}

/**
 * Reads a file of the format tests/reference/README.md describes; what it is about is said by its `topic`.
 *
 * @throws Error naming the file and what is wrong with it
 */
export function readReference(path: string): ReferenceFile {
  const refuse = (why: string): never => {
    throw new Error(`${path} ${why}`);
  };
  let file: Case;
  try {
    file = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(`is no JSON: ${error.message}`);
    const { code } = error as NodeJS.ErrnoException;
    return refuse(`cannot be read: ${code === 'ENOENT' ? 'no such file' : code}`);
  }
  const name = basename(path, '.json');
  const topic =
    topics.find((one) => one.topic === file?.topic) ??
    (file?.topic === undefined ? topics.find((one) => one.name === name) : undefined);
  if (!topic) {
    const known = topics.map((one) => `"${one.topic}" (${one.name})`).join(', ');
    const about = file?.topic === undefined ? 'has no topic' : `is about "${file.topic}"`;
    return refuse(`${about}, which no runner knows. Known topics: ${known}.`);
  }
  const { cases } = file;
  if (!Array.isArray(cases) || cases.length === 0) {
    return refuse('has no cases: "cases" must be a list with at least one entry.');
  }
  return { topic, file, cases };
}

/** Puts one case to the package, on the backend in use. @returns what is not as it should be */
export function runCase({ topic, file }: ReferenceFile, one: Case): Difference[] {
  const check = new Check();
  const before = tf.engine().state.numTensors;
  const lacking = topic.needs(one ?? {}).filter((field) => one?.[field] === undefined);
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
  check.same('tensors left over', tf.engine().state.numTensors - before, 0);
  return check.differences;
}
