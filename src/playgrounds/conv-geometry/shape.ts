/** What the five numbers make of one axis: sizes, places, what is left over, and what PyTorch refuses. */
import { convOutputSize } from '#cnn/math';
import { bounds, type Measure, mostLayers, type Settings } from './settings.ts';

/** What PyTorch raises for these settings, and what would do instead. */
export interface Refusal {
  /** PyTorch's own words. */
  message: string;
  /** What the picture shows all the same. */
  drawn: string;
  /** A setting that works. */
  fix: { measure: Measure; value: number };
}

/** One layer along one axis; both axes are alike. */
export interface Shape {
  /** Pixels of the input. */
  size: number;
  /** Padding that is drawn: less than was asked for where reflection has no more pixels. */
  padding: number;
  /** `size + 2 · padding`. */
  padded: number;
  /** Pixels from the kernel's first cell to its last, both counted. */
  reach: number;
  /** Side of the output, or null when there is none. */
  out: number | null;
  /** Cells at the far end that no step reaches: the floor. */
  remainder: number;
  refusal: Refusal | null;
}

/** Pixels a kernel reaches over. */
export const reachOf = ({ kernel, dilation }: Pick<Settings, 'kernel' | 'dilation'>): number =>
  dilation * (kernel - 1) + 1;

/** The layer on an input of `size`. */
export function shapeOf(settings: Settings, size: number): Shape {
  const { mode, kernel, stride, dilation } = settings;
  const tooFar = mode === 'reflect' && settings.padding >= size;
  const padding = tooFar ? size - 1 : settings.padding;
  const padded = size + 2 * padding;
  const reach = reachOf(settings);
  const fits = reach <= padded;
  const out = fits ? convOutputSize(size, { kernel, stride, padding, dilation }) : null;
  const remainder = out === null ? 0 : padded - ((out - 1) * stride + reach);
  const refusal = tooFar
    ? reflectRefusal(settings, size)
    : fits
      ? null
      : kernelRefusal(settings, size, padded, reach);
  return { size, padding, padded, reach, out, remainder, refusal };
}

function reflectRefusal({ padding }: Settings, size: number): Refusal {
  return {
    message:
      'RuntimeError: Argument #4: Padding size should be less than the corresponding input dimension, but got: ' +
      `padding (${padding}, ${padding}) at dimension 3 of input [1, 1, ${size}, ${size}]`,
    drawn: `Reflection has only ${size - 1} ${size === 2 ? 'pixel' : 'pixels'} behind the edge. The picture shows padding ${size - 1}.`,
    fix: { measure: 'padding', value: size - 1 },
  };
}

function kernelRefusal(settings: Settings, size: number, padded: number, reach: number): Refusal {
  return {
    message:
      `RuntimeError: Calculated padded input size per channel: (${padded} x ${padded}). ` +
      `Kernel size: (${reach} x ${reach}). Kernel size can't be greater than actual input size`,
    drawn:
      'The picture shows the padded input, and a window that does not fit on it. There is no output.',
    fix: fixFor(settings, size, reach),
  };
}

/** The nearest setting that lets the kernel fit: more padding, else a smaller kernel. */
function fixFor(settings: Settings, size: number, reach: number): Refusal['fix'] {
  const padding = Math.ceil((reach - size) / 2);
  if (padding <= bounds.padding[1] && (settings.mode !== 'reflect' || padding < size)) {
    return { measure: 'padding', value: padding };
  }
  const padded = size + 2 * settings.padding;
  return { measure: 'kernel', value: Math.floor((padded - 1) / settings.dilation) + 1 };
}

/** Padded position of the first cell of the window at an output place. */
export const startOf = (place: number, stride: number): number => place * stride;

/** Centres of all places, in pixels of the input: −0.5 lies on its left edge, 0 in the middle of pixel 0. */
export function centresOf({ stride }: Settings, { out, padding, reach }: Shape): number[] {
  return Array.from({ length: out ?? 0 }, (_, i) => i * stride - padding + (reach - 1) / 2);
}

/** Padded positions that some cell of the kernel touches at some place, ascending. */
export function touched({ stride, kernel, dilation }: Settings, { out }: Shape): number[] {
  const cells = new Set<number>();
  for (let place = 0; place < (out ?? 0); place++)
    for (let i = 0; i < kernel; i++) cells.add(place * stride + i * dilation);
  return [...cells].sort((a, b) => a - b);
}

/** How many of the input's pixels no place of the kernel ever multiplies. */
export function unseen(settings: Settings, shape: Shape): number {
  const { size, padding } = shape;
  const seen = touched(settings, shape).filter((i) => i >= padding && i < padding + size).length;
  return size ** 2 - seen ** 2;
}

/** Sides of the input and of every layer's output when the same layer is applied again and again, and why it ends. */
export interface Chain {
  sizes: number[];
  end: 'one' | 'same' | 'refused' | 'long';
}

/** Stacks the layer until one cell is left, nothing changes, PyTorch refuses, or six are stacked. */
export function chainOf(settings: Settings): Chain {
  const sizes = [settings.size];
  for (let layer = 0; layer < mostLayers; layer++) {
    const size = sizes.at(-1)!;
    const { out, refusal } = shapeOf(settings, size);
    if (out === null || (refusal && layer > 0)) return { sizes, end: 'refused' };
    sizes.push(out);
    if (out === size) return { sizes, end: 'same' };
    if (out === 1) return { sizes, end: 'one' };
  }
  return { sizes, end: 'long' };
}
