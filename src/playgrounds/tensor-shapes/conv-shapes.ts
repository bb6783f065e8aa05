/** What `F.conv2d` makes of an input and a weight: the output's shape, or PyTorch's own words and what mends it. */
import { convOutputSize } from '#cnn/math';
import { type Shape, torchText } from './fields.ts';
import { bounds, type ShapesState } from './model.ts';

export type ConvState = Pick<
  ShapesState,
  'input' | 'weight' | 'bias' | 'stride' | 'padding' | 'groups'
>;

/** A change that mends a mismatch: the code that does it, and what of the state it sets. */
export interface Fix {
  code: string;
  part: Partial<ConvState>;
}

export interface Mismatch {
  /** As PyTorch raises it. */
  message: string;
  /** Plain words for it. */
  why: string;
  /** Which axes it is about, if it is about some. */
  roles: readonly ('channels' | 'filters' | 'height' | 'width')[];
  fixes: readonly Fix[];
}

export type Outcome = { output: Shape } | { mismatch: Mismatch };

/** PyTorch's checks, in its order. */
const checks: readonly ((state: ConvState) => Mismatch | null)[] = [
  axesOfInput,
  axesOfWeight,
  groupsOfWeight,
  channels,
  bias,
  kernel,
];

/** The shape that comes out, or the first thing PyTorch refuses. An input of three axes is taken for one image. */
export function outcomeOf(state: ConvState): Outcome {
  for (const check of checks) {
    const mismatch = check(state);
    if (mismatch) return { mismatch };
  }
  const { weight, stride, padding } = state;
  const [n, , h, w] = batched(state.input);
  const side = (size: number, kernel: number) => convOutputSize(size, { kernel, stride, padding });
  const one = [weight[0]!, side(h!, weight[2]!), side(w!, weight[3]!)];
  return { output: state.input.length === 3 ? one : [n!, ...one] };
}

/** The input as the layer works on it: one image gets a batch axis of 1. */
export const batched = (input: Shape): Shape => (input.length === 3 ? [1, ...input] : input);

const mismatch = (
  message: string,
  why: string,
  fixes: Fix[],
  roles: Mismatch['roles'] = [],
): Mismatch => ({ message: `RuntimeError: ${message}`, why, fixes, roles });

function axesOfInput({ input }: ConvState): Mismatch | null {
  if (input.length === 3 || input.length === 4) return null;
  return mismatch(
    `Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: ${torchText(input)}`,
    input.length < 3
      ? 'A picture alone has no channel axis and no batch axis.'
      : 'There is an axis too many in front.',
    input.length < 3
      ? [{ code: 'x[None, None]', part: { input: [1, 1, ...input] } }]
      : [{ code: 'x[0]', part: { input: input.slice(1) } }],
  );
}

function axesOfWeight({ weight, stride }: ConvState): Mismatch | null {
  if (weight.length === 4) return null;
  const message =
    weight.length < 3
      ? 'weight should have at least three dimensions'
      : `expected stride to be a single integer value or a list of ${weight.length - 2} values to match the convolution dimensions, but got stride=[${stride}, ${stride}]`;
  if (weight.length === 3) {
    const [out, ...sides] = weight;
    return mismatch(
      message,
      'PyTorch counts the axes of the weight, and complains of the stride. Stacked kernels have no channel axis; it belongs in second place.',
      [{ code: 'k.unsqueeze(1)', part: { weight: [out!, 1, ...sides] } }],
      ['channels'],
    );
  }
  return mismatch(
    message,
    weight.length < 3
      ? 'One kernel alone has no axis for filters and none for channels.'
      : 'There is an axis too many in front.',
    weight.length < 3
      ? [{ code: 'k[None, None]', part: { weight: [1, 1, ...weight] } }]
      : [{ code: 'k[0]', part: { weight: weight.slice(1) } }],
  );
}

function groupsOfWeight({ weight, groups }: ConvState): Mismatch | null {
  const [out, slices] = weight as [number, number];
  if (out >= groups && out % groups === 0) return null;
  const [reason, size] =
    out < groups
      ? [`at least ${groups}`, torchText(weight)]
      : [`divisible by ${groups}`, `[${torchText(weight)}]`];
  return mismatch(
    `Given groups=${groups}, expected weight to be ${reason} at dimension 0, but got weight of size ${size} instead`,
    'The filters are dealt out to the groups in equal parts.',
    [
      { code: 'groups=1', part: { groups: 1 } },
      {
        code: `k of ${Math.ceil(out / groups) * groups} filters`,
        part: { weight: [Math.ceil(out / groups) * groups, slices, ...weight.slice(2)] },
      },
    ],
    ['filters'],
  );
}

function channels({ input, weight, groups }: ConvState): Mismatch | null {
  const x = batched(input);
  const [n, c, h, w] = x as [number, number, number, number];
  const [out, slices, ...sides] = weight as [number, number, number, number];
  const wanted = slices * groups;
  if (c === wanted) return null;
  const fixes: Fix[] = [];
  // The stack went into the wrong place.
  if (out === 1 && c === 1 && groups === 1) {
    fixes.push({ code: 'k.transpose(0, 1)', part: { weight: [slices, 1, ...sides] } });
  }
  if (w === wanted) {
    fixes.push({ code: 'x.permute(0, 3, 1, 2)', part: { input: [n, w, c, h] } });
  }
  if (input.length === 3 && wanted === 1) {
    fixes.push({ code: 'x.unsqueeze(1)', part: { input: [c, 1, h, w] } });
  }
  if (c % groups === 0) {
    fixes.push({
      code: `k of ${c / groups} ${c === groups ? 'slice' : 'slices'} a filter`,
      part: { weight: [out, c / groups, ...sides] },
    });
  } else fixes.push({ code: 'groups=1', part: { groups: 1 } });
  return mismatch(
    `Given groups=${groups}, weight of size ${torchText(weight)}, expected input${torchText(x)} to have ${wanted} channels, but got ${c} channels instead`,
    `Each filter has ${slices} ${slices === 1 ? 'slice' : 'slices'}${groups > 1 ? ` and reads one of ${groups} groups` : ''}; the input has ${c} ${c === 1 ? 'channel' : 'channels'}.`,
    fixes,
    ['channels'],
  );
}

function bias({ weight, bias: numbers }: ConvState): Mismatch | null {
  const [out] = weight as [number];
  if (numbers === null || numbers === out) return null;
  return mismatch(
    `Given weight of size ${torchText(weight)}, expected bias to be 1-dimensional with ${out} elements, but got bias of size [${numbers}] instead`,
    'There is one bias a filter.',
    [
      { code: `b of ${out}`, part: { bias: out } },
      { code: 'no bias', part: { bias: null } },
    ],
    ['filters'],
  );
}

function kernel({ input, weight, padding }: ConvState): Mismatch | null {
  const [, , h, w] = batched(input) as [number, number, number, number];
  const [out, slices, high, wide] = weight as [number, number, number, number];
  const padded = [h + 2 * padding, w + 2 * padding] as const;
  if (high <= padded[0] && wide <= padded[1]) return null;
  const need = Math.max(Math.ceil((high - h) / 2), Math.ceil((wide - w) / 2));
  const fixes: Fix[] = [
    {
      code: `k of ${Math.min(high, padded[0])} by ${Math.min(wide, padded[1])}`,
      part: { weight: [out, slices, Math.min(high, padded[0]), Math.min(wide, padded[1])] },
    },
  ];
  if (need <= bounds.padding[1]) {
    fixes.unshift({ code: `padding=${need}`, part: { padding: need } });
  }
  return mismatch(
    `Calculated padded input size per channel: (${padded.join(' x ')}). Kernel size: (${high} x ${wide}). Kernel size can't be greater than actual input size`,
    'The kernel is larger than the padded picture: there is no place to put it down.',
    fixes,
    high > padded[0] ? (wide > padded[1] ? ['height', 'width'] : ['height']) : ['width'],
  );
}
