/**
 * What the kernel bench remembers, and how an attribute and a link spell it.
 *
 * Centres count from 0 as the chapter's `apply_kernel(row, col, kernel)` does, so the first centre of an unpadded 3 × 3
 * window is (1, 1) and the last (26, 26). Pixels are 0 (paper) to 255 (ink).
 */
import { type Paint, packPaint, unpackPaint } from './drawing.ts';
import {
  biasLimit,
  type KernelName,
  presetOf,
  presets,
  readNumber,
  weightLimit,
  writeNumber,
} from './kernels.ts';

export const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'zeros'] as const;
export type Digit = (typeof digits)[number];
export type Place = readonly [row: number, column: number];

export interface Bench {
  digit: Digit;
  paint: Paint;
  /** Nine weights in reading order. */
  kernel: readonly number[];
  /** Centre of the window. */
  at: Place;
  bias: number;
  /** True convolution: the kernel is turned by 180 degrees first. */
  flip: boolean;
  /** The pinned pixel of the nine under the window, 0 to 8 in reading order, or none. */
  cell: number | null;
}

export const firstCentre = 1;
export const lastCentre = 26;
export const chapterBench: Bench = {
  digit: '3',
  paint: '',
  kernel: presets[0]!.kernel,
  at: [5, 7],
  bias: 0,
  flip: false,
  cell: null,
};

export const clampCentre = (row: number, column: number): Place => [clamp(row), clamp(column)];
const clamp = (n: number): number => Math.min(lastCentre, Math.max(firstCentre, Math.round(n)));

/* ---- the fields, as attributes of the tag and as parts of a link; each throws what it would accept ---- */

const kernelNames = presets.map(({ name }) => name);

export function readKernel(text: string): readonly number[] {
  const preset = presets.find(({ name }) => name === (text as KernelName));
  if (preset) return preset.kernel;
  const accepts = `${kernelNames.join(', ')}, or nine numbers from −${weightLimit} to ${weightLimit} with commas between`;
  const parts = text.split(',');
  if (parts.length !== 9) throw new RangeError(accepts);
  try {
    return parts.map((part) => readNumber(part, weightLimit));
  } catch {
    throw new RangeError(accepts);
  }
}

export function readAt(text: string): Place {
  const match = /^(\d{1,2}),(\d{1,2})$/.exec(text);
  const at: Place = [Number(match?.[1]), Number(match?.[2])];
  if (!at.every((n) => n >= firstCentre && n <= lastCentre)) {
    throw new RangeError('a centre row and column from 1 to 26, such as 5,7');
  }
  return at;
}

export function readDigit(text: string): Digit {
  const digit = digits.find((name) => name === text);
  if (!digit) throw new RangeError('a digit from 0 to 9, or zeros');
  return digit;
}

export function readBias(text: string): number {
  try {
    return readNumber(text, biasLimit);
  } catch {
    throw new RangeError(`a number from −${biasLimit} to ${biasLimit}`);
  }
}

export function readFlip(text: string): boolean {
  if (text !== 'yes' && text !== 'no') throw new RangeError('yes or no');
  return text === 'yes';
}

export function readCell(text: string): number {
  if (!/^[1-9]$/.test(text)) throw new RangeError('a cell from 1 to 9');
  return Number(text) - 1;
}

/* ---- the link ---- */

/** `kernel=top-edge&digit=3&at=5,7`, then what differs from the plain case: bias, flip, cell, ink, paper. */
export function formatBench(bench: Bench): string {
  const { kernel, paint } = bench;
  const parts: [string, string][] = [
    ['kernel', presetOf(kernel)?.name ?? kernel.map(writeNumber).join(',')],
    ['digit', bench.digit],
    ['at', bench.at.join(',')],
    ['bias', bench.bias === 0 ? '' : writeNumber(bench.bias)],
    ['flip', bench.flip ? 'yes' : ''],
    ['cell', bench.cell === null ? '' : String(bench.cell + 1)],
    ['ink', packPaint(paint, '#')],
    ['paper', packPaint(paint, 'o')],
  ];
  return parts
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name}=${text}`)
    .join('&');
}

const links = ['kernel', 'digit', 'at', 'bias', 'flip', 'cell', 'ink', 'paper'] as const;

/** Reads a link strictly: every part known, once, and legal; parts left out keep their starting value. */
export function parseBench(text: string, start: Bench): { state: Bench; problem?: string } {
  const bad = (what: string): { state: Bench; problem: string } => ({
    state: start,
    problem: `${what} The figure shows its starting state instead.`,
  });
  if (text.length > 2000)
    return bad('The link is longer than 2000 letters, so no part of it was read.');
  const given = new Map<string, string>();
  for (const part of text === '' ? [] : text.split('&')) {
    const name = part.split('=', 1)[0]!;
    if (!links.some((known) => known === name)) {
      return bad(`The link has a part “${cut(name)}”, which is not one of ${links.join(', ')}.`);
    }
    if (given.has(name)) return bad(`The link has the part “${name}” twice.`);
    given.set(name, decoded(part.slice(name.length + 1)));
  }
  let state: Bench = { ...start, paint: '', cell: null, bias: 0, flip: false };
  const read: [name: string, apply: (value: string) => Partial<Bench>][] = [
    ['kernel', (value) => ({ kernel: readKernel(value) })],
    ['digit', (value) => ({ digit: readDigit(value) })],
    ['at', (value) => ({ at: readAt(value) })],
    ['bias', (value) => ({ bias: readBias(value) })],
    ['flip', (value) => ({ flip: readFlip(value) })],
    ['cell', (value) => ({ cell: readCell(value) })],
    ['ink', (value) => ({ paint: unpackPaint(value, '') })],
    ['paper', (value) => ({ paint: unpackPaint(given.get('ink') ?? '', value) })],
  ];
  for (const [name, apply] of read) {
    const value = given.get(name);
    if (value === undefined) continue;
    try {
      state = { ...state, ...apply(value) };
    } catch (fault) {
      return bad(`The link’s “${name}” is “${cut(value)}”; it takes ${(fault as Error).message}.`);
    }
  }
  return { state };
}

const cut = (text: string): string => (text.length > 24 ? `${text.slice(0, 24)}…` : text);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
