/** The figure's things by name, and its sums in words. */
import { forEye } from '#kit/state';
import type { Pin } from './fields.ts';
import { difference, type Shown } from './matrix.ts';
import type { Tied } from './model.ts';
import { type Sizes, weightCount } from './sizes.ts';

const greek = [...'αβγδεζηθικλμνξοπρστυφχψω'];

/** α, β, γ … while the alphabet lasts, then w and, set low, its output channel, input channel, row and column. */
export function weightName(sizes: Sizes, weight: number): string {
  if (weightCount(sizes) <= greek.length) return greek[weight]!;
  const { kernel, inChannels } = sizes;
  const each = kernel ** 2;
  const map = Math.floor(weight / each);
  const cell = weight % each;
  const index = [
    Math.floor(map / inChannels),
    map % inChannels,
    Math.floor(cell / kernel),
    cell % kernel,
  ];
  return `w${index.map((digit) => '₀₁₂₃₄'[digit]).join('')}`;
}

/** Channel, row and column of a pixel or an output in its list. */
const placed = (index: number, height: number, width: number) => ({
  channel: Math.floor(index / (height * width)),
  row: Math.floor((index % (height * width)) / width),
  column: index % width,
});

export function pixelName({ height, width, inChannels }: Sizes, index: number): string {
  const { channel, row, column } = placed(index, height, width);
  return `pixel ${row}, ${column}${inChannels > 1 ? ` of channel ${channel}` : ''}`;
}

export function outputName({ outChannels }: Sizes, { out }: Shown, index: number): string {
  const { channel, row, column } = placed(index, out[0], out[1]);
  return `output ${row}, ${column}${outChannels > 1 ? ` of channel ${channel}` : ''}`;
}

/** One product of a row: its column, what stands there, and the pixel. */
export interface Term {
  column: number;
  value: number;
  pixel: number;
}

/** The row times the vector, its zeros left out. */
export const termsOf = ({ numbers, image }: Shown, row: number): Term[] =>
  numbers
    .filter(([r]) => r === row)
    .map(([, column, value]) => ({ column, value, pixel: image[column]! }))
    .sort((a, b) => a.column - b.column);

/** The number in an entry. */
export const numberAt = ({ numbers }: Shown, row: number, column: number): number =>
  numbers.find(([r, c]) => r === row && c === column)?.[2] ?? 0;

/** An entry in one sentence, for a readout and for speech. */
export function entryWords(state: Tied, all: Shown, row: number, column: number): string {
  const weight = all.weightAt.get(row * all.columns + column);
  const value = numberAt(all, row, column);
  const where = `Row ${row} is ${outputName(state, all, row)}, column ${column} is ${pixelName(state, column)}`;
  if (weight === undefined) {
    return `${where}: ${state.zeros ? `a freed zero, now ${forEye(value)}` : 'a zero that stays zero, because the kernel does not reach there'}.`;
  }
  const cut = state.cut.includes(weight) ? ', its tie cut,' : '';
  return `${where}: ${weightName(state, weight)}${cut} = ${forEye(value)}, times ${forEye(all.image[column]!)} makes ${forEye(value * all.image[column]!)}.`;
}

/** What is lit, in one sentence. */
export function pinWords(state: Tied, all: Shown, pin: Pin | null): string {
  if (pin === null) return '';
  if ('weight' in pin) {
    const copies = all.entries.filter(([, , weight]) => weight === pin.weight).length;
    const name = weightName(state, pin.weight);
    const tie = state.cut.includes(pin.weight) ? 'no longer tied' : 'one number';
    return `${name} stands in the matrix ${forEye(copies)} times, ${tie}: ${forEye(all.weights[pin.weight]!)}.`;
  }
  if ('row' in pin && 'column' in pin) return entryWords(state, all, pin.row, pin.column);
  if ('row' in pin) {
    return `Row ${pin.row} is ${outputName(state, all, pin.row)}: ${forEye(termsOf(all, pin.row).length)} of its ${forEye(all.columns)} entries are the kernel’s.`;
  }
  const met = all.entries.filter(([, column]) => column === pin.column).length;
  return `Column ${pin.column} is ${pixelName(state, pin.column)}: ${forEye(met)} of the ${forEye(all.rows)} outputs use it.`;
}

/** Whether the matrix still is the convolution. */
export function checkWords(all: Shown): string {
  const apart = difference(all);
  const count = `${forEye(all.rows)} ${all.rows === 1 ? 'number' : 'numbers'}`;
  // Two orders of the same additions differ in the last digits.
  if (apart < 1e-6) return `Matrix times vector gives the same ${count} as sliding the kernel.`;
  return `This is no convolution any more: sliding the kernel gives other numbers, up to ${forEye(apart)} apart. No kernel does what this matrix does unless its copies are equal again.`;
}
