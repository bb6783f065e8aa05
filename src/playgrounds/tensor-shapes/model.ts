/** What the shapes remember: a convolution's tensors, the scores to flatten, an image in memory. Pure. */
import { threeOrSevenPlan } from '#cnn/math';
import { oneOf, optional, stateCodec, whole } from '#kit/state';
import { axes, longest, type Shape, shape } from './fields.ts';

/** What an axis is about, in whatever tensor it stands. */
export const roles = ['batch', 'channels', 'filters', 'height', 'width'] as const;
export type Role = (typeof roles)[number];

export const orders = ['nchw', 'nhwc', 'reshape'] as const;
/** How the strip of memory is cut: in PyTorch's order, permuted to channels last, or only reshaped to it. */
export type Order = (typeof orders)[number];

export interface ShapesState {
  view: 'conv' | 'flatten' | 'layout';
  /** Shape of the convolution's input; (N, C, H, W) when it is right. */
  input: Shape;
  /** Shape of its weight; (out, in / groups, kernel height, kernel width) when it is right. */
  weight: Shape;
  /** Numbers in its bias, or none. */
  bias: number | null;
  stride: number;
  padding: number;
  groups: number;
  /** The axes that are lit for good. */
  role: Role | null;
  /** Shape of what the last convolution gives: (N, C, H, W). */
  scores: Shape;
  /** Shape of the image in memory: (N, C, H, W). */
  image: Shape;
  order: Order;
  /** The chosen place in memory, from 0. */
  at: number;
}

/** The least and the most of the settings that are numbers. */
export const bounds = {
  bias: [1, longest],
  stride: [1, 4],
  padding: [0, 6],
  groups: [1, 8],
} as const;
/** Largest shapes of the scores and of the image in memory. */
export const mostScores: Shape = [64, 64, 4, 4];
export const mostImage: Shape = [3, 4, 4, 6];

const chapter = threeOrSevenPlan();
const [height, width, channels] = chapter.inputShape as [number, number, number];
const batch = 64;
const first = chapter.layers[0]!;
const kernel = first.type === 'Conv2d' ? (first.kernel as number) : 1;
const last = chapter.layers.findLast(({ type }) => type === 'Conv2d')!;
const classes = last.type === 'Conv2d' ? last.outChannels : 1;

/** Numbers in a tensor of this shape. */
export const count = (sides: Shape): number => sides.reduce((product, side) => product * side, 1);

export const codec = stateCodec<ShapesState>({
  tag: 'TensorShapes',
  id: 'tensor-shapes',
  fields: {
    view: oneOf(['conv', 'flatten', 'layout']),
    input: shape(...axes, longest),
    weight: shape(...axes, longest),
    bias: optional(whole(...bounds.bias)),
    stride: whole(...bounds.stride),
    padding: whole(...bounds.padding),
    groups: whole(...bounds.groups),
    role: optional(oneOf(roles)),
    scores: shape(4, 4, mostScores),
    image: shape(4, 4, mostImage),
    order: oneOf(orders),
    at: whole(0, count(mostImage) - 1),
  },
  start: {
    view: 'conv',
    input: [batch, channels, height, width],
    weight: [4, channels, kernel, kernel],
    bias: null,
    stride: 1,
    padding: 0,
    groups: 1,
    role: null,
    scores: [batch, classes, 1, 1],
    image: [1, 3, 2, 3],
    order: 'nchw',
    at: 7,
  },
  settle: (state) => ({ ...state, at: Math.min(state.at, count(state.image) - 1) }),
});
