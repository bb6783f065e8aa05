/** What may be written here: each task with the names it gives, the code it begins with, and the cases that judge it. */
import { conv2dGrid, convOutputSize, type Grid } from '#cnn/math';
import type { Given, Plain } from '#lab/python';

export const taskIds = [
  'edges',
  'coordinates',
  'times-table',
  'chessboard',
  'transpose',
  'sizes',
  'apply-kernel',
  'own',
] as const;
export type TaskId = (typeof taskIds)[number];

/** Digits by name, `[28][28]`, 0 to 255. */
export type Digits = Readonly<Record<'3' | '4' | '7', Grid>>;

export interface Case {
  /** Follows "With": `n = 7`, `the 7 and its left edges`. */
  name: string;
  givens: Readonly<Record<string, Given>>;
  expected: Plain;
}

export interface Task {
  label: string;
  /** What to write, in a sentence or two. */
  wanted: string;
  /** Names that are ready, as code with what they hold. */
  ready: readonly (readonly [code: string, holds: string])[];
  starter: string;
  /** Python that defines some of the ready names. */
  given: string;
  /** Asked after the code, for a task that wants a function. */
  ask: string;
  /** Both loop values are a place of the kernel on the digit. */
  onDigit: boolean;
  /** The code it begins with does the job already. */
  worked: boolean;
  /** The first is on show; the others are kept back. */
  cases(digits: Digits): readonly Case[];
}

const kernels = {
  'top edge': [
    [-1, -1, -1],
    [0, 0, 0],
    [1, 1, 1],
  ],
  'left edge': [
    [-1, 1, 0],
    [-1, 1, 0],
    [-1, 1, 0],
  ],
  cross: [
    [0, 2, 0],
    [2, -8, 3],
    [0, 1, 0],
  ],
} satisfies Record<string, Grid>;

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const grid = (
  rows: readonly number[],
  columns: readonly number[],
  at: (r: number, c: number) => Plain,
): Plain => rows.map((r) => columns.map((c) => at(r, c)));

const kernelCase = (digits: Digits, digit: keyof Digits, kernel: keyof typeof kernels): Case => ({
  name: `the ${digit} and the ${kernel} kernel`,
  givens: {
    image: { tensor: digits[digit], watched: true },
    kernel: { tensor: kernels[kernel] },
  },
  expected: conv2dGrid(digits[digit], kernels[kernel]),
});
const kernelCases = (digits: Digits) => [
  kernelCase(digits, '3', 'top edge'),
  kernelCase(digits, '3', 'left edge'),
  kernelCase(digits, '7', 'top edge'),
  kernelCase(digits, '4', 'cross'),
];
const chapterNames = 'im3_t, top_edge = image, kernel\n';
const kernelNames = [
  ['image', '28 rows of 28 pixels, also called im3_t'],
  ['kernel', 'the top edge kernel, also called top_edge'],
] as const;

const forN = (ns: readonly number[], expected: (n: number) => Plain) => () =>
  ns.map((n): Case => ({ name: `n = ${n}`, givens: { n }, expected: expected(n) }));

const matrices: readonly Grid[] = [
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  [[7], [8], [9]],
  [[5, 0, -2, 8]],
];

const plainTask = { ready: [], given: '', ask: '', onDigit: false, worked: false };
const nReady = [['n', 'a whole number, 10 here']] as const;

export const tasks: Readonly<Record<TaskId, Task>> = {
  edges: {
    ...plainTask,
    label: 'Edges of the 3',
    wanted: 'The kernel at every centre of the image: a list of 26 rows with 26 sums each.',
    ready: [...kernelNames, ['apply_kernel(row, col, kernel)', 'the sum at one centre']],
    starter: `edges = [[apply_kernel(i, j, kernel)
          for j in range(1, 27)]
         for i in range(1, 27)]`,
    given: `${chapterNames}def apply_kernel(row, col, kernel):
    return (image[row-1:row+2, col-1:col+2] * kernel).sum()
`,
    onDigit: true,
    worked: true,
    cases: kernelCases,
  },
  coordinates: {
    ...plainTask,
    label: 'Coordinates',
    wanted:
      'The chapter’s grid: the pair (i, j) with both from 1 up to n − 1. The code knows one n only; mend it.',
    ready: [['n', 'a whole number, 5 here']],
    starter: '[[(i, j) for j in range(1, 5)] for i in range(1, 5)]',
    onDigit: true,
    cases: forN([5, 4, 8], (n) =>
      grid(upTo(n).slice(1), upTo(n).slice(1), (i, j) => ({ tuple: [i, j] })),
    ),
  },
  'times-table': {
    ...plainTask,
    label: 'Times table',
    wanted: 'Row r, column c holds r times c, both from 1 to n. The code adds.',
    ready: nReady,
    starter: '[[r + c for c in range(1, n + 1)] for r in range(1, n + 1)]',
    cases: forN([10, 4, 7], (n) =>
      grid(upTo(n + 1).slice(1), upTo(n + 1).slice(1), (r, c) => r * c),
    ),
  },
  chessboard: {
    ...plainTask,
    label: 'Chessboard',
    wanted: 'n rows of n cells, 0 and 1 by turns in both directions, 0 in the top left corner.',
    ready: [['n', 'a whole number, 8 here']],
    starter: '[[0 for c in range(n)] for r in range(n)]',
    cases: forN([8, 3, 5], (n) => grid(upTo(n), upTo(n), (r, c) => (r + c) % 2)),
  },
  transpose: {
    ...plainTask,
    label: 'Transpose',
    wanted: 'Rows become columns: the first row of the result is the first column of m.',
    ready: [['m', 'a list of rows, [[1, 2, 3], [4, 5, 6]] here']],
    starter: '[[value for value in row] for row in m]',
    cases: () =>
      matrices.map(
        (m): Case => ({
          name: `m = ${JSON.stringify(m).replaceAll(',', ', ')}`,
          givens: { m },
          expected: m[0]!.map((_, column) => m.map((row) => row[column]!)),
        }),
      ),
  },
  sizes: {
    ...plainTask,
    label: 'Output sizes',
    wanted:
      'A row for each kernel size k, a column for each stride s: the side of the output of an n × n image with padding k // 2.',
    ready: [
      ['n', '28 here'],
      ['ks', '[1, 3, 5, 7]'],
      ['strides', '[1, 2, 3]'],
    ],
    starter: '[[n for s in strides] for k in ks]',
    cases: () =>
      [28, 9, 15].map((n): Case => {
        const [ks, strides] = [
          [1, 3, 5, 7],
          [1, 2, 3],
        ];
        return {
          name: `n = ${n}`,
          givens: { n, ks, strides },
          expected: grid(ks, strides, (kernel, stride) =>
            convOutputSize(n, { kernel, stride, padding: Math.floor(kernel / 2) }),
          ),
        };
      }),
  },
  'apply-kernel': {
    ...plainTask,
    label: 'apply_kernel',
    wanted:
      'The function of question 3: the sum of kernel times pixels with the window centred on (row, col). It is then called at every centre.',
    ready: kernelNames,
    starter: `def apply_kernel(row, col, kernel):
    window = image[row-1:row+2, col-1:col+2]
    return window[1, 1]`,
    given: chapterNames,
    ask: '[[apply_kernel(i, j, kernel) for j in range(1, 27)] for i in range(1, 27)]',
    onDigit: true,
    cases: kernelCases,
  },
  own: {
    ...plainTask,
    label: 'Anything else',
    wanted:
      'Whatever you like. Nothing is judged; the result is drawn where it is a list of lists.',
    ready: [...kernelNames, ['tensor(rows)', 'a small tensor: slices, * and .sum() as in PyTorch']],
    starter: '[[10 * i + j for j in range(6)] for i in range(4)]',
    given: chapterNames,
    worked: true,
    cases: ({ 3: three }) => [
      {
        name: 'the 3',
        givens: {
          image: { tensor: three, watched: true },
          kernel: { tensor: kernels['top edge'] },
        },
        expected: grid(upTo(4), upTo(6), (i, j) => 10 * i + j),
      },
    ],
  },
};
