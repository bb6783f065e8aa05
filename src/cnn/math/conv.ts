import { demandChoice, demandNumber, demandNumbers, demandWhole } from './demand.ts';
import { type PaddingMode, paddingModes, pixelAt } from './padding.ts';

/** Rows of numbers: `grid[row][column]`, every row of the same length. */
export type Grid = number[][];

/** Settings of a convolution or pooling along one axis. */
export interface ConvOptions {
  /** Side of the square kernel, in pixels. */
  kernel: number;
  /** Pixels from one place of the kernel to the next; 1 when absent. */
  stride?: number;
  /** Rings of zeros around the image; 0 when absent. */
  padding?: number;
  /** Distance between neighbouring kernel cells, in pixels; 1 when absent. */
  dilation?: number;
}

/**
 * Side of the output of a convolution (or pooling) along one axis, in pixels:
 * `floor((size + 2·padding − dilation·(kernel − 1) − 1) / stride) + 1`, as in PyTorch's `Conv2d`.
 *
 * @throws RangeError when an argument is not a whole number in its range, or the kernel does not fit.
 */
export function convOutputSize(
  size: number,
  { kernel, stride = 1, padding = 0, dilation = 1 }: ConvOptions,
): number {
  demandWhole('size', size, 1);
  demandWhole('kernel', kernel, 1);
  demandWhole('stride', stride, 1);
  demandWhole('padding', padding, 0);
  demandWhole('dilation', dilation, 1);
  const reach = dilation * (kernel - 1) + 1;
  const padded = size + 2 * padding;
  if (reach > padded) {
    throw new RangeError(
      `The kernel reaches over ${reach} pixels, but the padded image has only ${padded} ` +
        `(size ${size}, padding ${padding}). Use a smaller kernel or more padding.`,
    );
  }
  return Math.floor((padded - reach) / stride) + 1;
}

/** Settings of a convolution on plain grids. */
export interface GridConvOptions {
  stride?: number;
  padding?: number;
  /** What stands in the padding; `zeros` when absent. */
  paddingMode?: PaddingMode;
  /** Distance between neighbouring kernel cells, in pixels; 1 when absent. */
  dilation?: number;
  /** Added to every output; 0 when absent. */
  bias?: number;
  /** Turn the kernel by 180 degrees first: the convolution of mathematics instead of PyTorch's. */
  flip?: boolean;
}

/**
 * The image with its padding written out: `padding` rings of zeros, of mirrored or of repeated pixels, corners included.
 *
 * @returns rows and columns grown by `2 · padding`; the image itself for padding 0
 * @throws RangeError when the image is empty, ragged or holds what is no number, `padding` is no whole number of at least 0, or reflection has too few pixels: its padding must be less than
 *   each side, as PyTorch demands
 */
export function padGrid(image: Grid, padding: number, mode: PaddingMode = 'zeros'): Grid {
  demandWhole('padding', padding, 0);
  demandChoice('mode', mode, paddingModes);
  const [rows, columns] = sides('image', image);
  if (padding === 0) return image;
  const along = (size: number) =>
    Array.from({ length: size + 2 * padding }, (_, i) => pixelAt(i - padding, size, mode));
  const across = along(columns);
  return along(rows).map((row) => across.map((column) => image[row]?.[column] ?? 0));
}

/**
 * Slides one kernel over one image and returns the grid of sums of products: the cross-correlation that
 * PyTorch's `F.conv2d` calls convolution. The kernel may be any rectangle.
 *
 * @throws RangeError when the image or kernel is empty or ragged or holds what is no number, or the kernel does not fit, or
 *   the bias is no number, or reflection has too few pixels.
 */
export function conv2dGrid(image: Grid, kernel: Grid, options: GridConvOptions = {}): Grid {
  const { stride = 1, padding = 0, dilation = 1, bias = 0, flip = false } = options;
  demandNumber('bias', bias);
  const [rows, columns] = sides('image', image);
  const [kernelRows, kernelColumns] = sides('kernel', kernel);
  const weights = flip ? kernel.map((row) => row.toReversed()).toReversed() : kernel;
  const outRows = convOutputSize(rows, { kernel: kernelRows, stride, padding, dilation });
  const outColumns = convOutputSize(columns, { kernel: kernelColumns, stride, padding, dilation });
  const padded = padGrid(image, padding, options.paddingMode);
  return Array.from({ length: outRows }, (_, r) => {
    const sums = new Float64Array(outColumns).fill(bias);
    weights.forEach((row, kernelRow) => {
      const pixels = padded[r * stride + kernelRow * dilation]!;
      row.forEach((weight, c) => {
        addRow(sums, pixels, weight, c * dilation, stride);
      });
    });
    // Not Array.from, which walks an iterator: on a photo it takes longer than the sums.
    const line = new Array<number>(outColumns);
    for (let c = 0; c < outColumns; c++) line[c] = sums[c]!;
    return line;
  });
}

/** Adds `weight` times every `stride`-th pixel, from the one at `first` on. */
function addRow(
  sums: Float64Array,
  pixels: readonly number[],
  weight: number,
  first: number,
  stride: number,
) {
  for (let at = 0, from = first; at < sums.length; at++, from += stride) {
    sums[at]! += weight * pixels[from]!;
  }
}

function sides(what: string, grid: Grid): [rows: number, columns: number] {
  const columns = grid[0]?.length ?? 0;
  if (columns === 0) {
    throw new RangeError(`The ${what} is empty. It needs at least one row with one number.`);
  }
  const odd = grid.findIndex((row) => row.length !== columns);
  if (odd >= 0) {
    throw new RangeError(
      `Row ${odd} of the ${what} has ${grid[odd]?.length} numbers, row 0 has ${columns}. ` +
        'All rows need the same length.',
    );
  }
  for (const [r, row] of grid.entries()) demandNumbers(`${what}[${r}]`, row);
  return [grid.length, columns];
}
