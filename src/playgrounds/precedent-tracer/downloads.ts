/** The two workbooks a reader may take along: what they hold, and where they lie on the site. */
import { type ConvOptions, conv2dGrid, type Grid } from '#cnn/math';
import { chapterFilters, croppedSeven, wholeSeven, workbookFilters } from './sheet.ts';

export interface Workbook {
  /** File name without its ending. */
  name: string;
  title: string;
  /** What makes it worth having. */
  what: string;
  /** Values 0 to 1, as the sheet holds them. */
  input: Grid;
  filters: readonly (readonly number[])[];
  layers: readonly ConvOptions[];
  /** Decimals shown. */
  places: number;
}

const shares = (image: Grid): Grid => image.map((row) => row.map((pixel) => pixel / 255));

export const workbooks: readonly Workbook[] = [
  {
    name: 'conv-example-stride-2',
    title: 'conv-example, stride 2',
    what: 'the chapter’s figure: two stride-2 convolutions, field 7×7',
    input: shares(croppedSeven),
    filters: chapterFilters,
    layers: [
      { kernel: 3, stride: 2 },
      { kernel: 3, stride: 2 },
    ],
    places: 2,
  },
  {
    name: 'conv-example-stride-1',
    title: 'conv-example, stride 1',
    what: 'as in the public workbook: the same two filters with stride 1, field 5×5',
    input: shares(wholeSeven),
    filters: workbookFilters,
    layers: [{ kernel: 3 }, { kernel: 3 }],
    places: 2,
  },
];

/** The nine weights of a filter as rows of three. */
export const rowsOf = (filter: readonly number[]): Grid => {
  const side = Math.sqrt(filter.length);
  return Array.from({ length: side }, (_, row) => filter.slice(row * side, (row + 1) * side));
};

/** Input, then what each layer makes of it. */
export function gridsOf({ input, filters, layers }: Workbook): Grid[] {
  const grids = [input];
  layers.forEach(({ stride = 1, padding = 0 }, i) => {
    grids.push(conv2dGrid(grids[i]!, rowsOf(filters[i]!), { stride, padding }));
  });
  return grids;
}
