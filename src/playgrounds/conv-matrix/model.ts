/** What the figure remembers, its defaults and its bounds. */
import { type Field, numbers, stateCodec, whole, yesNo } from '#kit/state';
import { type Own, ownField, type Pin, pinField, sideField, wholes } from './fields.ts';
import { outSides, type Sizes, weightCount } from './sizes.ts';

/** Bounds of the numbers that shape the matrix. */
export const bounds = {
  kernel: [1, 5],
  stride: [1, 4],
  padding: [0, 3],
  dilation: [1, 3],
  inChannels: [1, 2],
  outChannels: [1, 2],
} as const;
export type Measure = keyof typeof bounds | 'height' | 'width';

/** A weight, a pixel or a bias lies between this and its negative. */
export const limit = 100;
/** Longest list of numbers: the pixels of two channels of 12 by 12. */
const mostPixels = 288;
const mostWeights = 100;

export interface Tied extends Sizes {
  /** `[outChannels · inChannels · kernel · kernel]`, in PyTorch's order; empty for the figure's own. */
  weights: readonly number[];
  /** `[outChannels]`; empty for none. */
  bias: readonly number[];
  /** `[inChannels · height · width]`; empty for the figure's own. */
  image: readonly number[];
  /** Weights whose copies are no longer tied together. */
  cut: readonly number[];
  /** The fixed zeros may be changed as well. */
  zeros: boolean;
  /** Entries that have a number of their own. */
  own: readonly Own[];
  pin: Pin | null;
}

const fields: { readonly [Name in keyof Tied]: Field<Tied[Name]> } = {
  height: sideField,
  width: sideField,
  kernel: whole(...bounds.kernel),
  stride: whole(...bounds.stride),
  padding: whole(...bounds.padding),
  dilation: whole(...bounds.dilation),
  inChannels: whole(...bounds.inChannels),
  outChannels: whole(...bounds.outChannels),
  weights: numbers(0, mostWeights, limit),
  bias: numbers(0, bounds.outChannels[1], limit),
  image: numbers(0, mostPixels, limit),
  cut: wholes(0, mostWeights - 1),
  zeros: yesNo,
  own: ownField(limit),
  pin: pinField,
};

/** Kleinsmith's example in the chapter: a 2×2 kernel on a 3×3 image. */
const chapter: Tied = {
  height: 3,
  width: 3,
  kernel: 2,
  stride: 1,
  padding: 0,
  dilation: 1,
  inChannels: 1,
  outChannels: 1,
  weights: [],
  bias: [],
  image: [],
  cut: [],
  zeros: false,
  own: [],
  pin: null,
};

const lists = {
  weights: weightCount,
  bias: ({ outChannels }: Sizes) => outChannels,
  image: ({ inChannels, height, width }: Sizes) => inChannels * height * width,
};

/** A state whose lists have the lengths its sizes ask for, and nothing in it that the matrix has not. */
export function legal(state: Tied): Tied {
  const small =
    state.height > 12 || state.width > 12
      ? { height: 28, width: 28, inChannels: 1, outChannels: 1 }
      : {};
  const sized = { ...state, ...small };
  const sides = outSides(sized);
  const rows = sides === null ? 0 : sized.outChannels * sides[0] * sides[1];
  const columns = lists.image(sized);
  const weights = weightCount(sized);
  const fitting = (name: keyof typeof lists): readonly number[] =>
    sized[name].length === lists[name](sized) ? sized[name] : [];
  const { pin } = sized;
  const stands =
    pin !== null &&
    (!('row' in pin) || pin.row < rows) &&
    (!('column' in pin) || pin.column < columns) &&
    (!('weight' in pin) || pin.weight < weights);
  return {
    ...sized,
    weights: fitting('weights'),
    bias: fitting('bias'),
    image: fitting('image'),
    cut: [...new Set(sized.cut.filter((weight) => weight < weights))].sort((a, b) => a - b),
    own: sized.own.filter(([row, column]) => row < rows && column < columns),
    pin: stands ? pin : null,
  };
}

/** The state with other sizes. What belonged to the old matrix goes: pins and cuts always, numbers where they no longer fit. */
export const reshaped = (state: Tied, part: Partial<Sizes>): Tied =>
  legal({ ...state, ...part, cut: [], own: [], zeros: false, pin: null });

export const codec = stateCodec<Tied>({
  tag: 'ConvMatrix',
  id: 'conv-matrix',
  fields,
  start: chapter,
  settle(state) {
    const settled = legal(state);
    for (const [name, count] of Object.entries(lists)) {
      const given = state[name as keyof typeof lists].length;
      if (given > 0 && given !== count(settled)) {
        throw new RangeError(
          `The link has ${given} numbers for “${name}”; a matrix of this shape takes ${count(settled)}.`,
        );
      }
    }
    return settled;
  },
});
