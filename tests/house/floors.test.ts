import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn, type Import, importsIn, ROOT } from './imports.ts';

/** The rooms, lowest floor first. A room imports from itself by path and from lower rooms by their doors. */
const FLOORS = ['cnn', 'claims', 'lab', 'kit', 'playgrounds', 'components', 'layouts', 'pages'];

const doors: Record<string, string> = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
).imports;
const imports = importsIn('src');

/** The room a file of src stands in: `src/cnn/math/conv.ts` is in cnn; build and styles are no floors. */
const roomOf = (path: string) => normalize(path).split('/')[1];
const floorOf = (room: string) => FLOORS.indexOf(room);
const say = ({ from, line, what }: Import) => `${from}:${line} imports ${what}`;

/** The room that a specifier leads to, or undefined for packages. */
function targetRoom({ from, what }: Import): string | undefined {
  if (what.startsWith('#')) return what.slice(1).split('/')[0];
  return what.startsWith('.') ? roomOf(join(dirname(from), what)) : undefined;
}

test('the floors are there', () => {
  expect(imports.length).toBeGreaterThan(100);
  for (const floor of FLOORS)
    expect(filesIn(`src/${floor}`, ['.ts', '.tsx', '.astro']), floor).not.toEqual([]);
});

test('imports go down', () => {
  const wrong = imports.filter((it) => {
    const [own, target] = [roomOf(it.from), targetRoom(it)];
    if (target === undefined || floorOf(own) === -1 || floorOf(target) === -1) return false;
    return floorOf(target) > floorOf(own);
  });
  expect(wrong.map(say)).toEqual([]);
});

test('another room is entered by its door only', () => {
  const wrong = imports.filter((it) => {
    const [own, target] = [roomOf(it.from), targetRoom(it)];
    return it.what.startsWith('.') && floorOf(own) !== -1 && target !== own && target !== 'styles';
  });
  expect(wrong.map(say)).toEqual([]);
});

test('every door that is named stands in package.json', () => {
  const known = (what: string) =>
    what in doors ||
    Object.keys(doors).some((door) => door.endsWith('/*') && what.startsWith(door.slice(0, -1)));
  expect(imports.filter(({ what }) => what.startsWith('#') && !known(what)).map(say)).toEqual([]);
});

test('only the lab enters the network, and only behind its own wall', () => {
  const wrong = imports.filter(
    ({ from, what }) => /^#cnn($|\/backend|\/replica)/.test(what) && roomOf(from) !== 'lab',
  );
  expect(wrong.map(say)).toEqual([]);
  // The page's side of the wall is what #lab leads to; it must not pull in a tensor.
  const page = imports.filter(({ from }) =>
    /^src\/lab\/(index|client|protocol|record)\.ts$/.test(from),
  );
  const through = page.filter(
    ({ what, typeOnly }) =>
      !typeOnly && /^#cnn$|^#cnn\/backend$|\.\/fit\.ts|\.\/worker\.ts/.test(what),
  );
  expect(
    through
      .filter(({ from, what }) => !(from === 'src/lab/client.ts' && what === './worker.ts'))
      .map(say),
  ).toEqual([]);
});

test.each([
  ['@tensorflow/', ['cnn', 'lab']],
  ['react', ['kit', 'playgrounds']],
  ['@micropython/', ['lab']],
  ['pagefind', ['build']],
  ['mnist', ['build']],
])('%s stays in its rooms', (name, rooms) => {
  const named = imports.filter(
    ({ what }) =>
      what === name ||
      what.startsWith(name.endsWith('/') ? name : `${name}/`) ||
      what.startsWith(`${name}-`),
  );
  expect(named.filter(({ from }) => !rooms.includes(roomOf(from))).map(say)).toEqual([]);
  // The lab only needs the address of the compiled wasm file, not the library.
  if (name === '@tensorflow/')
    expect(
      named
        .filter(({ from, what }) => roomOf(from) === 'lab' && !what.endsWith('.wasm?url'))
        .map(say),
    ).toEqual([]);
});

test('a worker is born in a client of the lab, one for training and one for Python; the one for training has others on more cores', () => {
  const born = filesIn('src', ['.ts', '.tsx', '.astro']).filter((file) =>
    /new (?:Shared)?Worker\(/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(born).toEqual(['src/lab/client.ts', 'src/lab/python/client.ts', 'src/lab/worker.ts']);
});

test('Python comes with its worker: the door that the page takes leads to none of it', () => {
  const inside = imports.filter(({ from }) => from.startsWith('src/lab/python/'));
  const behind = ['./interpreter.ts', './serve.ts', './prelude.py?raw', './worker.ts'];
  const page = ['index', 'client', 'protocol'].map((name) => `src/lab/python/${name}.ts`);
  const wrong = inside.filter(
    ({ from, what, typeOnly }) =>
      page.includes(from) && !typeOnly && (behind.includes(what) || what.startsWith('@')),
  );
  expect(wrong.map(({ from, what }) => `${from} ${what}`)).toEqual([
    'src/lab/python/client.ts ./worker.ts',
  ]);
  // The training and the Python know nothing of each other but how a message is checked.
  expect(
    inside.filter(({ what }) => what.startsWith('../') && what !== '../checks.ts').map(say),
  ).toEqual([]);
  const entered = imports.filter(({ what }) => what.startsWith('#lab/python'));
  expect(entered.filter(({ what }) => what !== '#lab/python').map(say)).toEqual([]);
});

test('content imports nothing', () => {
  const wrong = filesIn('content', ['.mdx']).filter((file) =>
    /^(import|export)\s/m.test(
      readFileSync(join(ROOT, file), 'utf8').replace(/```[\s\S]*?```/g, ''),
    ),
  );
  expect(wrong).toEqual([]);
});
