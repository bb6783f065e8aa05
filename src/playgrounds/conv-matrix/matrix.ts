/** The matrix of a state: its entries, their numbers, its product with the image, and the bill for cut ties. */
import {
  type ConvMatrix,
  conv2dGrid,
  convMatrix,
  type Grid,
  type MatrixEntry,
  matrixProduct,
} from '#cnn/math';
import type { Own } from './fields.ts';
import type { Tied } from './model.ts';
import { outSides, type Sizes, weightCount } from './sizes.ts';

/** What the figure draws. */
export interface Shown {
  /** Height and width of one output channel. */
  out: readonly [height: number, width: number];
  rows: number;
  columns: number;
  /** Entries of the kernel, row by row. */
  entries: readonly MatrixEntry[];
  /** Weight of an entry by `row · columns + column`; what is missing is a fixed zero. */
  weightAt: ReadonlyMap<number, number>;
  weights: readonly number[];
  bias: readonly number[];
  image: readonly number[];
  /** The number in every entry that is not a plain zero, with its row and column. */
  numbers: readonly (readonly [row: number, column: number, value: number])[];
  /** Matrix times image, plus bias: `[rows]`. */
  product: readonly number[];
  /** What the sliding kernel gives: `[rows]`, in the same order. */
  convolved: readonly number[];
}

/** Weights the figure starts with: small, signed, neighbours different, and no two kernels alike. */
export const startWeights = (sizes: Sizes): number[] =>
  Array.from({ length: weightCount(sizes) }, (_, i) => {
    const turn = i + Math.floor(i / sizes.kernel ** 2);
    return (turn % 2 ? -1 : 1) * (1 + (Math.floor(turn / 2) % 3));
  });

/** Pixels the figure starts with: one digit each, in no order that an edge detector would miss. */
export const startImage = ({ inChannels, height, width }: Sizes): number[] =>
  Array.from(
    { length: inChannels * height * width },
    (_, i) => ((5 * i + 2 * Math.floor(i / 3)) % 9) + 1,
  );

const filled = (given: readonly number[], own: () => number[]): readonly number[] =>
  given.length > 0 ? given : own();

/** Which weight stands where: what the sizes alone decide. */
export interface Pattern extends ConvMatrix {
  out: Shown['out'];
  weightAt: Shown['weightAt'];
}

/** The pattern of a convolution; null where the kernel does not fit. */
export function patternOf(sizes: Sizes): Pattern | null {
  const out = outSides(sizes);
  if (out === null) return null;
  const { height, width, kernel, stride, padding, dilation, inChannels, outChannels } = sizes;
  const settings = { kernel, stride, padding, dilation, inChannels, outChannels };
  const matrix = convMatrix({ ...settings, size: [height, width] });
  const weightAt = new Map<number, number>();
  for (const [row, column, weight] of matrix.entries) {
    weightAt.set(row * matrix.columns + column, weight);
  }
  return { ...matrix, out, weightAt };
}

/** Everything the figure draws of a state; null where the kernel does not fit. */
export function shown(state: Tied, pattern = patternOf(state)): Shown | null {
  if (pattern === null) return null;
  const { out, rows, columns, entries, weightAt } = pattern;
  const weights = filled(state.weights, () => startWeights(state));
  const image = filled(state.image, () => startImage(state));
  const bias = filled(state.bias, () => Array<number>(state.outChannels).fill(0));
  const own = ownOf(state, weightAt, columns);
  const matrix = untied({ rows, columns, entries }, own, weights.length);
  const all = [...weights, ...own.map(([, , value]) => value)];
  const each = out[0] * out[1];
  return {
    ...{ out, rows, columns, entries, weightAt, weights, bias, image },
    numbers: matrix.entries.map(([row, column, weight]) => [row, column, all[weight]!] as const),
    product: matrixProduct(matrix, all, image).map((y, row) => y + bias[Math.floor(row / each)]!),
    convolved: convolved(state, weights, image, bias),
  };
}

/** Numbers of their own that count: only entries whose tie is cut, or zeros that were freed. */
function ownOf(state: Tied, weightAt: Shown['weightAt'], columns: number): readonly Own[] {
  return state.own.filter(([row, column]) => {
    const weight = weightAt.get(row * columns + column);
    return weight === undefined ? state.zeros : state.cut.includes(weight);
  });
}

/** The matrix with weights of their own, numbered after the shared ones, at some of its entries. */
function untied(matrix: ConvMatrix, own: readonly Own[], shared: number): ConvMatrix {
  if (own.length === 0) return matrix;
  const { columns } = matrix;
  const fresh = new Map(own.map(([row, column], i) => [row * columns + column, shared + i]));
  const kept = matrix.entries.filter(([row, column]) => !fresh.has(row * columns + column));
  const added = [...fresh].map(
    ([place, weight]): MatrixEntry => [Math.floor(place / columns), place % columns, weight],
  );
  return { ...matrix, entries: [...kept, ...added] };
}

/** The same layer by sliding its kernels: for each output channel the sum over the input channels. */
function convolved(
  { height, width, kernel, inChannels, outChannels, stride, padding, dilation }: Tied,
  weights: readonly number[],
  image: readonly number[],
  bias: readonly number[],
): number[] {
  const grid = (list: readonly number[], from: number, rows: number, columns: number): Grid =>
    Array.from({ length: rows }, (_, row) =>
      list.slice(from + row * columns, from + (row + 1) * columns),
    );
  return Array.from({ length: outChannels }, (_, o) => {
    const maps = Array.from({ length: inChannels }, (_, i) =>
      conv2dGrid(
        grid(image, i * height * width, height, width),
        grid(weights, (o * inChannels + i) * kernel ** 2, kernel, kernel),
        { stride, padding, dilation },
      ).flat(),
    );
    return maps[0]!.map((_, place) => maps.reduce((sum, map) => sum + map[place]!, bias[o]!));
  }).flat();
}

/** Numbers that training could change. */
export interface Bill {
  tied: number;
  /** Every copy by itself. */
  copies: number;
  /** The zeros freed as well: a linear layer. */
  all: number;
  /** As things stand. */
  now: number;
}

export function billOf(state: Tied, { rows, columns, entries, weights }: Shown): Bill {
  const copies = entries.length;
  const all = rows * columns;
  const cut = new Set(state.cut);
  const loose = entries.filter(([, , weight]) => cut.has(weight)).length;
  const freed = state.zeros ? all - copies : 0;
  return { tied: weights.length, copies, all, now: weights.length - cut.size + loose + freed };
}

/** Largest difference between the matrix's product and the sliding kernel. */
export const difference = ({ product, convolved }: Shown): number =>
  product.reduce((most, y, row) => Math.max(most, Math.abs(y - convolved[row]!)), 0);
