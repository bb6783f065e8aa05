/** The refactoring game: the same wish in ten places or in one, and a slip to find. */
import { type NetState, nets } from './model.ts';
import { type Summary, summaryOf } from './rows.ts';

/** The wish: every kernel of the chapter's first network this large. */
export const wish = 5;
const chapter = nets.threes.rows;
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
    side: 28,
    channels: 1,
    bias: true,
    layers: longForm(state).map(([kernel, padding], i) => ({
      ...chapter[i]!,
      kernel: kernel.value,
      padding: padding.value,
    })),
  });

/** A planted slip: the line, what it says instead, and what comes of it. */
interface Slip {
  line: number;
  part: Partial<{ out: number; stride: number; padding: number; act: boolean }>;
  why: string;
}

export const slips: readonly Slip[] = [
  {
    line: 2,
    part: { padding: 0 },
    why: 'Its padding is 0: the grid comes out as 3 instead of 4, and nothing complains.',
  },
  {
    line: 1,
    part: { stride: 1 },
    why: 'Its stride is 1: all grids below come out larger, and the net ends in more than one place.',
  },
  {
    line: 3,
    part: { act: false },
    why: 'Its ReLU is missing: two convolutions in a row are one linear layer. No shape shows it.',
  },
  {
    line: 4,
    part: { act: true },
    why: 'A ReLU follows the last layer: no score can be below zero. No shape shows it.',
  },
  {
    line: 0,
    part: { padding: 2 },
    why: 'Its padding is 2: the grid comes out as 15 instead of 14, and nothing complains.',
  },
];

/** The long definition with its slip, a line a convolution. */
export function slippedLines(slip: number): string[] {
  const { line, part } = slips[slip]!;
  return chapter.map((row, i) => {
    const { out, kernel, stride, padding, act } = {
      ...row,
      act: i < chapter.length - 1,
      ...(i === line ? part : {}),
    };
    return `nn.Conv2d(${chapter[i - 1]?.out ?? 1}, ${out}, ${kernel}, stride=${stride}, padding=${padding}),${act ? ' nn.ReLU(),' : ''}`;
  });
}

/** What the reader's guess is worth. */
export function verdictOf({ slip, guess }: Pick<NetState, 'slip' | 'guess'>): string {
  if (guess === null) return '';
  const { line, why } = slips[slip]!;
  return guess === line
    ? `Found: line ${line + 1}. ${why} With conv() there is no such line to get wrong.`
    : `Line ${guess + 1} is as the others. Look again.`;
}
