/** The marks a spreadsheet draws when it traces: a box round each range, a line from it to the cell it goes into. */
import { dependents, precedents, type TracedCells } from '#cnn/math';
import type { Layer, Size } from './layers.ts';
import type { Tracer } from './model.ts';
import type { Layout, Placed } from './place.ts';
import type { Scene } from './scene.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Line {
  from: readonly [number, number];
  to: readonly [number, number];
}

export interface Marks {
  /** Outline of each traced set, and of each filter that takes part. */
  sets: Box[];
  /** Each cell's own range. */
  ranges: Box[];
  lines: Line[];
  /** Levels whose lines would cover the picture are left out. */
  leftOut: boolean;
}

/** Lines to more cells than this, or more lines, hide what they point at. */
const MOST_CELLS = 25;
const MOST_LINES = 100;

const runs = (places: readonly number[]): [number, number][] => {
  const found: [number, number][] = [];
  for (const place of places) {
    const last = found.at(-1);
    if (last && last[1] === place) last[1] = place + 1;
    else found.push([place, place + 1]);
  }
  return found;
};

/** Cells as rectangles: neighbours share one. */
export const boxesOf = ({ rows, columns }: TracedCells, { x, y }: Pick<Placed, 'x' | 'y'>): Box[] =>
  runs(rows).flatMap(([top, bottom]) =>
    runs(columns).map(([left, right]) => ({
      x: x + left,
      y: y + top,
      width: right - left,
      height: bottom - top,
    })),
  );

const cells = ({ rows, columns }: TracedCells): [number, number][] =>
  rows.flatMap((row) => columns.map((column): [number, number] => [row, column]));

export function marksOf(state: Tracer, scene: Scene, { blocks, anchor }: Layout): Marks {
  const middle = ({ x, y }: Placed, [row, column]: readonly [number, number]) =>
    [x + column + anchor, y + row + anchor] as const;
  const block = (kind: Placed['kind'], index: number) =>
    blocks.find((one) => one.kind === kind && one.index === index)!;
  const marks: Marks = { sets: [], ranges: [], lines: [], leftOut: false };
  const arrows = state.marks === 'arrows';
  const { at, layers } = state;

  for (let grid = at.grid; grid > at.grid - state.down; grid--) {
    const [above, below] = [block('grid', grid), block('grid', grid - 1)];
    const filter = block('filter', grid);
    const whole = { x: filter.x, y: filter.y, width: filter.columns, height: filter.rows };
    marks.sets.push(...boxesOf(scene.below[grid - 1]!, below), whole);
    const chosen = cells(scene.below[grid]!);
    if (!arrows) continue;
    if (chosen.length > MOST_CELLS) {
      marks.leftOut = true;
      continue;
    }
    for (const cell of chosen) {
      const [range] = precedents(single(scene.sizes[grid - 1]!, layers[grid - 1]!), cell);
      if (range!.rows.length === 0 || range!.columns.length === 0) continue;
      const first = [range!.rows[0]!, range!.columns[0]!] as const;
      marks.ranges.push(...boxesOf(range!, below));
      marks.lines.push({ from: middle(below, first), to: middle(above, cell) });
      marks.lines.push({ from: middle(filter, [0, 0]), to: middle(above, cell) });
    }
  }

  for (let grid = at.grid; grid < at.grid + state.up; grid++) {
    const [below, above] = [block('grid', grid), block('grid', grid + 1)];
    marks.sets.push(...boxesOf(scene.above[grid + 1]!, above));
    const chosen = cells(scene.above[grid]!);
    if (!arrows) continue;
    const lines = chosen.flatMap((cell) =>
      cells(dependents(single(scene.sizes[grid]!, layers[grid]!), cell)[1]!).map((to) => ({
        from: middle(below, cell),
        to: middle(above, to),
      })),
    );
    if (lines.length > MOST_LINES) marks.leftOut = true;
    else marks.lines.push(...lines);
  }
  return marks;
}

const single = (size: Size, layer: Layer) => ({ size, layers: [layer] });
