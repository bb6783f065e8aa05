/**
 * What the tracer remembers, and how an attribute and a link spell it. Grid 0 is the image, grid n what layer n puts out;
 * rows and columns count from 0.
 */
import { type Field, oneOf, optional, stateCodec, whole, yesNo } from '#kit/state';
import { type Layer, layersField, limits, type Size, settings, sizesOf, stacks } from './layers.ts';

export const images = [
  'sheet',
  'workbook',
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
] as const;
export type ImageName = (typeof images)[number];
export const overlays = ['none', 'box', 'paths', 'gradient'] as const;
export type Overlay = (typeof overlays)[number];

/** One cell of one grid. */
export interface Cell {
  grid: number;
  row: number;
  column: number;
}

/** A pixel the reader has changed, to 0 (paper) to 255 (ink). */
export interface Change {
  row: number;
  column: number;
  value: number;
}

export interface Tracer {
  image: ImageName;
  layers: readonly Layer[];
  at: Cell;
  /** Which channel of a layer is shown; a layer that has fewer starts again from its first. */
  channel: number;
  /** Levels of precedents traced from the chosen cell, and of dependents. */
  down: number;
  up: number;
  marks: 'arrows' | 'outlines';
  overlay: Overlay;
  view: 'picture' | 'sheet';
  pixels: readonly Change[];
  /** What a press on the image does: chooses a pixel, or covers it. */
  hand: 'choose' | 'cover';
  /** Asks for the width of the field before it is traced. */
  ask: boolean;
  guess: number | null;
}

export const sizeOf = (image: ImageName): Size => (image === 'sheet' ? [22, 22] : [28, 28]);

const cell: Field<Cell> = {
  read(text) {
    const found = /^(\d),(\d{1,2}),(\d{1,2})$/.exec(text);
    if (!found) throw new RangeError('a grid, a row and a column from 0 on, such as 2,0,3');
    return { grid: Number(found[1]), row: Number(found[2]), column: Number(found[3]) };
  },
  write: ({ grid, row, column }) => `${grid},${row},${column}`,
};

/** More would not be a link any more. */
const mostChanges = 200;

const changes: Field<readonly Change[]> = {
  read(text) {
    const accepts = `up to ${mostChanges} pixels as row.column.value with commas between, such as 4.5.255`;
    const parts = text === '' ? [] : text.split(',');
    if (parts.length > mostChanges) throw new RangeError(accepts);
    return parts.map((part) => {
      const found = /^(\d{1,2})\.(\d{1,2})\.(\d{1,3})$/.exec(part);
      const [row, column, value] = [1, 2, 3].map((i) => Number(found?.[i]));
      if (!found || value! > 255) throw new RangeError(accepts);
      return { row: row!, column: column!, value: value! };
    });
  },
  write: (pixels) => pixels.map(({ row, column, value }) => `${row}.${column}.${value}`).join(','),
};

/** The chapter's figure: its last cell of the first row, traced down to the pixels. */
const start: Tracer = {
  image: 'sheet',
  layers: stacks.sheet,
  at: { grid: 2, row: 0, column: 3 },
  channel: 0,
  down: 2,
  up: 0,
  marks: 'arrows',
  overlay: 'none',
  view: 'picture',
  pixels: [],
  hand: 'choose',
  ask: false,
  guess: null,
};

export const codec = stateCodec<Tracer>({
  tag: 'PrecedentTracer',
  id: 'precedent-tracer',
  fields: {
    image: oneOf(images),
    layers: layersField,
    at: cell,
    channel: whole(0, 63),
    down: whole(0, 6),
    up: whole(0, 6),
    marks: oneOf(['arrows', 'outlines']),
    overlay: oneOf(overlays),
    view: oneOf(['picture', 'sheet']),
    pixels: changes,
    hand: oneOf(['choose', 'cover']),
    ask: yesNo,
    guess: optional(whole(1, 999)),
  },
  start,
  settle(state) {
    const sizes = sizesOf(sizeOf(state.image), state.layers);
    const { grid, row, column } = state.at;
    const [height, width] = sizes[grid] ?? [0, 0];
    if (grid >= sizes.length) {
      throw new RangeError(
        `There is no grid ${grid}; the stack has grids 0 to ${sizes.length - 1}.`,
      );
    }
    if (row >= height || column >= width) {
      throw new RangeError(
        `There is no cell ${row},${column} in grid ${grid}, which has ${height} rows and ${width} columns.`,
      );
    }
    const [rows, columns] = sizes[0]!;
    const outside = state.pixels.find((one) => one.row >= rows || one.column >= columns);
    if (outside) {
      throw new RangeError(`The image has no pixel ${outside.row},${outside.column}.`);
    }
    return {
      ...state,
      down: Math.min(state.down, grid),
      up: Math.min(state.up, sizes.length - 1 - grid),
    };
  },
});

/* ---- moves; each gives a legal state ---- */

/** The same figure with another stack or image, the chosen cell as near to where it was as there is one. */
export function restacked(
  state: Tracer,
  change: Partial<Pick<Tracer, 'image' | 'layers'>>,
): Tracer {
  const next = { ...state, ...change };
  const sizes = sizesOf(sizeOf(next.image), next.layers);
  const grid =
    state.at.grid === state.layers.length
      ? sizes.length - 1
      : Math.min(state.at.grid, sizes.length - 1);
  const [height, width] = sizes[grid]!;
  const at = {
    grid,
    row: Math.min(state.at.row, height - 1),
    column: Math.min(state.at.column, width - 1),
  };
  const kept = change.image === undefined || change.image === state.image ? state.pixels : [];
  return within({ ...next, at, pixels: kept });
}

function within(state: Tracer): Tracer {
  const top = state.layers.length - state.at.grid;
  return { ...state, down: Math.min(state.down, state.at.grid), up: Math.min(state.up, top) };
}

/** Another cell; what is traced goes as far from it, and to the bottom if it did. */
export function chosen(state: Tracer, at: Cell): Tracer {
  const whole = state.down === state.at.grid && state.down > 0;
  return within({ ...state, at, down: whole ? at.grid : state.down });
}

/** A pixel set to a value, or back to its own when `value` is that. */
export function painted(state: Tracer, { row, column, value }: Change, own: number): Tracer {
  const rest = state.pixels.filter((one) => one.row !== row || one.column !== column);
  if (value === own) return { ...state, pixels: rest };
  if (rest.length >= mostChanges) return state;
  return { ...state, pixels: [...rest, { row, column, value }] };
}

/** Whether a layer may take a setting with all others as they are. */
export function allowed(state: Tracer, layer: number, name: keyof Layer, value: number): boolean {
  const layers = state.layers.map((one, i) => (i === layer ? { ...one, [name]: value } : one));
  try {
    return sizesOf(sizeOf(state.image), layers).length > 0;
  } catch {
    return false;
  }
}

export { limits, settings };
