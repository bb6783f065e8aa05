/**
 * `npm test`: builds the site, runs the Node tests and the browser tests, and closes with what the two runners
 * reported. A runner that ran nothing, or left no report, is a failure.
 */
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from '../src/build/run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = `${root}tests/results`;
rmSync(results, { recursive: true, force: true });

/** Tests that passed and failed, from the JSON that each runner writes. */
const runners = [
  {
    name: 'node',
    command: ['vitest', ['run', '--config', 'tests/node.config.ts']],
    count: ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) => ({
      passed: numPassedTests,
      // A file that cannot be loaded has no tests to fail; a test that was skipped has not passed.
      failed:
        numFailedTests + numPendingTests + numTodoTests + testResults.filter(brokenFile).length,
    }),
  },
  {
    name: 'site',
    command: ['playwright', ['test', '--config', 'tests/site.config.ts']],
    count: ({ stats, errors }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected + stats.skipped + errors.length,
    }),
  },
];

function brokenFile({ status, assertionResults }) {
  return status === 'failed' && assertionResults.every((test) => test.status !== 'failed');
}

/** @returns {{ passed: number, failed: number }} */
function report({ name, count }) {
  try {
    const counted = count(JSON.parse(readFileSync(`${results}/${name}.json`, 'utf8')));
    if (!Object.values(counted).every(Number.isInteger)) throw new Error('it holds no counts');
    return counted;
  } catch (error) {
    console.error(`The ${name} tests left no report that can be counted: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
}

const total = { passed: 0, failed: 0 };
const builds = [
  { args: ['build'], env: process.env },
  // As a project page of a code host lives; tests/site.config.ts serves it.
  {
    args: ['build', '--outDir', 'tests/results/sub-path/receptive-field'],
    env: { ...process.env, BASE: '/receptive-field/' },
  },
];
for (const { args, env } of builds) {
  if (run('astro', args, { cwd: root, env })) continue;
  console.error('The site was not built; its message stands above.');
  total.failed += 1;
}
for (const runner of runners) {
  const [program, args] = runner.command;
  const ended = run(program, args, { cwd: root });
  const { passed, failed } = report(runner);
  total.passed += passed;
  total.failed += failed;
  if (passed + failed === 0) console.error(`The ${runner.name} tests ran nothing.`);
  if (passed + failed === 0 || (!ended && failed === 0)) total.failed += 1;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
