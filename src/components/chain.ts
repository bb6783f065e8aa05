/**
 * The chapter's chain: a 28×28 image and the five grids that stride-2 convolutions make of it, drawn to one scale, in
 * cells. Everything about the picture that is arithmetic is here; the page draws it at build, the script moves it.
 */
import { receptiveField } from '#cnn/math';

export const LAYER = { kernel: 3, stride: 2, padding: 1 };

/** The grids, image first: side, and where the upper left corner stands in the picture. */
export const GRIDS = [
  { side: 28, x: 0, y: 0 },
  { side: 14, x: 28, y: 0 },
  { side: 7, x: 28, y: 14 },
  { side: 4, x: 28, y: 21 },
  { side: 2, x: 28, y: 25 },
  { side: 1, x: 28, y: 27 },
] as const;
export const WIDTH = 42;
export const HEIGHT = 28;

/** One number of one layer, 1 to 5; rows and columns count from 0. */
export interface Cell {
  layer: number;
  row: number;
  column: number;
}

/** A rectangle in cells of the picture. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const START: Cell = { layer: 3, row: 1, column: 2 };

/** What the cell can see, for each grid from the image up to its own; cut at the edges, where it sees padding. */
export function boxes({ layer, row, column }: Cell): Box[] {
  return GRIDS.slice(0, layer + 1).map(({ side, x, y }, grid) => {
    const field = receptiveField(Array.from({ length: layer - grid }, () => LAYER));
    const [left, width] = span(field, column, side);
    const [top, height] = span(field, row, side);
    return { x: x + left, y: y + top, width, height };
  });
}

function span(
  { start, jump, size }: ReturnType<typeof receptiveField>,
  place: number,
  side: number,
): [number, number] {
  const from = Math.max(0, start + place * jump);
  return [from, Math.min(side, start + place * jump + size) - from];
}

/** The cell of this layer nearest to a point of the picture. */
export function cellAt(layer: number, x: number, y: number): Cell {
  const grid = GRIDS[layer]!;
  const inside = (at: number) => Math.max(0, Math.min(grid.side - 1, Math.floor(at)));
  return { layer, row: inside(y - grid.y), column: inside(x - grid.x) };
}

/** The layer whose grid stands at this height. */
export function layerAt(y: number): number {
  return Math.max(
    1,
    GRIDS.findLastIndex((grid, layer) => layer > 0 && y >= grid.y),
  );
}

export const sizeOf = ({ width, height }: { width: number; height: number }) =>
  `${width} × ${height}`;

/** What is read aloud: `layer 3, row 2, column 3, sees 15 × 15 pixels`. */
export function valueText(cell: Cell): string {
  const [pixels] = boxes(cell);
  return `layer ${cell.layer}, row ${cell.row + 1}, column ${cell.column + 1}, sees ${sizeOf(pixels!)} pixels`;
}

export const rectangle = ({ x, y, width, height }: Box) =>
  `M${x} ${y}h${width}v${height}h${-width}z`;

/** Ticks where a box's cells meet, as on the window's frame. */
export function ticks({ x, y, width, height }: Box): string {
  const TICK = 0.28;
  let path = '';
  for (let i = 1; i < width; i++) path += `M${x + i} ${y}v${TICK}M${x + i} ${y + height}v${-TICK}`;
  for (let i = 1; i < height; i++) path += `M${x} ${y + i}h${TICK}M${x + width} ${y + i}h${-TICK}`;
  return path;
}
