import { type ConvOptions, convOutputSize } from '../math/index.ts';

/** Neighbouring places along one axis that see the same cells of the kernel: one piece of code serves them all. */
export interface Run {
  /** The first place, and how far apart and how many they are. */
  place: number;
  step: number;
  count: number;
  /** Where the first of them starts to read, and how far on the next one does. */
  source: number;
  sourceStep: number;
  /** The first cell of the kernel that meets a real number there, and how many do. */
  cell: number;
  taps: number;
}

/** How one axis of a convolution is walked: which places read where, with which cells of the kernel. */
export interface Walk {
  runs: Run[];
  /** From one tap to the next: cells of the kernel, and places of the source. */
  tapStep: { cell: number; source: number };
}

type Meeting = Pick<Run, 'place' | 'source' | 'cell' | 'taps'>;

/** The output's places, each reading the input. Cells that fall on padding are left out. */
export function forwardWalk(size: number, options: ConvOptions): Walk {
  const { kernel, stride = 1, padding = 0, dilation = 1 } = options;
  const places = Array.from({ length: convOutputSize(size, options) }, (_, place): Meeting => {
    const start = place * stride - padding;
    const cells = range(kernel).filter((cell) => isIn(start + cell * dilation, size));
    const cell = cells[0] ?? 0;
    const source = cells.length > 0 ? start + cell * dilation : 0;
    return { place, source, cell, taps: cells.length };
  });
  return { runs: runsOf(places), tapStep: { cell: 1, source: dilation } };
}

/** The input's places, each reading the outputs it took part in: what its gradient is the sum of. */
export function backwardWalk(size: number, options: ConvOptions): Walk {
  const { kernel, stride = 1, padding = 0, dilation = 1 } = options;
  const outputs = convOutputSize(size, options);
  const places = range(size).map((place): Meeting => {
    const output = (cell: number) => (place + padding - cell * dilation) / stride;
    const cells = range(kernel).filter(
      (cell) => Number.isInteger(output(cell)) && isIn(output(cell), outputs),
    );
    const cell = cells[0] ?? 0;
    const source = cells.length > 0 ? output(cell) : 0;
    return { place, source, cell, taps: cells.length };
  });
  // Only every so many cells can fall on an output: those whose distance is a whole number of strides.
  const common = greatestCommonDivisor(stride, dilation);
  return {
    runs: runsOf(places),
    tapStep: { cell: stride / common, source: -dilation / common },
  };
}

/** The outputs that one cell of the kernel takes part in: those where it falls on a real number. */
export interface Reach {
  cell: number;
  /** The first such output, how many follow, and where the first of them reads. */
  place: number;
  count: number;
  source: number;
}

/** For each cell of the kernel that meets the image at all. */
export function reaches(size: number, options: ConvOptions): Reach[] {
  const { kernel, stride = 1, padding = 0, dilation = 1 } = options;
  const outputs = range(convOutputSize(size, options));
  return range(kernel).flatMap((cell) => {
    const source = (place: number) => place * stride - padding + cell * dilation;
    const places = outputs.filter((place) => isIn(source(place), size));
    const [place] = places;
    return place === undefined
      ? []
      : [{ cell, place, count: places.length, source: source(place) }];
  });
}

/** Joins places that are alike and equally far apart, each place into the longest run it begins. */
function runsOf(meetings: readonly Meeting[]): Run[] {
  const runs: Run[] = [];
  const left = [...meetings];
  while (left.length > 0) {
    const first = left.shift()!;
    const alike = left.filter(({ cell, taps }) => cell === first.cell && taps === first.taps);
    const [second] = alike;
    const step = second ? second.place - first.place : 1;
    const sourceStep = second ? second.source - first.source : 0;
    const members = [first];
    for (const one of alike) {
      const last = members.at(-1)!;
      if (one.place - last.place !== step || one.source - last.source !== sourceStep) break;
      members.push(one);
      left.splice(left.indexOf(one), 1);
    }
    runs.push({ ...first, step, sourceStep, count: members.length });
  }
  return runs;
}

const range = (length: number) => Array.from({ length }, (_, i) => i);
const isIn = (place: number, size: number) => place >= 0 && place < size;
const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);
