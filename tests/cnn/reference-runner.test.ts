import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../reference', import.meta.url));
const made = mkdtempSync(join(tmpdir(), 'reference-'));

/** The runner in a process of its own. */
function run(...given: string[]): Promise<{ status: number; out: string; lines: string[] }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(folder, 'run.ts'), ...given], (error, stdout, stderr) => {
      const lines = stdout.trimEnd().split('\n');
      resolve({ status: error ? Number(error.code) : 0, out: stdout + stderr, lines });
    });
  });
}

/** A reference file with something changed, under a name that says nothing. */
// biome-ignore lint/suspicious/noExplicitAny: each file has its own fields
function changed(name: string, change: (file: any) => unknown, as = 'other.json'): string {
  const file = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  const path = join(made, as);
  writeFileSync(path, JSON.stringify(change(file) ?? file));
  return path;
}

test('the runner tells a line a topic, the sum last, and succeeds when all cases pass', async () => {
  const { status, lines } = await run(join(folder, 'losses.json'), join(folder, 'optim.json'));
  expect(status).toBe(0);
  expect(lines).toEqual([
    expect.stringMatching(/^losses: 14 passed, 0 failed \(wasm, /),
    expect.stringMatching(/^optim: 13 passed, 0 failed \(wasm, /),
    '27 passed, 0 failed',
  ]);
});

test('a wrong number fails its case, with what was got and what was wanted', async () => {
  const path = changed('losses', (file) => {
    file.cases[3].loss += 0.001;
  });
  const { status, lines } = await run(path, '--backend', 'cpu');
  expect(status).toBe(1);
  expect(lines[0]).toMatch(/^losses: 13 passed, 1 failed \(cpu, /);
  expect(lines[1]).toMatch(/^ {2}.+: loss: got \d\S+, want \d\S+$/);
  expect(lines.at(-1)).toBe('13 passed, 1 failed');
});

test.each<[string, () => string, string | RegExp]>([
  ['is not there', () => join(made, 'nowhere.json'), 'cannot be read: no such file'],
  [
    'is no JSON',
    () => {
      const path = join(made, 'broken.json');
      writeFileSync(path, '{"cases": [');
      return path;
    },
    /broken\.json is no JSON: /,
  ],
  [
    'is about something else',
    () => changed('losses', (file) => ({ ...file, topic: 'weather' })),
    'is about "weather", which no runner knows. Known topics: "conv2d forward and gradients" (conv2d)',
  ],
  ['says no topic', () => changed('losses', () => ({ cases: [] })), 'has no topic'],
  ['has no cases', () => changed('losses', (file) => ({ ...file, cases: [] })), 'has no cases'],
  [
    'lacks a field',
    () =>
      changed('conv2d', (file) => {
        file.cases = [{ ...file.cases[0], gw: undefined }];
      }),
    /the case is malformed: fields: got .*, want \["gw"\]/,
  ],
  [
    'names an unknown kind',
    () =>
      changed('optim', (file) => {
        file.cases = [{ ...file.cases[0], kind: 'lion' }];
      }),
    'got kind is "lion"; known are sgd, momentum, adam',
  ],
])('a file that %s is a failure with a reason', async (_, make, why) => {
  const { status, out, lines } = await run(make());
  expect(status).toBe(1);
  expect(out).toMatch(why);
  expect(lines.at(-1)).toBe('0 passed, 1 failed');
});

test('an unknown backend is refused', async () => {
  const { status, out } = await run('--backend', 'gpu');
  expect(status).toBe(1);
  expect(out).toContain('--backend is "gpu"; it accepts wasm or cpu.');
});
