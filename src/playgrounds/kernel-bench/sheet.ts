/** The bench as a spreadsheet: the image from A1 on, and what a cell of the response would hold there. */
import type { Grid } from '#cnn/math';
import { anchorOf } from './kernels.ts';
import type { Place } from './model.ts';

/** Name of a column, counted from 0: A … Z, AA … */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

export const cellName = (row: number, column: number): string => `${columnName(column)}${row + 1}`;

/** The formula of the response at a centre, the kernel standing in cells named `kernel`. */
export function sheetFormula(
  [row, column]: Place,
  side: number,
  bias: number,
  flip: boolean,
): string {
  const [top, left] = [row - anchorOf(side), column - anchorOf(side)];
  const range = `${cellName(top, left)}:${cellName(top + side - 1, left + side - 1)}`;
  const added = bias === 0 ? '' : bias > 0 ? `+${bias}` : String(bias);
  return `=SUMPRODUCT(${range},${flip ? 'kernel turned by 180°' : 'kernel'})${added}`;
}

export interface Cutout {
  rows: number[];
  columns: number[];
  values: Grid;
}

/** The part of a grid about a place, `reach` rows and columns each way as far as there are any. */
export function around(grid: Grid, [row, column]: Place, reach: number): Cutout {
  const run = (at: number, length: number): number[] => {
    const from = Math.max(0, Math.min(at - reach, length - 2 * reach - 1));
    return Array.from({ length: Math.min(length, 2 * reach + 1) }, (_, i) => from + i);
  };
  const rows = run(row, grid.length);
  const columns = run(column, grid[0]!.length);
  return { rows, columns, values: rows.map((r) => columns.map((c) => grid[r]![c]!)) };
}
