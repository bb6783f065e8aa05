/**
 * Puts reference files to the CNN package and says what differs:
 *
 *     node tests/reference/run.ts [FILE…] [--backend wasm|cpu]
 *
 * Without a file it takes all of tests/reference. The exit status is 0 when every case passed.
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { type BackendName, startBackend } from '#cnn/backend';
import { printable } from './check.ts';
import { isCaseless, readObject, readReference, runCase } from './reference-file.ts';
import { wasmUrls } from './wasm-files.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const backends: readonly string[] = ['wasm', 'cpu'];
/** Differences told of one case; the rest is counted. */
const most = 3;

function wanted(): { files: string[]; backend: BackendName } {
  const { values, positionals } = parseArgs({
    options: { backend: { type: 'string', default: 'wasm' } },
    allowPositionals: true,
  });
  if (!backends.includes(values.backend)) {
    throw new Error(`--backend is "${values.backend}"; it accepts ${backends.join(' or ')}.`);
  }
  const all = () =>
    readdirSync(here)
      .filter((file) => file.endsWith('.json'))
      .map((file) => join(here, file));
  return {
    files: positionals.length > 0 ? positionals : all(),
    backend: values.backend as BackendName,
  };
}

const total = { passed: 0, failed: 0 };

/** Runs the cases of one file and tells how they went. */
function run(path: string, backend: string) {
  const file = readObject(path);
  if (isCaseless(file)) {
    console.log(printable(`${basename(path)}: holds no cases, nothing to run`));
    return;
  }
  const began = performance.now();
  const reference = readReference(path, file);
  const count = { passed: 0, failed: 0 };
  const told: string[] = [];
  reference.cases.forEach((one, number) => {
    const differences = runCase(reference, one);
    count[differences.length === 0 ? 'passed' : 'failed']++;
    for (const { what, got, want } of differences.slice(0, most)) {
      const name = typeof one?.name === 'string' ? printable(one.name) : `case ${number}`;
      told.push(`  ${name}: ${what}: got ${got}, want ${want}`);
    }
    if (differences.length > most) told.push(`  … and ${differences.length - most} more`);
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const { passed, failed } = count;
  console.log(
    `${reference.topic.name}: ${passed} passed, ${failed} failed (${backend}, ${seconds} s, ${path})`,
  );
  for (const line of told) console.log(line);
  total.passed += passed;
  total.failed += failed;
}

try {
  const { files, backend } = wanted();
  // Or TensorFlow.js advertises another package between our lines.
  tf.enableProdMode();
  await startBackend({ wasmUrls, order: [backend] });
  for (const path of files) {
    try {
      run(path, backend);
    } catch (error) {
      // A file that cannot be run counts as one failure; the others still run.
      total.failed++;
      console.error(error instanceof Error ? error.message : error);
    }
  }
} catch (error) {
  total.failed++;
  console.error(error instanceof Error ? error.message : error);
}
if (total.passed + total.failed === 0) console.log('Nothing was run: no file given holds cases.');
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
