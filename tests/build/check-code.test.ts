import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Block, commentOf, runBlocks } from '../../src/build/code/blocks.ts';
import { compare, mended, type Outcome } from '../../src/build/code/compare.ts';
import { codeMark } from '../../src/build/code/mark.ts';
import { candidates, pythonWithTorch } from '../../src/build/code/python.ts';
import { readEntry } from '../../src/build/content/read-entry.ts';
import { ROOT } from '../house/imports.ts';

const page = `---
answer: Short.
---

\`\`\`python run
x = torch.zeros(2, 3)   # [2, 3]
x.shape                 # [2, 4]
\`\`\`

\`\`\`python fastai
learn.fit(1)
\`\`\`

\`\`\`python run
x @ x
\`\`\`

\`\`\`text output
RuntimeError: no
\`\`\`
`;

function blocks(): Block[] {
  const read = readEntry('06-stride', 'a.mdx', page);
  return 'entry' in read ? runBlocks(read.entry) : [];
}
const outcome = (given: Partial<Outcome>): Outcome => ({
  results: [],
  printed: '',
  error: null,
  ...given,
});

test('the blocks that are run are found with their line and the output below them', () => {
  expect(blocks()).toEqual([
    {
      file: 'a.mdx',
      line: 6,
      code: 'x = torch.zeros(2, 3)   # [2, 3]\nx.shape                 # [2, 4]',
    },
    {
      file: 'a.mdx',
      line: 15,
      code: 'x @ x',
      output: { text: 'RuntimeError: no', firstLine: 19, lastLine: 19 },
    },
  ]);
});

test('a comment is what stands behind code, and not a line of its own or a sign in a text', () => {
  expect(commentOf('x.shape   # [2, 4]')).toEqual({ before: 'x.shape   # ', text: '[2, 4]' });
  expect(commentOf('# a line of its own')).toBeUndefined();
  expect(commentOf("name = '#1'")).toBeUndefined();
});

test('a result that differs from the page is told with its line, and can be put in', () => {
  const [block] = blocks();
  const found = compare(
    block!,
    outcome({
      results: [
        { line: 1, kind: 'shape', text: '[2, 3]' },
        { line: 2, kind: 'value', text: '[2, 3]' },
      ],
    }),
  );
  expect(found).toHaveLength(1);
  expect(found[0]?.problem).toMatchObject({
    file: 'a.mdx',
    line: 7,
    fault: 'The page says [2, 4], and the code gives [2, 3].',
  });
  const after = mended(
    page,
    found.map(({ mend }) => mend!),
  );
  expect(after).toContain('x.shape                 # [2, 3]\n');
  expect(after.split('\n')).toHaveLength(page.split('\n').length);
});

test('words behind a name are words, not a shape', () => {
  const block = { file: 'a.mdx', line: 1, code: 'x = f()   # all of it' };
  expect(compare(block, outcome({ results: [{ line: 1, kind: 'shape', text: '[2]' }] }))).toEqual(
    [],
  );
});

test('an error is held against the output below, however its lines are broken', () => {
  const [, block] = blocks();
  expect(compare(block!, outcome({ error: 'RuntimeError:\nno' }))).toEqual([]);
  const [found] = compare(block!, outcome({ error: `RuntimeError: ${'yes '.repeat(40)}` }));
  expect(found?.problem.line).toBe(19);
  expect(found?.mend?.lines.every((line) => line.length <= 72)).toBe(true);
  expect(found?.mend?.lines.length).toBeGreaterThan(1);
});

test('an error that the page does not show is a fault', () => {
  const [block] = blocks();
  const [found] = compare(block!, outcome({ error: 'NameError: name q is not defined' }));
  expect(found?.problem.fault).toBe('The code ends with NameError: name q is not defined.');
  expect(found?.mend).toBeUndefined();
});

test('PYTHON takes the place of every other Python', () => {
  expect(candidates({ PYTHON: '/opt/python' })).toEqual(['/opt/python']);
  expect(candidates({})[0]).toBe('/usr/bin/python3');
});

/** A program that ends with this status, whatever it is asked. */
function fakePython(status: number): string {
  const path = join(mkdtempSync(join(tmpdir(), 'python-')), 'python3');
  writeFileSync(path, `#!/bin/sh\nexit ${status}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('the first Python that can import torch is taken', () => {
  const [bad, good] = [fakePython(1), fakePython(0)];
  expect(pythonWithTorch([bad, good])).toBe(good);
});

test('without PyTorch the command says what to do and fails', () => {
  const path = fakePython(1);
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'src/build/code/check-code.ts')],
    {
      env: { ...process.env, PYTHON: path },
      encoding: 'utf8',
    },
  );
  expect(status).toBe(1);
  expect(stderr).toContain(`No Python with PyTorch was found: ${path} cannot import torch.`);
  expect(stderr).toContain(
    "Install Debian's python3-torch, or set PYTHON to a python3 that has torch.",
  );
});

test('a block tells its reader whether it runs', () => {
  expect(codeMark('run')).toMatch(/^Runs under PyTorch \d+\.\d+, with this result$/);
  expect(codeMark('fastai')).toBe('fastai 2, read from its source and not run here');
  expect(codeMark(undefined)).toBeUndefined();
});
