/** Where things stand in the drawing of the matrix, in its own units: a cell is 1 by 1. */
import type { Pin } from './fields.ts';

/** The image as a strip above the matrix, the matrix, and the output as a strip on its right. */
export interface Plan {
  rows: number;
  columns: number;
  /** Thickness of a strip, and of the gap between it and the matrix. */
  strip: number;
  gap: number;
  width: number;
  height: number;
  /** Every cell has room for a number. */
  written: boolean;
}

/** Most columns and rows whose numbers are written into the cells. */
const mostColumns = 18;
const mostRows = 18;

export function planOf({ rows, columns }: { rows: number; columns: number }): Plan {
  const strip = Math.max(1, Math.round(Math.max(rows, columns) / 28));
  const gap = strip > 1 ? strip : 0.5;
  return {
    ...{ rows, columns, strip, gap },
    width: columns + gap + strip,
    height: rows + gap + strip,
    written: columns <= mostColumns && rows <= mostRows,
  };
}

/** What lies at a point of the drawing; null in the gaps and the corner. */
export function thingAt({ rows, columns, strip, gap }: Plan, x: number, y: number): Pin | null {
  const column = Math.floor(x);
  const row = Math.floor(y - strip - gap);
  const inColumns = column >= 0 && column < columns;
  if (y < strip) return inColumns ? { column } : null;
  if (row < 0 || row >= rows) return null;
  if (inColumns) return { row, column };
  return x >= columns + gap ? { row } : null;
}

/** Cells as one path: `[row, column]` each. */
export const cellsPath = (cells: readonly (readonly [row: number, column: number])[]): string =>
  cells.map(([row, column]) => `M${column} ${row}h1v1h-1z`).join('');
