/** What the summary remembers: the image, its convolutions, and the refactoring game. Pure. */
import type { LayerPlan, NetPlan } from '#cnn/math';
import { oneOf, optional, stateCodec, whole, yesNo } from '#kit/state';
import { bounds, mostRows, type Row, rowsField } from './fields.ts';
import { netField, nets } from './nets.ts';

export interface NetState {
  view: 'summary' | 'refactoring';
  /** Side of the square image. */
  side: number;
  /** Channels of the image. */
  channels: number;
  layers: readonly Row[];
  /** Whether the convolutions have a bias. */
  bias: boolean;
  /** The convolution whose multiplications are written out, from 0. */
  open: number | null;
  /** Places of the open convolution's kernel that are counted so far; null for all of them. */
  place: number | null;
  /** Whether the open convolution's multiplications are hidden until the reader has said a number. */
  ask: boolean;
  /** The ten numbers of the long definition that were changed, a bit each. */
  ten: number;
  /** Whether the one number of `conv()` was changed. */
  one: boolean;
  /** Which slip is planted. */
  slip: number;
  /** The line the reader takes for the slip, from 0. */
  guess: number | null;
}

/** Most places a kernel takes: on the largest image with the most padding, a pixel at a time. */
const mostPlaces = (bounds.side[1] + 2 * bounds.padding[1]) ** 2;

export const codec = stateCodec<NetState>({
  tag: 'NetSummary',
  id: 'net-summary',
  fields: {
    view: oneOf(['summary', 'refactoring']),
    side: whole(...bounds.side),
    channels: whole(...bounds.channels),
    layers: netField,
    bias: yesNo,
    open: optional(whole(0, mostRows - 1)),
    place: optional(whole(0, mostPlaces)),
    ask: yesNo,
    ten: whole(0, 1023),
    one: yesNo,
    slip: whole(0, 4),
    guess: optional(whole(0, 4)),
  },
  start: {
    view: 'summary',
    side: 28,
    channels: 1,
    layers: nets.threes.rows,
    bias: true,
    open: null,
    place: null,
    ask: false,
    ten: 0,
    one: false,
    slip: 0,
    guess: null,
  },
  settle: (state) =>
    state.open !== null && state.open >= state.layers.length ? { ...state, open: null } : state,
});

/** The network as plain data: a ReLU and its norm after each convolution but the last, which may have a norm. */
export function planOf({
  side,
  channels,
  layers,
  bias,
}: Pick<NetState, 'side' | 'channels' | 'layers' | 'bias'>): NetPlan {
  const plans = layers.flatMap(({ out, kernel, stride, padding, norm }, i): LayerPlan[] => {
    const inChannels = layers[i - 1]?.out ?? channels;
    const place = i + 1;
    const relu: LayerPlan[] = place < layers.length ? [{ type: 'ReLU', name: `relu${place}` }] : [];
    const normal: LayerPlan[] =
      norm === 'none' ? [] : [{ type: 'BatchNorm2d', name: `bn${place}`, channels: out }];
    return [
      {
        type: 'Conv2d',
        name: `conv${place}`,
        inChannels,
        outChannels: out,
        ...{ kernel, stride, padding, bias },
      },
      ...(norm === 'before' ? [...normal, ...relu] : [...relu, ...normal]),
    ];
  });
  return {
    inputShape: [side, side, channels],
    layers: [...plans, { type: 'Flatten', name: 'flatten' }],
  };
}

export const growths = [1, 1.5, 2, 4] as const;

/** Filters grow by this factor from layer to layer; the first layer and the last, one output an answer, stay. */
export function grown(layers: readonly Row[], growth: number): Row[] {
  const first = layers[0]!.out;
  return layers.map((row, i) =>
    i === layers.length - 1 && i > 0
      ? row
      : { ...row, out: Math.min(bounds.out[1], Math.round(first * growth ** i)) },
  );
}

/** Whether a growth asks for more filters than a layer takes here. */
export const capped = (layers: readonly Row[], growth: number): boolean =>
  layers[0]!.out * growth ** Math.max(0, layers.length - 2) > bounds.out[1];

/** The growth the filters have, if it is one of those offered. */
export const growthOf = (layers: readonly Row[]): (typeof growths)[number] | undefined =>
  growths.find(
    (growth) =>
      layers.length > 2 && rowsField.write(grown(layers, growth)) === rowsField.write(layers),
  );

/** The first kernel at another size, with the padding that goes with it. */
export const withFirstKernel = (layers: readonly Row[], kernel: number): Row[] =>
  layers.map((row, i) => (i === 0 ? { ...row, kernel, padding: Math.floor(kernel / 2) } : row));
