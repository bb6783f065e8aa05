import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkContent } from '../../src/build/content/check.ts';
import { type Problem, problemText } from '../../src/build/content/problem.ts';
import { ROOT } from '../house/imports.ts';
import { CORPUS } from './corpus.ts';

const CORPUS_FOLDER = join(ROOT, 'tests/content/corpus');
const root = mkdtempSync(join(tmpdir(), 'corpus-'));
const folder = join(root, 'content/questions');
const canary = join(root, 'canary');
let problems: Problem[];

/** The smallest picture there is: one black pixel. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

beforeAll(() => {
  process.env.CONTENT_CANARY = canary;
  cpSync(join(ROOT, 'content'), join(root, 'content'), { recursive: true });
  cpSync(CORPUS_FOLDER, folder, { recursive: true });
  mkdirSync(join(root, 'content/pictures'), { recursive: true });
  writeFileSync(join(root, 'content/pictures/dot.png'), DOT);
  problems = checkContent(folder, root);
}, 120_000);
afterAll(() => {
  delete process.env.CONTENT_CANARY;
  rmSync(root, { recursive: true });
});

test('the table names every file of the corpus, more than fifty', () => {
  expect(CORPUS.map(([file]) => file).sort()).toEqual(readdirSync(CORPUS_FOLDER).sort());
  expect(CORPUS.length).toBeGreaterThan(50);
});

test.each(CORPUS)('%s is refused with its line', (file, line, fault, remedy = '') => {
  const own = problems.filter((it) => it.file === `content/questions/${file}`);
  expect(own.map(problemText)).toHaveLength(1);
  expect(own[0]?.line).toBe(line);
  expect(own[0]?.fault).toContain(fault);
  expect(own[0]?.remedy).toContain(remedy);
});

test('beside the corpus nothing is refused', () => {
  const files = new Set(CORPUS.map(([file]) => `content/questions/${file}`));
  expect(problems.filter(({ file }) => !files.has(file)).map(problemText)).toEqual([]);
});

test('no message shows what nobody can see', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  const unseen = /[\u0000-\u0009\u000b-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u206f]/;
  expect(problems.map(problemText).filter((text) => unseen.test(text))).toEqual([]);
});

test('nothing of the corpus is executed, though its code would leave a mark', async () => {
  expect(existsSync(canary)).toBe(false);
  // The same line, run on purpose: the mark it would leave is one that this test can see.
  const [line] = /^export const canary.*$/m.exec(
    readFileSync(join(CORPUS_FOLDER, '102-export.mdx'), 'utf8'),
  ) ?? [''];
  await import(`data:text/javascript,${encodeURIComponent(line)}`);
  expect(existsSync(canary)).toBe(true);
  rmSync(canary);
});

/** One file put into an otherwise sound content folder; the problems that name it. */
function checkWith(path: string, put: (path: string) => void): Problem[] {
  const own = mkdtempSync(join(tmpdir(), 'content-'));
  cpSync(join(ROOT, 'content'), join(own, 'content'), { recursive: true });
  mkdirSync(join(own, 'content/pictures'), { recursive: true });
  put(join(own, path));
  const found = checkContent(join(own, 'content/questions'), own);
  rmSync(own, { recursive: true });
  return found.filter(({ file }) => file === path);
}
const SOUND = readFileSync(join(ROOT, 'content/questions/06-stride.mdx'), 'utf8');
const bytes = (data: string | Buffer) => (path: string) => writeFileSync(path, data);

test.each<[string, string, (path: string) => void, string]>([
  [
    'a link to another file',
    'content/questions/41-link.mdx',
    (path) => symlinkSync('/etc/passwd', path),
    'link to another file',
  ],
  [
    'a linked folder',
    'content/pictures/all',
    (path) => symlinkSync('/', path),
    'link to another file',
  ],
  ['a script', 'content/questions/run.mjs', bytes('0'), 'no place in the content'],
  [
    'a drawing that could hold a script',
    'content/pictures/x.svg',
    bytes('<svg/>'),
    'no place in the content',
  ],
  ['a page of HTML', 'content/index.html', bytes('<p>'), 'no place in the content'],
  [
    'a picture too large',
    'content/pictures/big.png',
    bytes(Buffer.alloc(500_000)),
    'the most is 400',
  ],
  [
    'an answer too long',
    'content/questions/41-long.mdx',
    bytes(`${SOUND}\n${'word '.repeat(25_000)}`),
    'an answer has at most 100',
  ],
  [
    'another encoding',
    'content/questions/41-latin.mdx',
    bytes(Buffer.from('größe', 'latin1')),
    'not UTF-8',
  ],
  [
    'two bytes a letter',
    'content/questions/41-wide.mdx',
    bytes(Buffer.from(`\ufeff${SOUND}`, 'utf16le')),
    'not UTF-8',
  ],
  [
    'a byte order mark',
    'content/questions/41-mark.mdx',
    bytes(`\ufeff${SOUND}`),
    'byte order mark',
  ],
  [
    'a nest of YAML',
    'content/questions/41-nest.mdx',
    bytes(SOUND.replace(/^related:.*$/m, `related: ${'['.repeat(9000)}`)),
    'too long or nested',
  ],
  [
    'a nest of YAML over lines',
    'content/questions/41-lines.mdx',
    bytes(SOUND.replace(/^related:.*$/m, `related: ${'[\n'.repeat(3000)}`)),
    'not valid YAML',
  ],
  [
    'a nest of braces in a formula',
    'content/questions/41-braces.mdx',
    bytes(`${SOUND}\n$$\n${'{\n'.repeat(900)}x${'}\n'.repeat(900)}\n$$\n`),
    'cannot be set',
  ],
  [
    'a billion laughs',
    'content/questions/41-laughs.mdx',
    bytes(SOUND.replace(/^related:.*$/m, 'a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nrelated: *c')),
    'an anchor',
  ],
])('%s is refused', (_, path, put, fault) => {
  const [problem] = checkWith(path, put);
  expect(problem?.fault).toContain(fault);
  expect(problem?.remedy).toMatch(/^[A-Z].+\.$/);
});
