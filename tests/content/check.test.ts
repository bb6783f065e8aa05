import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkContent } from '../../src/build/content/check.ts';
import { contentGate } from '../../src/build/content/gate.ts';
import { type Problem, problemText } from '../../src/build/content/problem.ts';
import { ROOT } from '../house/imports.ts';

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'content-'));
  folder = join(root, 'content/questions');
  cpSync(join(ROOT, 'content'), join(root, 'content'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

/** Writes `06-stride.mdx` anew and gives the problems of the whole folder. */
function check(change: (text: string) => string, name = '06-stride.mdx'): Problem[] {
  const path = join(folder, name);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return checkContent(folder, root);
}

const FILE = 'content/questions/06-stride.mdx';
const append = (line: string) => (text: string) => `${text.trimEnd()}\n\n${line}\n`;
const lineOf = (text: string) =>
  readFileSync(join(folder, '06-stride.mdx'), 'utf8').split('\n').indexOf(text) + 1;
const lastLine = () =>
  readFileSync(join(folder, '06-stride.mdx'), 'utf8').trimEnd().split('\n').length;

test('the published content has no problems', () => {
  expect(checkContent(folder, root).map(problemText)).toEqual([]);
});

test('a missing question is named', () => {
  rmSync(join(folder, '17-receptive-field-size.mdx'));
  const problems = checkContent(folder, root);
  expect(problems).toContainEqual({
    file: 'content/questions',
    fault: '42 of 43 questions are there; missing: 17.',
    remedy: 'Add each missing file from _template.mdx. The site is whole or it is not built.',
  });
});

test('two files for one question are refused', () => {
  cpSync(join(folder, '06-stride.mdx'), join(folder, '06-zebra.mdx'));
  const [problem] = checkContent(folder, root);
  expect(problem.file).toBe('content/questions/06-zebra.mdx');
  expect(problem.fault).toBe(`${FILE} answers question 6 already.`);
});

test('a file name without a place is refused', () => {
  cpSync(join(folder, '06-stride.mdx'), join(folder, 'stride.mdx'));
  expect(checkContent(folder, root)[0].fault).toBe(
    'The file name does not say which question it answers.',
  );
});

test('an unknown tag is refused with the line and the tag that was meant', () => {
  const [problem, ...others] = check(append('<KernelBanch />'));
  expect(problem).toEqual({
    file: FILE,
    line: lastLine(),
    column: 1,
    fault: 'There is no tag <KernelBanch>.',
    remedy: 'Did you mean <KernelBench>?',
  });
  expect(others).toEqual([]);
});

test('raw HTML is not a tag of the site', () => {
  const [problem] = check(append('<iframe src="https://example.org" />'));
  expect(problem.fault).toBe('There is no tag <iframe>.');
  expect(problem.remedy).toMatch(/^An answer carries no code, no frames/);
  const [other] = check((text) =>
    text.replace('<iframe src="https://example.org" />', '<Zyzzyva />'),
  );
  expect(other.remedy).toMatch(
    /^The tags are <Note>, <Claim>, <Proven>, .*<KernelBench>, .*<Trainer>/,
  );
});

test('a misspelt attribute is refused with the line and the attribute that was meant', () => {
  const [problem] = check(append('<KernelBench kernal="top-edge" />'));
  expect(problem).toMatchObject({
    file: FILE,
    line: lastLine(),
    fault: '<KernelBench> has no attribute "kernal".',
  });
  expect(problem.remedy).toMatch(/^Did you mean "kernel"\? It accepts .*kernel/);
});

test('an attribute value that the playground cannot show is refused', () => {
  const [problem] = check(append('<Trainer lr={-1} />'));
  expect(problem).toMatchObject({ file: FILE, line: lastLine() });
  expect(problem.fault).toMatch(/^<Trainer> cannot be drawn: .*lr.*-1/);
});

test.each([
  ['import x from "node:fs"', 'A question imports and exports nothing.'],
  ['export const x = 1', 'A question imports and exports nothing.'],
  ['Two is {1 + 1}.', 'The expression {1 + 1} is code.'],
  ['<Trainer lr={Math.random()} />', '<Trainer> has the attribute lr={…}, which is code.'],
  ['<Trainer {...process.env} />', '<Trainer> has the attribute {…}, which is code.'],
])('code of an author is refused and not run: %s', (line, fault) => {
  const [problem] = check(append(line));
  expect(problem).toMatchObject({ file: FILE, line: lastLine(), fault });
});

test('a formula that KaTeX cannot set is refused with its line', () => {
  const [problem] = check(append('Half is $\\frac{1$ of it.'));
  expect(problem).toMatchObject({ file: FILE, line: lastLine(), column: 9 });
  expect(problem.fault).toMatch(/^The formula \\frac\{1 cannot be set: /);
});

test.each(['$\\nosuchcommand$', '$größe$'])(
  'a formula that would be set silently wrong is refused: %s',
  (formula) => {
    expect(check(append(`So ${formula}.`))[0].fault).toMatch(/^The formula .* cannot be set: /);
  },
);

test('a link to a page that does not exist is refused with the page that was meant', () => {
  const [problem] = check(append('See [padding](/questions/05-pading/).'));
  expect(problem).toEqual({
    file: FILE,
    line: lastLine(),
    column: 5,
    fault: 'The link /questions/05-pading/ leads to a page that does not exist.',
    remedy: 'Did you mean /questions/05-padding/?',
  });
});

test('a link may open a figure in a state of its own, and the state is checked', () => {
  const to = (anchor: string) =>
    check(append(`[there](/questions/07-nested-list-comprehension/#${anchor})`));
  expect(to('python?task=apply-kernel&at=4,6')).toEqual([]);
  expect(to('python?task=sleep')).toMatchObject([
    {
      fault:
        'The link /questions/07-nested-list-comprehension/#python?task=sleep asks a figure for a state it has not.',
      remedy: expect.stringMatching(
        /^<Python>: attribute task is "sleep"; it accepts one of edges/,
      ),
    },
  ]);
  expect(to('trainer?lr=0.06').at(-1)?.fault).toMatch(/an anchor that/);
});

test('a link to an anchor that does not exist is refused with the anchors that do', () => {
  const [problem] = check(append('See [why](/questions/05-padding/#wy).'));
  expect(problem.fault).toBe(
    'The link /questions/05-padding/#wy leads to an anchor that /questions/05-padding/ does not have.',
  );
  expect(problem.remedy).toContain('#why');
  expect(check((text) => text.replace('#wy)', '#why)'))).toEqual([]);
});

test.each(['stride.html', 'http://example.org/', 'javascript:alert(1)', 'mailto:someone'])(
  'a link that is neither a page nor https is refused: %s',
  (url) => {
    expect(check(append(`[there](${url})`))[0].fault).toBe(
      `The link ${url} is neither a page of this site nor an https address.`,
    );
  },
);

test('an unknown field is refused with its line and the field that was meant', () => {
  const [problem, missing] = check((text) => text.replace('\nanswer:', '\nanswr:'));
  expect(problem).toMatchObject({ file: FILE, fault: 'The field "answer" is missing.' });
  expect(missing).toMatchObject({
    file: FILE,
    fault: 'There is no field "answr".',
    remedy: 'Did you mean "answer"?',
  });
  expect(
    readFileSync(join(folder, '06-stride.mdx'), 'utf8').split('\n')[(missing.line ?? 0) - 1],
  ).toMatch(/^answr:/);
});

test('a wrong field is refused with its line and its manual', () => {
  const [problem] = check((text) => text.replace(/^glyph:.*$/m, "glyph: '000 111'"));
  expect(problem).toMatchObject({ file: FILE, line: lineOf("glyph: '000 111'") });
  expect(problem.fault).toMatch(/^The field "glyph" is wrong: /);
  expect(problem.remedy).toMatch(/^The question's 3×3 sign/);
});

test('a related question that does not exist is refused', () => {
  const [problem] = check((text) => text.replace(/^related:.*$/m, 'related: [5, 77]'));
  expect(problem).toMatchObject({
    file: FILE,
    line: lineOf('related: [5, 77]'),
    fault: 'The related question 77 does not exist.',
  });
});

test('frontmatter that is not YAML is refused with its line', () => {
  const [problem] = check((text) => text.replace(/^title:.*$/m, 'title: one: two'));
  expect(problem.line).toBe(lineOf('title: one: two'));
  expect(problem.fault).toMatch(/^The frontmatter is not valid YAML: /);
});

test('a file without frontmatter is refused', () => {
  const [problem] = check(() => 'Stride is a step.\n');
  expect(problem).toMatchObject({ file: FILE, line: 1, fault: 'The file has no frontmatter.' });
});

test('an unclosed tag is refused with its line', () => {
  const [problem] = check(append('<Note>'));
  expect(problem).toMatchObject({ file: FILE, line: lastLine() });
  expect(problem.fault).toMatch(/^This is not valid MDX: /);
});

test('the build stops on a problem and says all of it', () => {
  check(append('<KernelBanch />'));
  const hook = contentGate().hooks['astro:config:setup'] as unknown as (options: object) => void;
  const config = { root: new URL(`file://${root}/`) };
  expect(() => hook({ config, command: 'build' })).toThrow(
    `The content has 1 problem(s).\n${FILE}:${lastLine()}:1\n    There is no tag <KernelBanch>.\n    Did you mean <KernelBench>?`,
  );
});

test('while writing, a problem is told and the server goes on', () => {
  check(append('<KernelBanch />'));
  const said: string[] = [];
  const hook = contentGate().hooks['astro:config:setup'] as unknown as (options: object) => void;
  hook({
    config: { root: new URL(`file://${root}/`) },
    command: 'dev',
    logger: { warn: (text: string) => said.push(text) },
  });
  expect(said.join()).toContain('There is no tag <KernelBanch>.');
});
