/**
 * Where the blocks of a stack stand on its sheet, as in the public workbook: the input from A2 on, each further grid one row
 * lower, a filter before each, one free column between, a title in the row above.
 */
import { type ConvOptions, convOutputSize } from '#cnn/math';

/** A block of cells on the sheet; rows and columns count from 1, as a spreadsheet's do. */
export interface Block {
  /** `0` is the image, `n` what layer n puts out; filter n belongs to layer n. */
  kind: 'grid' | 'filter';
  index: number;
  title: string;
  top: number;
  left: number;
  rows: number;
  columns: number;
}

/** Row in which every filter begins. */
const FILTER_ROW = 11;

export function gridName(index: number): string {
  return index === 0 ? 'Input' : `Conv${index}`;
}

/** @throws RangeError when a layer does not fit */
export function blocksOf(size: readonly [number, number], layers: readonly ConvOptions[]): Block[] {
  const [rows, columns] = size;
  const blocks: Block[] = [
    { kind: 'grid', index: 0, title: gridName(0), top: 2, left: 1, rows, columns },
  ];
  layers.forEach((layer, i) => {
    const before = blocks.at(-1)!;
    const filter: Block = {
      kind: 'filter',
      index: i + 1,
      title: `filter ${i + 1}`,
      top: FILTER_ROW,
      left: before.left + before.columns + 1,
      rows: layer.kernel,
      columns: layer.kernel,
    };
    blocks.push(filter, {
      kind: 'grid',
      index: i + 1,
      title: gridName(i + 1),
      top: i + 3,
      left: filter.left + filter.columns + 1,
      rows: convOutputSize(before.rows, layer),
      columns: convOutputSize(before.columns, layer),
    });
  });
  return blocks;
}

/** Letters of a column that counts from 1: A, …, Z, AA, … */
export function columnLetters(column: number): string {
  const rest = (column - 1) % 26;
  const before = (column - 1 - rest) / 26;
  return (before > 0 ? columnLetters(before) : '') + String.fromCharCode(65 + rest);
}

/** Address of a cell of a block, its row and column counted from 0: `AT4`, or `$AT$4`. */
export function addressOf(block: Block, row: number, column: number, fixed = false): string {
  const mark = fixed ? '$' : '';
  return `${mark}${columnLetters(block.left + column)}${mark}${block.top + row}`;
}

/**
 * The formula of one output, without the equals sign, in a spreadsheet's words. Where the window hangs over the rim, the
 * padding is left out of both ranges: `SUMPRODUCT(A2:C4,$X$11:$Z$13)`. A dilated window is no range and becomes a sum.
 *
 * @param blocks input, filter and output of the layer
 */
export function formulaOf(
  [input, filter]: readonly [Block, Block],
  { kernel, stride = 1, padding = 0, dilation = 1 }: ConvOptions,
  [row, column]: readonly [number, number],
): string {
  const taps = (place: number, size: number) =>
    Array.from({ length: kernel }, (_, cell) => ({
      cell,
      at: place * stride - padding + cell * dilation,
    })).filter(({ at }) => at >= 0 && at < size);
  const [down, across] = [taps(row, input.rows), taps(column, input.columns)];
  if (down.length === 0 || across.length === 0) return '0';
  if (dilation > 1) {
    return down
      .flatMap((r) =>
        across.map(
          (c) => `${addressOf(input, r.at, c.at)}*${addressOf(filter, r.cell, c.cell, true)}`,
        ),
      )
      .join('+');
  }
  const range = (block: Block, key: 'at' | 'cell', fixed: boolean) =>
    [0, -1]
      .map((end) => addressOf(block, down.at(end)![key], across.at(end)![key], fixed))
      .join(':');
  return `SUMPRODUCT(${range(input, 'at', false)},${range(filter, 'cell', true)})`;
}
