/** A call that fits, and the usual ways to get it wrong. */
import type { ConvState } from './conv-shapes.ts';
import { codec } from './model.ts';

const { input, weight, bias, stride, padding, groups } = codec.start;
const fits: ConvState = { input, weight, bias, stride, padding, groups };
const [n, c, h, w] = input as [number, number, number, number];
const [out, , high, wide] = weight as [number, number, number, number];
const colours = 3;

export const mistakes = {
  fits: { label: 'it fits', part: fits },
  stacked: { label: 'no channel axis', part: { ...fits, weight: [out, high, wide] } },
  swapped: { label: 'unsqueeze(0)', part: { ...fits, weight: [c, out, high, wide] } },
  images: { label: 'images without channels', part: { ...fits, input: [n, h, w] } },
  last: {
    label: 'channels last',
    part: { ...fits, input: [n, h, w, colours], weight: [out, colours, high, wide] },
  },
  colour: { label: 'a colour image', part: { ...fits, input: [n, colours, h, w] } },
  bias: { label: 'too few biases', part: { ...fits, bias: out - 1 } },
  small: { label: 'a tiny picture', part: { ...fits, input: [n, c, high - 1, wide - 1] } },
  groups: {
    label: 'groups',
    part: { ...fits, input: [n, 2, h, w], weight: [5, 1, high, wide], groups: 2 },
  },
} as const satisfies Record<string, { label: string; part: ConvState }>;
export type Mistake = keyof typeof mistakes;

const key = (state: ConvState): string =>
  JSON.stringify([
    state.input,
    state.weight,
    state.bias,
    state.stride,
    state.padding,
    state.groups,
  ]);

/** The prepared call that the state is, if it is one. */
export const mistakeOf = (state: ConvState): Mistake | '' =>
  (Object.keys(mistakes) as Mistake[]).find((name) => key(mistakes[name].part) === key(state)) ??
  '';
