import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { Grid } from '#cnn/math';
import { sampleDigits } from '#lab/digits';
import type { Plain, Result } from '#lab/python';
import { openInterpreter } from '#lab/python/interpreter';
import { hintFor } from '../../src/playgrounds/python/hints.ts';
import { judge } from '../../src/playgrounds/python/judge.ts';
import {
  boxOf,
  codec,
  fitsLink,
  indexOf,
  jobOf,
  packPixels,
  placeOf,
  shownOf,
  unpackDigits,
} from '../../src/playgrounds/python/model.ts';
import { nestedIn, shown, unrolled, watched } from '../../src/playgrounds/python/source.ts';
import { csv, pytorch } from '../../src/playgrounds/python/take.ts';
import { type TaskId, taskIds, tasks } from '../../src/playgrounds/python/tasks.ts';
import { tokensOf } from '../../src/playgrounds/python/tokens.ts';
import { equal, numbersOf, rowsOf } from '../../src/playgrounds/python/values.ts';
import { cellWords, loopValues } from '../../src/playgrounds/python/words.ts';

const packed = sampleDigits().map(({ pixels }) => packPixels(pixels));
const digits = unpackDigits({ 3: packed[3]!, 4: packed[4]!, 7: packed[7]! });
const casesOf = (id: TaskId) => tasks[id].cases(digits);

/** Runs code for a task as the worker does: every case, until a fault. */
async function run(id: TaskId, code: string): Promise<Result[]> {
  const python = await openInterpreter({ printed: () => {} });
  const job = jobOf(id, code, casesOf(id));
  const results: Result[] = [];
  for (const givens of job.trials) {
    results.push(python.trial(job, givens));
    if (results.at(-1)!.fault) break;
  }
  return results;
}

const verdictOn = async (id: TaskId, code: string) => {
  const results = await run(id, code);
  expect(results.map(({ fault }) => fault?.message ?? null)).toEqual(results.map(() => null));
  return judge(id, casesOf(id), results, code);
};

const solutions: Record<Exclude<TaskId, 'own'>, string> = {
  edges: tasks.edges.starter,
  coordinates: '[[(i, j) for j in range(1, n)] for i in range(1, n)]',
  'times-table': '[[r * c for c in range(1, n + 1)] for r in range(1, n + 1)]',
  chessboard: 'board = [[(r + c) % 2 for c in range(n)]\n         for r in range(n)]',
  transpose: '[[row[c] for row in m] for c in range(len(m[0]))]',
  sizes: '[[(n + 2 * (k // 2) - k) // s + 1 for s in strides] for k in ks]',
  'apply-kernel':
    'def apply_kernel(row, col, kernel):\n    return (image[row-1:row+2, col-1:col+2] * kernel).sum()',
};

test.each(Object.entries(solutions))(
  'a right answer to %s is right for every case',
  async (id, code) => {
    expect(await verdictOn(id as TaskId, code)).toEqual({
      right: true,
      sentence: expect.stringMatching(/^Right, and right for [23] cases kept back/),
    });
  },
);

test('the edge maps that judge agree with tf.conv2d', () => {
  for (const { givens, expected } of casesOf('edges')) {
    const { image, kernel } = givens as Record<string, { tensor: Grid }>;
    const wanted = tf.tidy(() =>
      tf
        .conv2d(
          tf.tensor4d(image!.tensor.flat(), [1, 28, 28, 1]),
          tf.tensor4d(kernel!.tensor.flat(), [3, 3, 1, 1]),
          1,
          'valid',
        )
        .dataSync(),
    );
    expect((expected as number[][]).flat()).toEqual([...wanted]);
  }
  expect((casesOf('edges')[0]!.expected as Grid)[4]![6]).toBe(762);
});

test('what is drawn before any run is what the worked code gives, loops and pixels included', async () => {
  for (const id of ['edges', 'own'] as const) {
    const [result] = await run(id, tasks[id].starter);
    const before = shownOf(id, casesOf(id), undefined);
    const after = shownOf(id, casesOf(id), result);
    expect(after).toEqual({ ...before, ran: true });
    expect(after.visits.length).toBe(after.rows!.flat().length);
  }
});

test.each(taskIds.filter((id) => !tasks[id].worked))(
  'the code that %s begins with runs, and is not right yet',
  async (id) => {
    expect((await verdictOn(id, tasks[id].starter))?.right).toBe(false);
  },
);

test.each<[TaskId, string, RegExp]>([
  [
    'times-table',
    '[r * c for r in range(1, n+1) for c in range(1, n+1)]',
    /^One flat list of 100\. Put the inner comprehension into square brackets/,
  ],
  [
    'times-table',
    '[[r * c for c in range(1, n)] for r in range(1, n)]',
    /^It gives 9 × 9; it should be 10 × 10\. range\(a, b\) ends before b\.$/,
  ],
  [
    'times-table',
    '[(r * c for c in range(1, n+1)) for r in range(1, n+1)]',
    /list of rows|flat list/,
  ],
  ['times-table', '([r * c for c in range(1, n+1)] for r in range(1, n+1))', /generator/],
  ['times-table', 'print([[1]])', /^The last line gives None/],
  ['times-table', '', /^The code gives no result/],
  ['times-table', 'n', /^The result is of type int; it should be a list of rows/],
  [
    'times-table',
    '[[r + c for c in range(1, n + 1)] for r in range(1, n + 1)]',
    /^At \[0\]\[0\] stands 2; it should be 1\. 9\d values differ\.$/,
  ],
  [
    'coordinates',
    '[[(i, j) for j in range(1, 5)] for i in range(1, 5)]',
    /^Right for n = 5, but not for n = 4\. It gives 4 × 4; it should be 3 × 3/,
  ],
  [
    'edges',
    '[[apply_kernel(i, j, kernel) for i in range(1, 27)] for j in range(1, 27)]',
    /^Rows and columns have changed places/,
  ],
  [
    'apply-kernel',
    'def apply_kernel(row, col, kernel):\n    (image[row-1:row+2, col-1:col+2] * kernel).sum()',
    /^At \[0\]\[0\] stands None|None/,
  ],
])('%s: %s is told what is wrong', async (id, code, sentence) => {
  const verdict = await verdictOn(id, code);
  expect(verdict?.right).toBe(false);
  expect(verdict?.sentence).toMatch(sentence);
});

test('loops that give the right rows are right, and asked to become a comprehension', async () => {
  const loops = `table = []
for r in range(1, n + 1):
    row = []
    for c in range(1, n + 1):
        row.append(r * c)
    table.append(row)
`;
  expect(await verdictOn('times-table', loops)).toEqual({
    right: true,
    sentence: expect.stringMatching(/It is not a nested list comprehension, though/),
  });
});

test('each cell knows its loops and the pixels that were read for it', async () => {
  const code =
    'out = [[sum(k * image[r-1+i][c-1+j] for i, row in enumerate(kernel) for j, k in enumerate(row)) for c in range(1, 27)] for r in range(1, 27)]';
  const [result] = await run('edges', code);
  const drawn = shownOf('edges', casesOf('edges'), result);
  const index = indexOf(drawn.rows!, [4, 6])!;
  const nested = nestedIn(code)!;
  expect(placeOf(drawn.rows!, index)).toEqual([4, 6]);
  expect(loopValues(nested, drawn.visits[index])).toEqual({ outer: 'r = 5', inner: 'c = 7' });
  expect(boxOf('edges', drawn.visits[index])).toEqual([4, 6, 6, 8]);
  expect(cellWords(drawn, nested, index, [4, 6])).toBe('r = 5, c = 7: out[4][6] is 762');
  // Where no pixel is read, two whole numbers inside the digit are the centre of a window.
  expect(boxOf('coordinates', [['2'], ['26'], null])).toEqual([1, 25, 3, 27]);
  expect(boxOf('coordinates', [['0'], ['3'], null])).toBeNull();
  expect(boxOf('times-table', [['2'], ['3'], null])).toBeNull();
});

test('the watched comprehension is found whatever stands around it', () => {
  const nested = nestedIn(`def f(x):  # [not [this]]
    return "[[a for a in b] for c in d]"
grid = [  # rows
    [f(i)[j] if i else (0, [k for k in x])[0]
     for j in range(3) if j != 1]
    for i, row in enumerate(m) if row
]`)!;
  expect(nested).toMatchObject({
    name: 'grid',
    element: 'f(i)[j] if i else (0, [k for k in x])[0]',
    outer: [
      { target: 'i, row', names: ['i', 'row'], iterable: 'enumerate(m)', conditions: ['row'] },
    ],
    inner: [{ target: 'j', iterable: 'range(3)', conditions: ['j != 1'] }],
  });
  expect(unrolled(nested).map(({ text }) => text)).toEqual([
    'grid = []',
    'for i, row in enumerate(m):',
    '    if row:',
    '        new_row = []',
    '        for j in range(3):',
    '            if j != 1:',
    '                new_row.append(f(i)[j] if i else (0, [k for k in x])[0])',
    '        grid.append(new_row)',
  ]);
  for (const none of [
    '[a for a in b]',
    '[[1, 2], [3]]',
    '[[a for a in b], 2]',
    '[a for a in [b for b in c]]',
    '[[a for a in b',
  ])
    expect(nestedIn(none)).toBeNull();
});

test('watching keeps every line where it was', () => {
  const code = 'a = 1\nx = [[i +\n  j for j in b]\n for i in c]';
  expect(watched(code)).toBe(
    'a = 1\nx = [[(_see((i, ), (j, )) or (i +\n  j)) for j in b]\n for i in c]',
  );
  expect(watched('a = 1')).toBe('a = 1');
});

test.each([
  ['x = 3\nx + 1  # more', 'x = 3\n_show(x + 1)  # more'],
  ['x = 3', 'x = 3\n_show(x)'],
  ['x: int = 3', 'x: int = 3\n_show(x)'],
  [
    'x = []\nfor i in range(3):\n    x.append(i)',
    'x = []\nfor i in range(3):\n    x.append(i)\n_show(x)',
  ],
  ['x = 1; x + 1', 'x = 1; _show(x + 1)'],
  ['f(a=1)', '_show(f(a=1))'],
  ['a == b', '_show(a == b)'],
  ['[[1],\n [2]]\n\n', '_show([[1],\n [2]])\n\n'],
  ['def f():\n    return 1', 'def f():\n    return 1'],
  ['', ''],
])('the result of %j is shown', (code, expected) => {
  expect(shown(code)).toBe(expected);
});

test.each([
  ['[(1, 2', 'The [ of line 1 is never closed.'],
  ['a = 1\nb = 2)', 'The ) in line 2 closes nothing.'],
  ['[(1, 2]', 'The ] in line 1 closes the ( of line 1; one of the two is wrong.'],
  ['x = "a\ny = 1', 'The text that begins in line 1 has no closing quote.'],
  ["f'''a\n[' # (\n'''", null],
])('the brackets of %j are looked after', (code, problem) => {
  expect(tokensOf(code).problem).toBe(problem);
});

test.each([
  ['[[1 for j in range(3)] for i in range(3)', /^The \[ of line 1 is never closed/],
  ['x = “a”', /^Line 1 has the letter “ in it: type a straight "/],
  ['x = 1\ny = 2 − 1', /^Line 2 has the letter − in it: type the minus of the keyboard/],
  ['import numpy as np', /no such library/],
  ['image[30]', /centres of a 3 × 3 window/],
  ['if True:\nx = 1', /^What belongs to the if of line 1 must stand four spaces further right/],
  ['for i in range(3)\n    print(i)', /^Line 1 begins with for, so it needs a : at its end/],
  ['x = 1\n  y = 2', /Lines of one block begin at the same place/],
  ['print "a"', /round brackets/],
  ['match 3:\n    case 3: pass', /does not know match/],
])('%j gets help beside Python’s own words', async (code, help) => {
  const fault = (await run('own', code)).at(-1)!.fault!;
  expect(hintFor(fault, code)).toMatch(help);
});

test('a link carries task, code and cell, and refuses what is none of them', () => {
  const state = {
    task: 'own' as const,
    code: '[[a % 3\n  for a in "&#%"] for b in c]',
    at: [2, 1] as const,
  };
  const link = codec.format(state);
  expect(link).not.toMatch(/[\s#]/);
  expect(codec.parse(link, codec.start)).toEqual({ state });
  for (const bad of [
    'task=none',
    'at=1',
    'at=100,1',
    'code=%00',
    `code=${'a'.repeat(2001)}`,
    'x=1',
  ])
    expect(codec.parse(bad, codec.start)).toEqual({
      state: codec.start,
      problem: expect.stringMatching(/starting state instead\.$/),
    });
  for (const code of ['a'.repeat(2000), '\n'.repeat(1200)]) {
    expect(fitsLink(code)).toBe(true);
    expect(codec.parse(codec.format({ ...state, code }), codec.start).problem).toBeUndefined();
  }
  expect(fitsLink('a'.repeat(2001))).toBe(false);
  expect(fitsLink(' '.repeat(1500))).toBe(false);
});

test('values are compared as a reader means them', () => {
  const same: [Plain, Plain][] = [
    [1, true],
    [{ tuple: [1, 2] }, [1, 2]],
    [0.1 + 0.2, 0.3],
  ];
  for (const [a, b] of same) expect(equal(a, b)).toBe(true);
  for (const [a, b] of [
    [1, '1'],
    [[1], [1, 1]],
    [null, 0],
  ] as [Plain, Plain][])
    expect(equal(a, b)).toBe(false);
  expect(numbersOf(rowsOf([[1, 2], [3]])!)).toBeNull();
  expect(rowsOf([1, 2])).toBeNull();
});

test('code and values can be taken along', () => {
  const [one] = casesOf('apply-kernel');
  const script = pytorch(
    tasks['apply-kernel'],
    one!,
    'def apply_kernel(row, col, kernel):\n    return 0',
  );
  expect(script).toMatch(/^import torch\nfrom torch import tensor\n\nimage = torch\.tensor\(\[\n/);
  expect(script).toMatch(
    /\[\[apply_kernel\(i, j, kernel\) for j in range\(1, 27\)\] for i in range\(1, 27\)\]\n$/,
  );
  expect(pytorch(tasks['times-table'], casesOf('times-table')[0]!, 'n')).toBe('n = 10\n\nn\n');
  expect(csv([[1, { tuple: [1, 2] }], ['a"b']], null)).toBe(
    'row,column 0,column 1\r\n0,1,"(1, 2)"\r\n1,"a""b"\r\n',
  );
  expect(csv(null, 5)).toBe('value\r\n5\r\n');
});
