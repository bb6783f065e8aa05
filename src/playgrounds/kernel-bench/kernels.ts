/** The kernels a reader can pick, and how a weight is read and written. */

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

/**
 * Reads a number as a reader types it: `-1`, `−1`, `+0.5`, `0,5` or a fraction such as `1/9`.
 *
 * @throws RangeError, a whole sentence, when it is none or lies beyond `limit` on either side of zero.
 */
export function readNumber(text: string, limit: number): number {
  const plain = text.trim().replace(/[−–]/g, '-').replace(',', '.');
  const accepts = `a number from −${limit} to ${limit}, such as −1, 0.5 or 1/9`;
  if (plain === '') throw new RangeError(`The field is empty. Type ${accepts}.`);
  const parts = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?:\/(\d+\.?\d*))?$/i.exec(plain);
  if (!parts) throw new RangeError(`“${shown(text)}” is not a number. Type ${accepts}.`);
  const value = Number(parts[1]) / Number(parts[2] ?? 1);
  if (Number.isNaN(value) || Math.abs(value) > limit) {
    throw new RangeError(`“${shown(text)}” is out of range. Type ${accepts}.`);
  }
  return value + 0;
}

const shown = (text: string): string => (text.length > 12 ? `${text.slice(0, 12)}…` : text);

/** Writes a weight so that `readNumber` gives the very same number back; ninths stay fractions. */
export function writeNumber(value: number): string {
  const ninths = Math.round(value * 9);
  if (!Number.isInteger(value) && ninths / 9 === value) return `${ninths}/9`;
  return String(value);
}

/** A number for the eye: a true minus, at most two decimals (`places`), groups of three from 10 000 on. */
export function forEye(value: number, places = 2): string {
  const scale = 10 ** places;
  const rounded = Math.round(Math.abs(value) * scale) / scale;
  const [whole = '0', decimals] = String(rounded).split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, '\u202f') : whole;
  return (value < 0 && rounded > 0 ? '−' : '') + grouped + (decimals ? `.${decimals}` : '');
}

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
