/** Filters on three channels: one slice of nine weights for each, and one bias. */
import { type Field, readNumber, writeNumber } from '#kit/state';

/** Largest size of a weight, and of a bias. */
export const weightLimit = 100;
export const biasLimit = 10_000;
/** Most filters side by side. */
export const mostFilters = 4;
/** Weights of a slice, and of all three. */
export const cells = 9;
export const weights = 3 * cells;

export interface Filter {
  /** `[27]`: the red slice in reading order, then green, then blue. */
  kernel: readonly number[];
  bias: number;
}

const nothing = Array<number>(cells).fill(0);
const centre = (weight: number): number[] => nothing.with(4, weight);
const topEdge = [-1, -1, -1, 0, 0, 0, 1, 1, 1];
const leftEdge = [-1, 0, 1, -1, 0, 1, -1, 0, 1];
const diagonal = [0, -1, 1, -1, 1, 0, 1, 0, 0];
const mean = Array<number>(cells).fill(1 / 9);

export const presets = [
  {
    name: 'light-edges',
    label: 'edges of light',
    note: 'The same slice three times: it sees red + green + blue and nothing else, the edges of a grey picture.',
    kernel: [topEdge, topEdge, topEdge],
  },
  {
    name: 'red-green',
    label: 'red − green',
    note: 'Only the pixel in the middle counts: its red minus its green. Grey, whatever its strength, gives zero.',
    kernel: [centre(1), centre(-1), nothing],
  },
  {
    name: 'blue-edges',
    label: 'edges of blue',
    note: 'Two slices are zero: for this filter there is no red and no green.',
    kernel: [nothing, nothing, leftEdge],
  },
  {
    name: 'three-slices',
    label: 'three different slices',
    note: 'Each channel is asked for an edge of another direction, and the answers are added up.',
    kernel: [topEdge, leftEdge, diagonal],
  },
  {
    name: 'same-slices',
    label: 'red + green + blue',
    note: 'A 1 in the middle of each slice: the sum of the three numbers of a pixel.',
    kernel: [centre(1), centre(1), centre(1)],
  },
  {
    name: 'blur',
    label: 'blur',
    note: 'Each slice takes the mean of its nine numbers; the three means are added up.',
    kernel: [mean, mean, mean],
  },
] as const;
export type PresetName = (typeof presets)[number]['name'];

export const presetFilter = (name: PresetName): Filter => ({
  kernel: presets.find((preset) => preset.name === name)!.kernel.flat(),
  bias: 0,
});

/** The preset whose weights these are, whatever the bias. */
export const presetOf = ({ kernel }: Filter) =>
  presets.find((preset) => preset.kernel.flat().every((weight, i) => weight === kernel[i]));

const named = new RegExp(`^(${presets.map(({ name }) => name).join('|')})(?:,(.+))?$`);
const accepts =
  `one to ${mostFilters} filters with semicolons between: each a name (${presets.map(({ name }) => name).join(', ')}), ` +
  `a name, a comma and a bias, or ${weights} weights and a bias`;

function readFilter(text: string): Filter {
  const [, name, bias] = named.exec(text) ?? [];
  if (name !== undefined) {
    return {
      ...presetFilter(name as PresetName),
      bias: bias === undefined ? 0 : readNumber(bias, biasLimit),
    };
  }
  const parts = text.split(',');
  if (parts.length !== weights + 1) throw new RangeError(accepts);
  return {
    kernel: parts.slice(0, weights).map((part) => readNumber(part, weightLimit)),
    bias: readNumber(parts[weights]!, biasLimit),
  };
}

export const filtersField: Field<readonly Filter[]> = {
  read(text) {
    const parts = text.split(';');
    if (parts.length > mostFilters) throw new RangeError(accepts);
    try {
      return parts.map(readFilter);
    } catch {
      throw new RangeError(accepts);
    }
  },
  write: (filters) =>
    filters
      .map((filter) => {
        const preset = presetOf(filter);
        if (preset && filter.bias === 0) return preset.name;
        const start = preset?.name ?? filter.kernel.map(writeNumber).join(',');
        return `${start},${writeNumber(filter.bias)}`;
      })
      .join(';'),
};

/** The slice of one channel. */
export const sliceOf = ({ kernel }: Filter, channel: number): readonly number[] =>
  kernel.slice(channel * cells, (channel + 1) * cells);
