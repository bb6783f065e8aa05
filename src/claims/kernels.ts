import { conv2dGrid, type Grid } from '#cnn/math';
import { type Claims, count, decimal, proven, type Value } from './claim.ts';
import { PATCH, patch } from './patch.ts';

const topEdge: Grid = [
  [-1, -1, -1],
  [0, 0, 0],
  [1, 1, 1],
];
const turned = (kernel: Grid) => kernel.map((row) => row.toReversed()).toReversed();

/** The nine pixels of the 3 around a place, `[3][3]`. */
function windowAt(row: number, column: number): Grid {
  const [top, left] = [row - 1 - PATCH.top, column - 1 - PATCH.left];
  return patch.slice(top, top + 3).map((line) => line.slice(left, left + 3));
}
const responseAt = (kernel: Grid, row: number, column = 7) =>
  conv2dGrid(windowAt(row, column), kernel)[0]![0]!;
const products = (row: number) =>
  windowAt(row, 7).flatMap((line, r) => line.map((pixel, c) => pixel * topEdge[r]![c]!));

const on3 = (kernel: string, row: number) => ({
  playground: 'kernel-bench',
  state: `kernel=${kernel}&digit=3&at=${row},7`,
});
const source = 'conv2dGrid, on the pixels of MNIST training image 12';

/** The three kernels of the table in question 2, and how the bench's address spells them. */
const compared = [
  { id: 'top-edge', called: 'the top edge kernel', kernel: topEdge, state: 'top-edge' },
  {
    id: 'lower-pair',
    called: 'the kernel of rows 0, −1, +1',
    kernel: [
      [0, 0, 0],
      [-1, -1, -1],
      [1, 1, 1],
    ],
    state: '0,0,0,-1,-1,-1,1,1,1',
  },
  {
    id: 'upper-pair',
    called: 'the kernel of rows −1, +1, 0',
    kernel: [
      [-1, -1, -1],
      [1, 1, 1],
      [0, 0, 0],
    ],
    state: '-1,-1,-1,1,1,1,0,0,0',
  },
];
const rows = [4, 5, 6, 7, 8];

/** The chapter's example of a kernel at one place: a grid of 1 to 49, a kernel of 0.1 to 0.9, the cell 18. */
function onCell18(): number {
  const counted = Array.from({ length: 7 }, (_, r) =>
    Array.from({ length: 7 }, (_, c) => 7 * r + c + 1),
  );
  const kernel = [0, 1, 2].map((r) => [0, 1, 2].map((c) => (3 * r + c + 1) / 10));
  return conv2dGrid(counted, kernel)[1]![2]!;
}

const flat = (value: number, side: number): Grid =>
  Array.from({ length: side }, () => Array<number>(side).fill(value));
const largest = (value: Value) => Math.max(...(typeof value === 'number' ? [value] : value));

/** What kernels answer on the chapter's 3 and on small grids. */
export const kernelClaims: Claims = {
  ...Object.fromEntries(
    compared.flatMap(({ id, called, kernel, state }) =>
      rows.map((row) => [
        `${id}-row-${row}`,
        proven(
          `answer of ${called} on the 3, centred on row ${row} and column 7`,
          source,
          () => responseAt(kernel, row),
          count,
          on3(state, row),
        ),
      ]),
    ),
  ),
  'top-edge-turned': proven(
    'answer of the top edge kernel, turned by 180 degrees, on row 5 and column 7 of the 3',
    source,
    () => responseAt(turned(topEdge), 5),
    count,
    on3('bottom-edge', 5),
  ),
  'cell-18': proven(
    'result of the kernel 0.1 to 0.9 on the cell 18 of a grid of 1 to 49',
    'conv2dGrid',
    onCell18,
    decimal(1),
  ),
  'row-7-products': proven(
    'largest of the nine products at row 7, column 7 of the 3',
    source,
    () => largest(products(7)),
    count,
    on3('top-edge', 7),
  ),
  'row-7-upper-product': proven(
    'each of the three upper products at row 7, column 7 of the 3',
    source,
    () => products(7)[0]!,
    count,
    on3('top-edge', 7),
  ),
  'border-answer': proven(
    'answer of the top edge kernel in the first row of an image of 255 that is padded with zeros',
    'conv2dGrid',
    () => conv2dGrid(flat(255, 5), topEdge, { padding: 1 })[0]![2]!,
  ),
};
