/** Where grids and filters stand in a picture. One unit is one cell. */
import { type Block, blocksOf, gridName } from './addresses.ts';
import type { Layer, Size } from './layers.ts';

export interface Placed {
  kind: 'grid' | 'filter';
  index: number;
  title: string;
  /** Left and top edge of its first cell. */
  x: number;
  y: number;
  rows: number;
  columns: number;
}

export interface Layout {
  blocks: Placed[];
  width: number;
  height: number;
  /** Where in a cell a line begins and ends: in its middle, or near its corner where numbers stand in the middle. */
  anchor: number;
}

const GAP = 1.5;
const TITLE = 2;

/** From left to right, in new rows where the width ends, as words on a page. */
export function inRows(sizes: readonly Size[], layers: readonly Layer[], width: number): Layout {
  const items = sizes.flatMap(([rows, columns], i) => [
    ...(i === 0
      ? []
      : [
          {
            kind: 'filter' as const,
            index: i,
            rows: layers[i - 1]!.kernel,
            columns: layers[i - 1]!.kernel,
          },
        ]),
    { kind: 'grid' as const, index: i, rows, columns },
  ]);
  const blocks: Placed[] = [];
  let [x, y, deep, wide] = [0, 0, 0, 0];
  for (const item of items) {
    // A title may be wider than what it names.
    const room = Math.max(item.columns, item.kind === 'filter' ? 4 : 5);
    if (x > 0 && x + room > width) [x, y, deep] = [0, y + deep + GAP, 0];
    const title = item.kind === 'filter' ? `filter ${item.index}` : gridName(item.index);
    blocks.push({ ...item, title, x, y: y + TITLE });
    wide = Math.max(wide, x + room);
    deep = Math.max(deep, TITLE + item.rows);
    x += room + GAP;
  }
  return { blocks, width: wide, height: y + deep, anchor: 0.5 };
}

/** At their addresses on a sheet; row 1 and column A begin at 0. */
export function onSheet(
  sizes: readonly Size[],
  layers: readonly Layer[],
): Layout & { addressed: Block[] } {
  const addressed = blocksOf(sizes[0]!, layers);
  const blocks = addressed.map(({ kind, index, title, top, left, rows, columns }) => ({
    kind,
    index,
    title,
    rows,
    columns,
    x: left - 1,
    y: top - 1,
  }));
  return {
    addressed,
    anchor: 0.13,
    blocks,
    width: Math.max(...blocks.map(({ x, columns }) => x + columns)),
    height: Math.max(...blocks.map(({ y, rows }) => y + rows)),
  };
}

/** The grid cell under a point of the picture, or the nearest one within `reach` cells. */
export function cellUnder(
  { blocks }: Layout,
  [x, y]: readonly [number, number],
  reach: number,
): { grid: number; row: number; column: number } | undefined {
  let best: { far: number; grid: number; row: number; column: number } | undefined;
  for (const block of blocks) {
    if (block.kind !== 'grid') continue;
    const column = Math.min(block.columns - 1, Math.max(0, Math.floor(x - block.x)));
    const row = Math.min(block.rows - 1, Math.max(0, Math.floor(y - block.y)));
    const far = Math.max(
      Math.abs(x - (block.x + column + 0.5)) - 0.5,
      Math.abs(y - (block.y + row + 0.5)) - 0.5,
    );
    if (far <= reach && (!best || far < best.far)) best = { far, grid: block.index, row, column };
  }
  return best && { grid: best.grid, row: best.row, column: best.column };
}
