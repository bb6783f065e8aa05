import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { Check } from '../reference/check.ts';

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

/** A file with this text under this name, in a folder of its own. */
function written(name: string, text: string): string {
  const path = join(mkdtempSync(join(made, 'file-')), name);
  writeFileSync(path, text);
  return path;
}

type Row = [what: string, make: () => string, why: string | RegExp];

/** Files that fail, all given to one process; of each its own lines are read. */
function eachFails(title: string, rows: Row[]) {
  describe(title, () => {
    let paths: string[];
    let ran: Awaited<ReturnType<typeof run>>;
    beforeAll(async () => {
      paths = rows.map(([, make]) => make());
      ran = await run(...paths);
    });
    test.each(rows.map(([what, , why], i) => ({ what, why, i })))('$what', ({ why, i }) => {
      const blocks = ran.out.split(/\n(?! {2})/);
      const said = blocks.filter((block) => block.includes(paths[i]!));
      expect(said).toEqual([expect.stringMatching(why instanceof RegExp ? why : quoted(why))]);
    });
    test('each counts as one failure', () => {
      expect(ran.lines.at(-1)).toBe(`0 passed, ${rows.length} failed`);
      expect(ran.status).toBe(1);
    });
  });
}
const quoted = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** A reference file with something changed, under a name that says nothing. */
// biome-ignore lint/suspicious/noExplicitAny: each file has its own fields
function changed(name: string, change: (file: any) => unknown, as = 'other.json'): string {
  const file = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  return written(as, JSON.stringify(change(file) ?? file));
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

eachFails('a file is a failure with a reason, when it', [
  ['is not there', () => join(made, 'nowhere.json'), 'cannot be read: no such file'],
  [
    'is no JSON',
    () => {
      return written('broken.json', '{"cases": [');
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
]);

/** The first case of a file that `wanted` takes, changed, as the only one. */
// biome-ignore lint/suspicious/noExplicitAny: each file has its own fields
const only = (name: string, change: object, wanted: (one: any) => boolean = () => true) =>
  changed(name, (file) => ({ ...file, cases: [{ ...file.cases.find(wanted), ...change }] }));
const kind = (word: string) => (one: { kind?: string }) => one.kind === word;

eachFails('a case fails that is', [
  [
    'an architecture of an inherited kind',
    () => only('architecture', { kind: 'toString' }),
    'got kind is "toString"; known are model, count, stack',
  ],
  [
    'a norm of an inherited kind',
    () => only('norms', { op: 'toString', eps: 0, gamma: [1], beta: [0] }),
    'got op is "toString"; known are relu',
  ],
  [
    'a count of no layers',
    () =>
      only(
        'architecture',
        { name: 'nothing', layers: [], total_params: 0, total_mults: 0 },
        kind('count'),
      ),
    'layers must be a list with at least one entry',
  ],
  [
    'a stack told layer by layer, but not all of them',
    () => only('architecture', { per_layer: [] }, kind('stack')),
    'per_layer, how many entries',
  ],
  [
    'an optimiser without gradients',
    () => only('optim', { grads: [], params: [], lr: [], mom: [] }),
    'grads must be a list with at least one entry',
  ],
  [
    'an optimiser with parameters of more steps than gradients',
    () =>
      changed('optim', (file) => {
        const [one] = file.cases;
        file.cases = [{ ...one, params: [...one.params, one.start] }];
      }),
    'params, how many entries: got 11, want 10',
  ],
  [
    'a schedule of no steps',
    () => only('schedules', { steps: 0, lr: [], mom: [] }, kind('fastai_one_cycle')),
    'the number of steps is 0, and lr has 0 entries',
  ],
  [
    'a schedule of too many steps',
    () => only('schedules', { steps: 1e12 }, kind('fastai_one_cycle')),
    'the number of steps is 1000000000000, and lr has',
  ],
  [
    'statistics of no batches',
    () =>
      only('activation_stats', {
        ...{ batches: [], stats: [], hist: [], color_dim: [] },
        color_dim_shape: [0, null],
      }),
    'batches must be a list with at least one entry',
  ],
  [
    'a curve that nothing is read off',
    () => only('lr_find', { suggestions: {} }, kind('suggest')),
    'the case is malformed: comparisons: got 0, want at least one',
  ],
  [
    'a tolerance beyond all numbers',
    () => changed('losses', (file) => ({ ...file, cases: [{ ...file.cases[0], tol: {} }] })),
    'got tol of loss is {}; atol and rtol must be finite numbers',
  ],
  [
    'null where a number is wanted',
    () => only('losses', { accuracy: null }),
    'the case is malformed: fields',
  ],
  [
    'a shape that holds other numbers than are given',
    () => only('conv2d', { w_shape: [1e6, 1e6, 3, 3] }),
    /got a shape is \[1000000,1000000,3,3\], which is not that of \d+ numbers/,
  ],
]);

eachFails('a file is refused with its name, when it is', [
  ['null', () => written('losses.json', 'null'), /losses\.json holds null; an object with a topic/],
  ['a list', () => written('losses.json', '[]'), /losses\.json holds a list; an object with/],
  [
    'a topic that is an object',
    () => written('losses.json', '{"topic": {"a": 1}, "cases": [1]}'),
    /losses\.json is about \{"a":1\}, which no runner knows/,
  ],
  ['a broken file called index', () => written('index.json', '{'), /index\.json is no JSON/],
  [
    'a missing file called accuracy',
    () => join(made, 'gone', 'accuracy.json'),
    'accuracy.json cannot be read: no such file',
  ],
  [
    'a training without images',
    () => changed('training', (file) => ({ ...file, images: undefined })),
    /other\.json lacks "images", which must be a list/,
  ],
  [
    'a folder',
    () => {
      mkdirSync(join(made, 'folder.json'), { recursive: true });
      return join(made, 'folder.json');
    },
    'folder.json is a folder; name the files in it.',
  ],
]);

test('cases are run whatever the file is called, and what has none is known by its content', async () => {
  const named = changed('losses', () => undefined, 'accuracy.json');
  expect((await run(named)).lines.at(-1)).toBe('14 passed, 0 failed');
  const index = written('any-name.json', readFileSync(join(folder, 'index.json'), 'utf8'));
  const { status, lines } = await run(index);
  expect(status).toBe(1);
  expect(lines).toEqual([
    'any-name.json: holds no cases, nothing to run',
    'Nothing was run: no file given holds cases.',
    '0 passed, 0 failed',
  ]);
});

test('a name cannot steer the terminal', async () => {
  const { out } = await run(only('losses', { name: 'red \u001b[31m', loss: 9 }));
  expect(out).toContain('red \\u001b[31m: loss: got');
  expect(out).not.toContain('\u001b[31m');
});

test('numbers that JSON does not know are told by their names', () => {
  const check = new Check();
  check.near('loss', [Number.NaN], [1], { atol: 1, rtol: 1 });
  check.same('sizes', [undefined, Number.NaN, -Infinity], [null, null, null]);
  expect(check.differences).toEqual([
    { what: 'loss', got: 'NaN', want: '1' },
    { what: 'sizes', got: '[undefined,NaN,-Infinity]', want: '[null,null,null]' },
  ]);
  check.near('nothing', [], [], { atol: 1, rtol: 1 });
  expect(check.compared).toBe(2);
});

test('an unknown backend is refused', async () => {
  const { status, out } = await run('--backend', 'gpu');
  expect(status).toBe(1);
  expect(out).toContain('--backend is "gpu"; it accepts wasm or cpu.');
});
