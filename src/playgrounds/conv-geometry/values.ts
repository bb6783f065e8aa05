/** The numbers of the figure: images, kernels, what goes in and what comes out. All sums are `conv2dGrid`'s. */
import { conv2dGrid, type Grid, padGrid } from '#cnn/math';
import type { Geometry } from './model.ts';
import { chainOf, type Shape, shapeOf } from './shape.ts';

/** Value of full ink in the digit and in the flat image. */
export const full = 255;

/** Row and column of the digit where a smaller image is cut out: the top edge of the 3 lies inside. */
const cut = [4, 5] as const;

/** The image of `size` by `size`; `digit` is the chapter's 3, `[28][28]`. */
export function imageOf({ image, size }: Pick<Geometry, 'image' | 'size'>, digit: Grid): Grid {
  const [top, left] = cut.map((from) => Math.min(from, digit.length - size)) as [number, number];
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => {
      if (image === 'flat') return full;
      return image === 'counting' ? row * size + column + 1 : digit[top + row]![left + column]!;
    }),
  );
}

/** The kernel's weights, `[kernel][kernel]`. */
export function weightsOf({ weights, kernel }: Pick<Geometry, 'weights' | 'kernel'>): Grid {
  const edge = (i: number): number => (i === kernel - 1 ? 1 : i === 0 ? -1 : 0);
  return Array.from({ length: kernel }, (_, row) =>
    Array.from({ length: kernel }, (_, column) => {
      if (weights === 'mean') return 1 / kernel ** 2;
      if (weights === 'ones') return 1;
      return edge(weights === 'top-edge' ? row : column);
    }),
  );
}

/** Everything that is drawn of one state. */
export interface Drawn {
  shape: Shape;
  weights: Grid;
  input: Grid;
  /** The input with its padding written out. */
  padded: Grid;
  /** Null where the kernel does not fit. */
  output: Grid | null;
  /** What the same layer answers to an image of 255 everywhere. */
  border: Grid | null;
  /** Largest size of a number in the input, and the largest the output can have. */
  scales: { input: number; output: number; border: number };
}

/** The shown layer: its input is the image after the layers below, all with the same settings and kernel. */
export function drawn(state: Geometry, digit: Grid): Drawn {
  const weights = weightsOf(state);
  const { sizes } = chainOf(state);
  const apply = (image: Grid): Grid | null => {
    const { padding, out } = shapeOf(state, image.length);
    if (out === null) return null;
    const { stride, dilation, mode: paddingMode } = state;
    return conv2dGrid(image, weights, { stride, padding, dilation, paddingMode });
  };
  let input = imageOf(state, digit);
  for (let layer = 0; layer < state.layer; layer++) input = apply(input) ?? input;
  const shape = shapeOf(state, sizes[state.layer]!);
  const flat = input.map((row) => row.map(() => full));
  const gain = (sign: number): number =>
    weights.flat().reduce((sum, weight) => sum + Math.max(0, sign * weight), 0);
  const most = Math.max(gain(1), gain(-1));
  const tallest =
    state.layer > 0 || state.image === 'counting'
      ? Math.max(...input.flat().map(Math.abs), Number.MIN_VALUE)
      : full;
  return {
    shape,
    weights,
    input,
    padded: padGrid(input, shape.padding, state.mode),
    output: apply(input),
    border: apply(flat),
    scales: { input: tallest, output: tallest * most, border: full * most },
  };
}

/** One product of the window's sum. */
export interface Term {
  /** Place in the padded input. */
  at: readonly [row: number, column: number];
  pixel: number;
  weight: number;
  product: number;
  /** The pixel is padding. */
  ring: boolean;
}

/** The sum behind the output at `at`, kernel row by kernel row; empty where there is no output. */
export function termsAt(state: Geometry, { shape, padded, weights, output }: Drawn): Term[][] {
  if (output === null) return [];
  const { padding, size } = shape;
  const outside = (i: number): boolean => i < padding || i >= padding + size;
  return weights.map((line, r) =>
    line.map((weight, c) => {
      const row = state.at[0] * state.stride + r * state.dilation;
      const column = state.at[1] * state.stride + c * state.dilation;
      const pixel = padded[row]![column]!;
      const ring = outside(row) || outside(column);
      return { at: [row, column], pixel, weight, product: pixel * weight + 0, ring };
    }),
  );
}
