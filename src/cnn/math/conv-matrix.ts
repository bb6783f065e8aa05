import { convOutputSize, type Grid } from './conv.ts';
import { demandNumber, demandNumbers, demandWhole } from './demand.ts';
import { demandSides, type Sides, sidesOf } from './sides.ts';

/** A convolution without its bias, on one image; kernel, stride, padding and dilation as in PyTorch. */
export interface MatrixConv {
  /** Sides of the image in pixels. */
  size: readonly [height: number, width: number];
  /** 1 when absent. */
  inChannels?: number;
  outChannels?: number;
  kernel: Sides;
  /** 1 when absent. */
  stride?: Sides;
  /** 0 when absent. */
  padding?: Sides;
  /** 1 when absent. */
  dilation?: Sides;
}

/** Where a weight stands in the matrix: entries with the same weight are one shared number. */
export type MatrixEntry = readonly [row: number, column: number, weight: number];

/** A convolution written as a matrix, its zeros left out. */
export interface ConvMatrix {
  /** One for each output number: `outChannels · outHeight · outWidth`. */
  rows: number;
  /** One for each input number: `inChannels · height · width`. */
  columns: number;
  /** All that is not fixed at zero, row by row, left to right. */
  entries: MatrixEntry[];
}

/**
 * The convolution as one matrix: its product with the image's numbers, plus a bias per channel, is the convolution's
 * output. Numbers are in PyTorch's order: row `(out channel · outHeight + i) · outWidth + j`, column
 * `(in channel · height + y) · width + x`, weight `((out channel · inChannels + in channel) · kernelHeight + r) ·
 * kernelWidth + c`. Everything that is not an entry is zero, and stays zero however long the kernel is trained.
 *
 * @throws RangeError when an argument is not a whole number in its range, or the kernel does not fit
 */
export function convMatrix(conv: MatrixConv): ConvMatrix {
  const { size, inChannels = 1, outChannels = 1 } = conv;
  demandWhole('inChannels', inChannels, 1);
  demandWhole('outChannels', outChannels, 1);
  demandSides('size', size, 1);
  demandSides('kernel', conv.kernel, 1);
  demandSides('stride', conv.stride ?? 1, 1);
  demandSides('padding', conv.padding ?? 0, 0);
  demandSides('dilation', conv.dilation ?? 1, 1);
  const [height, width] = size;
  const kernel = sidesOf(conv.kernel);
  const settings = ([0, 1] as const).map((axis) => ({
    kernel: kernel[axis],
    stride: sidesOf(conv.stride ?? 1)[axis],
    padding: sidesOf(conv.padding ?? 0)[axis],
    dilation: sidesOf(conv.dilation ?? 1)[axis],
  }));
  const [outHeight, outWidth] = settings.map((along, axis) => convOutputSize(size[axis]!, along));
  const pixel = (axis: 0 | 1, place: number, cell: number) => {
    const { stride, padding, dilation } = settings[axis]!;
    return place * stride - padding + cell * dilation;
  };
  const entries: MatrixEntry[] = [];
  for (let out = 0; out < outChannels; out++)
    for (let i = 0; i < outHeight!; i++)
      for (let j = 0; j < outWidth!; j++)
        for (let channel = 0; channel < inChannels; channel++)
          for (let r = 0; r < kernel[0]; r++)
            for (let c = 0; c < kernel[1]; c++) {
              const [y, x] = [pixel(0, i, r), pixel(1, j, c)];
              if (y < 0 || y >= height || x < 0 || x >= width) continue;
              entries.push([
                (out * outHeight! + i) * outWidth! + j,
                (channel * height + y) * width + x,
                ((out * inChannels + channel) * kernel[0] + r) * kernel[1] + c,
              ]);
            }
  return {
    rows: outChannels * outHeight! * outWidth!,
    columns: inChannels * height * width,
    entries,
  };
}

/**
 * The matrix written out, zeros and all, with these weights in it.
 *
 * @param weights `[outChannels · inChannels · kernelHeight · kernelWidth]`, in PyTorch's order
 * @throws RangeError when an entry names a weight that is not there, or is no number
 */
export function filledMatrix(
  { rows, columns, entries }: ConvMatrix,
  weights: ArrayLike<number>,
): Grid {
  const grid = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  for (const [row, column, weight] of entries) grid[row]![column] = weightAt(weights, weight);
  return grid;
}

/**
 * The matrix times the image: the convolution without its bias.
 *
 * @param image `[columns]`, in PyTorch's order: channel by channel, row by row
 * @returns `[rows]`
 * @throws RangeError when the image has another length, an entry names a weight that is not there, or one of them holds what is no number
 */
export function matrixProduct(
  { rows, columns, entries }: ConvMatrix,
  weights: ArrayLike<number>,
  image: ArrayLike<number>,
): number[] {
  if (image.length !== columns) {
    throw new RangeError(`The image has ${image.length} numbers; the matrix takes ${columns}.`);
  }
  demandNumbers('image', image);
  const sums = new Array<number>(rows).fill(0);
  for (const [row, column, weight] of entries) {
    sums[row]! += weightAt(weights, weight) * image[column]!;
  }
  return sums;
}

function weightAt(weights: ArrayLike<number>, index: number): number {
  const weight = weights[index];
  if (weight === undefined) {
    throw new RangeError(`There are ${weights.length} weights; the matrix names weight ${index}.`);
  }
  demandNumber(`weights[${index}]`, weight);
  return weight;
}
