/** What the figure remembers, its defaults and its bounds, and how a state becomes legal. */
import { type Field, oneOf, optional, stateCodec, whole, yesNo } from '#kit/state';
import { bounds, modes, mostLayers, type Settings } from './settings.ts';
import { chainOf, shapeOf } from './shape.ts';

/** A row and a column, from 0. */
export type Place = readonly [row: number, column: number];

export const images = ['three', 'counting', 'flat'] as const;
export const kernels = ['mean', 'ones', 'top-edge', 'left-edge'] as const;

export interface Geometry extends Settings {
  image: (typeof images)[number];
  weights: (typeof kernels)[number];
  /** Which of the stacked layers is shown; its input is the output of the ones before. */
  layer: number;
  /** Which output the window makes. */
  at: Place;
  /** The pinned cell of the kernel, in reading order. */
  cell: number | null;
  /** Hide the output until its size has been predicted. */
  predict: boolean;
}

/** The largest output: 1×1 kernels with the widest padding, stacked as high as they go. */
const last = bounds.size[1] + 2 * bounds.padding[1] * mostLayers - 1;
const at: Field<Place> = {
  read(text) {
    const [row, column] = (/^(\d{1,2}),(\d{1,2})$/.exec(text)?.slice(1) ?? []).map(Number);
    if (row === undefined || column === undefined || Math.max(row, column) > last) {
      throw new RangeError(`an output row and column from 0 to ${last}, such as 0,3`);
    }
    return [row, column];
  },
  write: (place) => place.join(','),
};

/** The chapter's layer on the chapter's digit. */
const chapter: Geometry = {
  size: 28,
  kernel: 3,
  stride: 2,
  padding: 1,
  dilation: 1,
  mode: 'zeros',
  image: 'three',
  weights: 'mean',
  layer: 0,
  at: [3, 4],
  cell: null,
  predict: false,
};

/** The nearest state that can be drawn: the layer, the window and the pinned cell stand inside what there is. */
export function legal(state: Geometry): Geometry {
  const { sizes } = chainOf(state);
  const layer = Math.max(0, Math.min(state.layer, sizes.length - 2));
  const { out } = shapeOf(state, sizes[layer]!);
  const inside = (i: number): number => Math.max(0, Math.min(i, (out ?? 1) - 1));
  const cell = state.cell !== null && state.cell < state.kernel ** 2 ? state.cell : null;
  return { ...state, layer, at: [inside(state.at[0]), inside(state.at[1])], cell };
}

export const codec = stateCodec<Geometry>({
  tag: 'ConvGeometry',
  id: 'conv-geometry',
  fields: {
    size: whole(...bounds.size),
    kernel: whole(...bounds.kernel),
    stride: whole(...bounds.stride),
    padding: whole(...bounds.padding),
    dilation: whole(...bounds.dilation),
    mode: oneOf(modes),
    image: oneOf(images),
    weights: oneOf(kernels),
    layer: whole(0, mostLayers - 1),
    at,
    cell: optional(whole(0, bounds.kernel[1] ** 2 - 1)),
    predict: yesNo,
  },
  start: chapter,
  settle: legal,
});
