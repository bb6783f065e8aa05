/** What the tracer says. */
import type { TracedCells } from '#cnn/math';
import { forEye } from '#kit/state';
import { addressOf, type Block, formulaOf, gridName } from './addresses.ts';
import type { Cell, Tracer } from './model.ts';
import { nets, type Trained } from './nets.ts';
import type { Scene } from './scene.ts';

/** A number of a cell: pixels whole, all else with three decimals. */
export const numberForEye = (grid: number, value: number): string =>
  grid === 0 ? forEye(value) : fixed(value, 3);

export const fixed = (value: number, places: number): string => {
  const text = Math.abs(value).toFixed(places);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
};

/** A number for a narrow cell; nothing for zero, so that the ink stands out. */
export const short = (value: number): string =>
  value === 0 ? '' : fixed(value, Math.abs(value) < 9.995 ? 2 : Math.abs(value) < 99.95 ? 1 : 0);

export const placeInWords = ({ grid, row, column }: Cell): string =>
  `${gridName(grid)}, row ${row}, column ${column}`;

/** `3×3 of Conv1`, or how many where they are no block. */
export function setInWords({ rows, columns }: TracedCells, grid: number): string {
  if (rows.length === 0 || columns.length === 0) return `nothing of ${gridName(grid)} but padding`;
  const dense = [rows, columns].every((list) => list.at(-1)! - list[0]! + 1 === list.length);
  const count = `${rows.length}×${columns.length}`;
  return `${dense ? '' : 'a spread '}${count} of ${gridName(grid)}`;
}

/** `rows 0 to 6, columns 12 to 18`. */
export function extentInWords({ rows, columns }: TracedCells): string {
  if (rows.length === 0 || columns.length === 0) return 'padding only';
  const span = (name: string, list: number[]) =>
    list.length === 1 ? `${name} ${list[0]}` : `${name}s ${list[0]} to ${list.at(-1)}`;
  return `${span('row', rows)}, ${span('column', columns)}`;
}

/** What is traced, level by level; a text of its own for each press. */
export function tracedInWords(state: Tracer, scene: Scene): string {
  const { at, down, up } = state;
  if (down === 0 && up === 0) return 'Nothing is traced.';
  const parts: string[] = [];
  for (let level = 1; level <= down; level++) {
    const grid = at.grid - level;
    parts.push(`${setInWords(scene.below[grid]!, grid)} with filter ${grid + 1}`);
  }
  const dependents: string[] = [];
  for (let level = 1; level <= up; level++) {
    const grid = at.grid + level;
    dependents.push(setInWords(scene.above[grid]!, grid));
  }
  return [
    parts.length > 0 ? `Precedents: ${parts.join(', then ')}.` : '',
    dependents.length > 0 ? `Dependents: ${dependents.join(', then ')}.` : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** Paths to the chosen cell, pixel by pixel, along both axes of its field. */
export function pathsInWords({ paths }: Scene): string {
  const along = (counts: number[]) => counts.filter((count) => count > 0).join(', ');
  const [columns, rows] = [along(paths.columns), along(paths.rows)];
  if (columns === '' || rows === '')
    return 'No pixel has a path to this cell: it sees padding only.';
  const same =
    columns === rows ? ', and down its columns the same' : `, and down its columns ${rows}`;
  return `Paths to the chosen cell along the field’s rows: ${columns}${same}. A pixel has the product of its two.`;
}

/** What the reader's own pixels did to the chosen cell and to each layer. */
export function changeInWords(state: Tracer, { moved, value, before, sizes }: Scene): string {
  if (state.pixels.length === 0) return '';
  const { at, pixels } = state;
  const pixel = pixels.length === 1 ? 'One pixel is' : `${pixels.length} pixels are`;
  const counts = moved.slice(1).map((cells, i) => {
    const [height, width] = sizes[i + 1]!;
    return `${cells.length} of ${height * width} cells of ${gridName(i + 1)}`;
  });
  const own =
    at.grid === 0
      ? ''
      : value === before
        ? ` The chosen cell did not move: ${numberForEye(at.grid, value)}.`
        : ` The chosen cell went from ${numberForEye(at.grid, before)} to ${numberForEye(at.grid, value)}.`;
  return `${pixel} changed.${own} Moved: ${counts.join(', ')}.`;
}

/** The formula of the chosen cell as a spreadsheet has it, or what a net does instead. */
export function formulaInWords(state: Tracer, scene: Scene, blocks: readonly Block[]): string {
  const { grid, row, column } = state.at;
  if (grid === 0) return 'a typed number, not a formula';
  const { trained, layers } = scene.numbers;
  const layer = layers[grid - 1]!;
  if (trained) {
    const many = layer.kernel ** 2 * layer.inChannels;
    const sum = `${many} products + bias`;
    return layer.relu ? `ReLU(${sum})` : sum;
  }
  const [input, filter] = [blocks[2 * grid - 2]!, blocks[2 * grid - 1]!];
  const formula = formulaOf([input, filter], state.layers[grid - 1]!, [row, column]);
  return formula.length > 90 ? `=${formula.slice(0, formula.indexOf('+', 60))}+…` : `=${formula}`;
}

export const addressIn = (blocks: readonly Block[], { grid, row, column }: Cell): string =>
  addressOf(blocks[2 * grid]!, row, column);

/** Where the numbers come from. */
export function numbersInWords(state: Tracer, trained: Trained | undefined): string {
  if (trained) {
    const { label } = nets[trained.net];
    const when = trained.live ? 'trained just now in this tab' : 'a recorded training';
    const right =
      trained.accuracy === undefined
        ? ', stopped before it was examined.'
        : `: ${forEye(trained.accuracy * 100, 1)} % of the validation digits right.`;
    return `Weights of the ${label} net, ${when}${right}`;
  }
  const others = state.layers.some(({ kernel }) => kernel !== 3);
  return `Each 3×3 layer has one of the sheet’s two filters, in turn, and no ReLU${others ? '; a kernel of another size takes the mean of its window' : ''}.`;
}
