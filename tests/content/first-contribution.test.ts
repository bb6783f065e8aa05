import { execFileSync, spawnSync } from 'node:child_process';
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
import { problemText } from '../../src/build/content/problem.ts';
import { ROOT } from '../house/imports.ts';

/** A clone of one's own: the sources as they are, the installed packages borrowed, caches apart. */
let clone: string;
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'contribution-'));
  for (const name of [
    'astro.config.mjs',
    'package.json',
    'tsconfig.json',
    'content',
    'public',
    'src',
  ])
    cpSync(join(ROOT, name), join(clone, name), { recursive: true });
  mkdirSync(join(clone, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((it) => !it.startsWith('.')))
    symlinkSync(join(ROOT, 'node_modules', name), join(clone, 'node_modules', name));
}, 120_000);
afterAll(() => rmSync(clone, { recursive: true }));

const node = (...args: string[]) =>
  spawnSync(process.execPath, args, {
    cwd: clone,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: clone },
  });
const create = (question: string) => node('src/build/new.ts', question);
const check = (...files: string[]) => node('src/build/check-content.ts', ...files);
/** The same, without a process of its own: what the command says of the file. */
const said = (): Said[] =>
  saidOf(
    checkContent(join(clone, 'content/questions'), clone)
      .filter(({ file }) => file === FILE)
      .map(problemText)
      .join('\n'),
  );
const FILE = 'content/questions/41-dilation.mdx';

/** One thing the check says, as a reader takes it from the terminal. */
interface Said {
  line: number;
  fault: string;
  remedy: string;
}
const saidOf = (text: string): Said[] =>
  [
    ...text.matchAll(
      /^content\/questions\/41-dilation\.mdx(?::(\d+))?(?::\d+)?\n {4}(.*)\n {4}(.*)$/gm,
    ),
  ].map(([, line, fault, remedy]) => ({ line: Number(line), fault, remedy }));

/** The first draft: the template filled in, with one mistake of each kind. */
const DRAFT: [from: string | RegExp, to: string][] = [
  [/^answer: >-\n.*$/m, "answer: 'It's the distance between the cells that a kernel reads.'"],
  [/^thinkFirst: .*$/m, 'thinkFirst: A 3×3 kernel leaves out every second cell. How wide is it?'],
  [/^related: .*$/m, 'related: [5, 6, 170]'],
  [
    /^ {2}- title: Write.*\n {4}note: .*$/m,
    '  - title: PyTorch, torch.nn.Conv2d\n    href: http://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html',
  ],
  [/^Text before[\s\S]*$/m, ''],
];
const BODY = `
# Why

It spreads the kernel, so the <Term>receptive feild</Term> grows while a < b is <b>kept</b>. See [stride](/questions/06-strid/).

$$ w = d (k - 1) + 1 $$

'''python
nn.Conv2d(1, 4, 3, dilation=2)
'''

\`\`\`
nn.Conv2d(1, 4, 3, dilation=2)
\`\`\`

<Note>

With dilation 2 a kernel of 3 spans 5.

## Careful

The weights stay nine, {as before}.

![](dilation.png)
`;

/** What a reader does on a remedy; each says which words of the remedy lead to it. */
const DEEDS: [
  remedy: RegExp,
  deed: (lines: string[], at: number, match: RegExpExecArray) => void,
][] = [
  [/use double quotes/, (lines, at) => replace(lines, at, /'(It's.*)'/, '"$1"')],
  [
    /Write <\/Note>|write <\/(Note)> after its text/i,
    (lines, at) => lines.splice(lines.indexOf('## Careful', at), 0, '</Note>', ''),
  ],
  [/begin a section with two: ## Why/i, (lines, at) => replace(lines, at, /^# /, '## ')],
  [
    /Did you mean "([^"]+)"\? For other words/,
    (lines, at, [, term]) => replace(lines, at, /<Term>.*<\/Term>/, `<Term>${term}</Term>`),
  ],
  [
    /Write strong words as \*\*words\*\*/,
    (lines, at) => replace(lines, at, /<b>(.*)<\/b>/, '**$1**'),
  ],
  [
    /Did you mean (\/questions\/[^?]+)\?/,
    (lines, at, [, page]) => replace(lines, at, /\(\/questions\/[^)]*\)/, `(${page})`),
  ],
  [
    /Put each \$\$ on a line of its own/,
    (lines, at) => void lines.splice(at, 1, ...lines[at].split(/(?<=^\$\$) | (?=\$\$$)/)),
  ],
  [
    /Write ```python before the code and ``` after it/,
    (lines, at) => {
      replace(lines, at, /^'''python/, '```python');
      replace(lines, lines.indexOf("'''", at), /'''/, '```');
    },
  ],
  [
    /Write it after the backticks: ```python/,
    (lines, at) => replace(lines, at, /^```/, '```python'),
  ],
  [
    /Write (```python run) for code/,
    (lines, at, [, run]) => replace(lines, at, /^```python$/, run),
  ],
  [
    /For a literal brace|Write the value itself/,
    (lines, at) => replace(lines, at, /\{(.*)\}/, '\\{$1\\}'),
  ],
  [
    /Say between the square brackets/,
    (lines, at) => replace(lines, at, /!\[\]/, '![A dilated kernel]'),
  ],
  [
    /into content\/pictures, and write (\.\.\/pictures\/)name\.png/,
    (lines, at, [, folder]) => {
      mkdirSync(join(clone, 'content/pictures'), { recursive: true });
      cpSync(join(ROOT, 'public/icon-192.png'), join(clone, 'content/pictures/dilation.png'));
      replace(lines, at, /\((dilation\.png)\)/, `(${folder}$1)`);
    },
  ],
  [/Name questions by number, as (\d+)/, (lines, at) => replace(lines, at, /, 170/, '')],
  [
    /Where it stands; https only|Where the facts come from/,
    (lines) =>
      replace(
        lines,
        lines.findIndex((line) => /href: http:/.test(line)),
        /http:/,
        'https:',
      ),
  ],
  [/Write your own in its place/, (lines, at) => replace(lines, at, /.*/, '')],
];

function replace(lines: string[], at: number, from: RegExp, to: string): void {
  const changed = lines[at]?.replace(from, to);
  if (changed === undefined || changed === lines[at])
    throw new Error(`Line ${at + 1} is not what the message says: ${lines[at]}`);
  lines[at] = changed;
}

test('a stranger comes from a question to a page by doing what the messages say', () => {
  const created = create('What is dilation?');
  expect(created.stderr).toBe('');
  expect(created.stdout).toContain(`${FILE} is there, as question 41.`);
  expect(create('What is dilation').stderr).toMatch(
    /^content\/questions\/41-dilation\.mdx asks this already: /,
  );
  const path = join(clone, FILE);
  // Untouched, the file is full of the template, and the check says so for each part.
  const left = saidOf(check(FILE).stderr);
  expect(left.length).toBeGreaterThan(5);
  expect(left.every(({ fault }) => fault.startsWith('This is still the template'))).toBe(true);

  let text = readFileSync(path, 'utf8');
  for (const [from, to] of DRAFT) {
    expect(text).toMatch(from);
    text = text.replace(from, () => to);
  }
  writeFileSync(path, text.trimEnd() + BODY);
  expect(said()).toEqual(saidOf(check(FILE).stderr));

  const done = new Set<RegExp>();
  for (let round = 0; round < 40; round++) {
    const [first] = said();
    if (first === undefined) break;
    const lines = readFileSync(path, 'utf8').split('\n');
    const deed = DEEDS.find(([remedy]) => remedy.test(first.remedy));
    expect(deed, `${first.fault} ${first.remedy}`).toBeDefined();
    const [remedy, act] = deed!;
    act(lines, first.line - 1, remedy.exec(first.remedy)!);
    done.add(remedy);
    writeFileSync(path, lines.join('\n'));
  }
  expect(check(FILE).stdout).toBe('Nothing to mend here.\n');
  // Every mistake was told; the last deed is for template text, which the draft had replaced.
  expect(DEEDS.slice(0, -1).filter(([remedy]) => !done.has(remedy))).toEqual([]);
});

test('the page of the mended file is built, linked from home, and has the picture', () => {
  execFileSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--silent'], {
    cwd: clone,
  });
  const page = readFileSync(join(clone, 'dist/questions/41-dilation/index.html'), 'utf8');
  expect(page).toContain('What is dilation?');
  expect(page).toContain('alt="A dilated kernel"');
  expect(page).toContain('href="/glossary/#receptive-field"');
  const home = readFileSync(join(clone, 'dist/index.html'), 'utf8');
  expect(home).toContain('Added by readers');
  expect(home).toContain('href="/questions/41-dilation/"');
  expect(existsSync(join(clone, 'dist/cards/41-dilation.png'))).toBe(true);
  expect(existsSync(join(clone, 'dist/added'))).toBe(false);
});
