/** The refactoring game: the same wish in ten places or in one, and a slip to find. */
import { threeOrSevenPlan } from '#cnn/math';
import type { NetState } from './model.ts';
import { nets } from './nets.ts';
import { convLines, type Summary, summaryOf } from './rows.ts';

/** The wish: every kernel of the chapter's first network this large. */
export const wish = 5;
const chapter = nets.threes.rows;
const [side, , channels] = threeOrSevenPlan().inputShape as [number, number, number];
/** The image of the chapter's first network. */
export const image = { side, channels, bias: true };
/** A kernel and a padding for each convolution. */
export const places = chapter.length * 2;

/** A number of the long definition that the wish changes. */
export interface Place {
  value: number;
  changed: boolean;
}

/** Kernel and padding of each line of the long definition, as changed so far. */
export const longForm = ({ ten }: Pick<NetState, 'ten'>): readonly [Place, Place][] =>
  chapter.map(({ kernel, padding }, i) => {
    const at = (bit: number, before: number, after: number): Place => {
      const changed = (ten & (1 << bit)) !== 0;
      return { value: changed ? after : before, changed };
    };
    return [at(2 * i, kernel, wish), at(2 * i + 1, padding, Math.floor(wish / 2))];
  });

export const changesOf = (ten: number): number =>
  Array.from({ length: places }, (_, bit) => (ten >> bit) & 1).reduce((sum, bit) => sum + bit, 0);

/** What the half-changed definition computes. */
export const longSummary = (state: Pick<NetState, 'ten'>): Summary =>
  summaryOf({
    ...image,
    layers: longForm(state).map(([kernel, padding], i) => ({
      ...chapter[i]!,
      kernel: kernel.value,
      padding: padding.value,
    })),
  });

const kernels = { before: chapter[0]!.kernel, after: wish } as const;

/** The kernel that `conv()` has as its default. */
export const shortKernel = ({ one }: Pick<NetState, 'one'>): number =>
  one ? kernels.after : kernels.before;

/** What the definition with `conv()` computes. */
export const shortSummary = (state: Pick<NetState, 'one'>): Summary => {
  const kernel = shortKernel(state);
  return summaryOf({
    ...image,
    layers: chapter.map((row) => ({ ...row, kernel, padding: Math.floor(kernel / 2) })),
  });
};

/** The long definition as code, a line a convolution, its kernel and its padding set apart. */
export const longParts = (state: Pick<NetState, 'ten'>) =>
  longForm(state).map(([kernel, padding], i) => {
    const { out, stride } = chapter[i]!;
    return {
      head: `nn.Conv2d(${chapter[i - 1]?.out ?? image.channels}, ${out}, `,
      kernel,
      between: `, stride=${stride}, padding=`,
      padding,
      tail: i < chapter.length - 1 ? '), nn.ReLU(),' : '),',
    };
  });

export const longLines = (state: Pick<NetState, 'ten'>): string[] =>
  longParts(state).map(
    ({ head, kernel, between, padding, tail }) =>
      head + kernel.value + between + padding.value + tail,
  );

/** The definition with `conv()` as code, its one number set apart between `head` and `tail`. */
export function shortParts() {
  const { stride } = chapter[0]!;
  const calls = chapter.map(({ out }, i) => {
    const act = i < chapter.length - 1 ? '' : ', act=False';
    return `    conv(${chapter[i - 1]?.out ?? image.channels}, ${out}${act}),`;
  });
  return {
    head: 'def conv(ni, nf, ks=',
    tail: [
      ', act=True):',
      `    layer = nn.Conv2d(ni, nf, ks, stride=${stride}, padding=ks//2)`,
      '    return nn.Sequential(layer, nn.ReLU()) if act else layer',
      '',
      'net = nn.Sequential(',
      ...calls,
      '    nn.Flatten(),',
      ')',
    ],
  };
}

export const shortLines = (state: Pick<NetState, 'one'>): string[] => {
  const { head, tail } = shortParts();
  return (head + shortKernel(state) + tail.join('\n')).split('\n');
};

/** Which grids of the half-changed definition are not those of the wanted network, by layer; all after a refusal. */
export function oddGrids(state: Pick<NetState, 'ten' | 'one'>): boolean[] {
  const wanted = convLines(shortSummary({ one: true }).lines);
  const now = convLines(longSummary(state).lines);
  return wanted.map(({ outputShape }, i) => now[i]?.outputShape[0] !== outputShape[0]);
}

/** A planted slip: the line, what it says instead, and what comes of it. */
interface Slip {
  line: number;
  part: Partial<{ out: number; stride: number; padding: number; act: boolean }>;
  /** @param grid the side that comes out of the line, and the side that was meant */
  why(grid: number, meant: number): string;
}

const padded = (padding: number): Slip['why'] => {
  return (grid, meant) =>
    `Its padding is ${padding}: the grid comes out with a side of ${grid} instead of ${meant}, and nothing complains.`;
};

export const slips: readonly Slip[] = [
  { line: 2, part: { padding: 0 }, why: padded(0) },
  {
    line: 1,
    part: { stride: 1 },
    why: (grid, meant) =>
      `Its stride is 1: the grid has a side of ${grid} instead of ${meant}, all below are larger too, and Flatten gives too many scores.`,
  },
  {
    line: 3,
    part: { act: false },
    why: () =>
      'Its ReLU is missing: two convolutions in a row are one linear map. No shape shows it.',
  },
  {
    line: 4,
    part: { act: true },
    why: () => 'A ReLU follows the last layer: no score can be below zero. No shape shows it.',
  },
  { line: 0, part: { padding: 2 }, why: padded(2) },
];

/** Sides of the grids that come out, with the slip or without. */
const gridsOf = (slip: Slip | null): number[] => {
  const layers = chapter.map((row, i) => (i === slip?.line ? { ...row, ...slip.part } : row));
  return convLines(summaryOf({ ...image, layers }).lines).map((line) => line.outputShape[0]!);
};

/** The long definition with its slip, a line a convolution. */
export function slippedLines(slip: number): string[] {
  const { line, part } = slips[slip]!;
  return chapter.map((row, i) => {
    const { out, kernel, stride, padding, act } = {
      ...row,
      act: i < chapter.length - 1,
      ...(i === line ? part : {}),
    };
    return `nn.Conv2d(${chapter[i - 1]?.out ?? channels}, ${out}, ${kernel}, stride=${stride}, padding=${padding}),${act ? ' nn.ReLU(),' : ''}`;
  });
}

/** What the reader's guess is worth. */
export function verdictOf({ slip, guess }: Pick<NetState, 'slip' | 'guess'>): string {
  if (guess === null) return '';
  const planted = slips[slip]!;
  const { line } = planted;
  return guess === line
    ? `Found: line ${line + 1}. ${planted.why(gridsOf(planted)[line]!, gridsOf(null)[line]!)} With conv() there is no such line to get wrong.`
    : `Line ${guess + 1} is as the others. Look again.`;
}
