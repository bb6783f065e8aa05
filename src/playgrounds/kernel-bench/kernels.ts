/** The kernels a reader can pick, and how a kernel is read, written and given another side. */
import { type Field, forEye, readNumber, writeNumber } from '#kit/state';

const names = [
  'top-edge',
  'bottom-edge',
  'left-edge',
  'right-edge',
  'diagonal-1',
  'diagonal-2',
  'blur',
  'sharpen',
  'identity',
] as const;
export type KernelName = (typeof names)[number];

export interface Preset {
  name: KernelName;
  label: string;
  /** Weights in reading order, as many as the square of the side. */
  kernel: readonly number[];
  /** What the kernel answers to, as a whole sentence. */
  note: string;
  /** What the two ends of its response stand for. */
  ends?: readonly [negative: string, positive: string];
}

export const sides = [1, 2, 3, 4, 5, 6, 7] as const;
export const sideOf = (kernel: readonly number[]): number => Math.round(Math.sqrt(kernel.length));

/** Row and column, within a kernel, of the cell that names the window's place: the middle, or up and left of it. */
export const anchorOf = (side: number): number => Math.floor((side - 1) / 2);

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

/** What a preset weighs at row `r`, column `c` of a window of another side than three; `last` is the far row. */
const larger: Partial<Record<KernelName, (r: number, c: number, last: number) => number>> = {
  'top-edge': (r, _, last) => Number(r === last) - Number(r === 0),
  'bottom-edge': (r, _, last) => Number(r === 0) - Number(r === last),
  'left-edge': (_, c, last) => Number(c === last) - Number(c === 0),
  'right-edge': (_, c, last) => Number(c === 0) - Number(c === last),
  blur: (_r, _c, last) => 1 / (last + 1) ** 2,
  identity: (r, c, last) => Number(r === anchorOf(last + 1) && c === r),
};
const notes: Partial<Record<KernelName, string>> = {
  'left-edge': 'Right column minus left column: large where ink begins right of paper.',
  'right-edge': 'Left column minus right column: large where ink ends left of paper.',
  blur: 'The same share of each pixel: the mean of the window.',
  identity: 'One pixel alone: the image comes back, without its border.',
};

/** The presets of a side. The diagonals and sharpen are the chapter's shapes of three rows and have no other side. */
export function presetsOf(side: number): readonly Preset[] {
  if (side === 3) return presets;
  if (!(sides as readonly number[]).includes(side)) return [];
  return presets.flatMap((preset) => {
    const weigh = larger[preset.name];
    const edge = preset.name.endsWith('edge');
    if (!weigh || (edge && side === 1)) return [];
    const kernel = Array.from({ length: side * side }, (_, i) =>
      weigh(Math.floor(i / side), i % side, side - 1),
    );
    return [{ ...preset, kernel, note: notes[preset.name] ?? preset.note }];
  });
}

export const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

export const presetOf = (kernel: readonly number[]): Preset | undefined =>
  presetsOf(sideOf(kernel)).find((preset) => same(preset.kernel, kernel));

/** The kernel with another side: a preset stays that preset where it can, else the anchor stays and the rest is cut or 0. */
export function withSide(kernel: readonly number[], side: number): readonly number[] {
  const from = sideOf(kernel);
  const name = presetOf(kernel)?.name;
  const known = presetsOf(side).find((preset) => preset.name === name);
  if (known) return known.kernel;
  const shift = anchorOf(from) - anchorOf(side);
  return Array.from({ length: side * side }, (_, i) => {
    const [row, column] = [Math.floor(i / side) + shift, (i % side) + shift];
    const inside = row >= 0 && row < from && column >= 0 && column < from;
    return inside ? kernel[row * from + column]! : 0;
  });
}

export const weightLimit = 100;
export const biasLimit = 10_000;

const accepts = `${names.join(', ')} (of another side: blur-5), or 1, 4, 9, 16, 25, 36 or 49 numbers from −${weightLimit} to ${weightLimit} with commas between`;

/** A kernel as a preset's name, its side behind it unless that is 3, or as its weights. */
export const kernelField: Field<readonly number[]> = {
  read(text) {
    const named =
      presets.find(({ name }) => name === text) ??
      presetsOf(Number(text.slice(-1))).find(({ name }) => text.slice(0, -2) === name);
    if (named && /^[a-z]+(-[a-z0-9]+)*$/.test(text)) return named.kernel;
    const parts = text.split(',');
    if (!(sides as readonly number[]).includes(Math.sqrt(parts.length))) {
      throw new RangeError(accepts);
    }
    try {
      return parts.map((part) => readNumber(part, weightLimit));
    } catch {
      throw new RangeError(accepts);
    }
  },
  write(kernel) {
    const name = presetOf(kernel)?.name;
    const side = sideOf(kernel);
    if (name) return side === 3 ? name : `${name}-${side}`;
    return kernel.map(writeNumber).join(',');
  },
};

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

/**
 * A kernel from a text with a square of numbers, as copied from a spreadsheet, from code or from a page; null when the
 * text holds fewer than two numbers and is better typed into one field.
 *
 * @throws RangeError, a whole sentence, when it holds several things but no kernel
 */
export function pastedKernel(text: string): readonly number[] | null {
  const bare = text.replace(/[[\](){}|]/g, ' ').trim();
  const byBlanks = bare.split(/[\s;]+/).map((part) => part.replace(/,$/, ''));
  const parts = byBlanks.length > 1 ? byBlanks.filter((part) => part !== '') : bare.split(',');
  if (parts.length < 2 || (parts.length === 2 && bare === text.trim())) return null;
  if (!(sides as readonly number[]).includes(Math.sqrt(parts.length))) {
    const count = parts.length > 999 ? 'more than 999' : parts.length;
    throw new RangeError(
      `The pasted text has ${count} parts. A kernel needs 1, 4, 9, 16, 25, 36 or 49 numbers.`,
    );
  }
  return parts.map((part) => readNumber(part, weightLimit));
}
