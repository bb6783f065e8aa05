/** The kernels a reader can pick, and how a weight is read and written. */
import { forEye, readNumber, writeNumber } from '#kit/state';

export { forEye, readNumber, writeNumber };

export type KernelName =
  | 'top-edge'
  | 'bottom-edge'
  | 'left-edge'
  | 'right-edge'
  | 'diagonal-1'
  | 'diagonal-2'
  | 'blur'
  | 'sharpen'
  | 'identity';

export interface Preset {
  name: KernelName;
  label: string;
  /** Nine weights in reading order. */
  kernel: readonly number[];
  /** What the kernel answers to, as a whole sentence. */
  note: string;
  /** What the two ends of its response stand for. */
  ends?: readonly [negative: string, positive: string];
}

const ninth = 1 / 9;

/** `top-edge`, `left-edge` and the two diagonals are the chapter's own four (notebook 13_convolutions). */
export const presets: readonly Preset[] = [
  {
    name: 'top-edge',
    label: 'top edge',
    kernel: [-1, -1, -1, 0, 0, 0, 1, 1, 1],
    note: 'Bottom row minus top row: large where ink begins below paper.',
    ends: ['lower rim', 'upper rim'],
  },
  {
    name: 'bottom-edge',
    label: 'bottom edge',
    kernel: [1, 1, 1, 0, 0, 0, -1, -1, -1],
    note: 'Top row minus bottom row: large where ink ends above paper.',
    ends: ['upper rim', 'lower rim'],
  },
  {
    name: 'left-edge',
    label: 'left edge',
    kernel: [-1, 1, 0, -1, 1, 0, -1, 1, 0],
    note: 'Middle column minus left column, as in the chapter: large where ink begins right of paper.',
    ends: ['right rim', 'left rim'],
  },
  {
    name: 'right-edge',
    label: 'right edge',
    kernel: [0, 1, -1, 0, 1, -1, 0, 1, -1],
    note: 'Middle column minus right column: the chapter’s left edge in a mirror.',
    ends: ['left rim', 'right rim'],
  },
  {
    name: 'diagonal-1',
    label: 'diagonal 1',
    kernel: [0, -1, 1, -1, 1, 0, 1, 0, 0],
    note: 'One rising diagonal minus the shorter one above it.',
  },
  {
    name: 'diagonal-2',
    label: 'diagonal 2',
    kernel: [1, -1, 0, 0, 1, -1, 0, 0, 1],
    note: 'One falling diagonal minus the shorter one above it.',
  },
  {
    name: 'blur',
    label: 'blur',
    kernel: [ninth, ninth, ninth, ninth, ninth, ninth, ninth, ninth, ninth],
    note: 'A ninth of each pixel: the mean of the window.',
  },
  {
    name: 'sharpen',
    label: 'sharpen',
    kernel: [0, -1, 0, -1, 5, -1, 0, -1, 0],
    note: 'The pixel, plus four times its difference from the mean of its four neighbours.',
  },
  {
    name: 'identity',
    label: 'identity',
    kernel: [0, 0, 0, 0, 1, 0, 0, 0, 0],
    note: 'The middle pixel alone: the image comes back, without its border.',
  },
];

export const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

export const presetOf = (kernel: readonly number[]): Preset | undefined =>
  presets.find((preset) => same(preset.kernel, kernel));

export const weightLimit = 100;
export const biasLimit = 10_000;

/** A weight for the eye: ninths as fractions, everything else with at most three decimals. */
export function weightForEye(weight: number): string {
  const text = writeNumber(weight);
  return text.includes('/') ? text.replace('-', '−') : forEye(weight, 3);
}

/** One sentence about a kernel: what it answers to, and what its weights add up to. */
export function kernelNote(kernel: readonly number[]): string {
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  const near = Math.abs(sum) < 1e-9;
  const flat = near
    ? 'Its weights add up to 0, so a flat patch gives 0.'
    : `Its weights add up to ${forEye(sum, 3)}, so flat ink of 255 gives ${forEye(255 * sum)}.`;
  return `${presetOf(kernel)?.note ?? 'A kernel of your own.'} ${flat}`;
}
