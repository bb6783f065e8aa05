import { type ConvOptions, convOutputSize } from './conv.ts';
import { demandWhole } from './demand.ts';
import { demandSides } from './sides.ts';

/** A stack of convolutions or poolings, one after the other, on an image of this size. */
export interface ConvStack {
  /** Sides of the image in pixels: `[height, width]`. */
  size: readonly [height: number, width: number];
  /** Settings of each layer, the same along both directions. */
  layers: readonly ConvOptions[];
}

/** Cells of one grid, as every pairing of one of these rows with one of these columns. Ascending, real cells only. */
export interface TracedCells {
  rows: number[];
  columns: number[];
}

/**
 * What one output is computed from, grid by grid: a spreadsheet's "trace precedents". The first entry is the image, the
 * last one the output itself. Exact where a receptive field is not: cells that stride or dilation leaves out are absent,
 * and so is padding, between layers too. An output that sees padding only has no precedents.
 *
 * @param cell of the last grid: `[row, column]`, from 0
 * @throws RangeError when a layer does not fit or the cell lies outside its grid
 */
export function precedents(stack: ConvStack, cell: readonly [number, number]): TracedCells[] {
  const along = (axis: 0 | 1) => {
    const sizes = gridSizes(stack, axis);
    demandCell(cell[axis], axis, sizes.at(-1)!, 'last grid');
    const grids = [[cell[axis]]];
    stack.layers.toReversed().forEach((layer, i) => {
      grids.push(reached(grids[i]!, layer, sizes.at(-2 - i)!));
    });
    return grids.toReversed();
  };
  return paired(along(0), along(1));
}

/**
 * What one pixel has a say in, grid by grid: a spreadsheet's "trace dependents". The first entry is the pixel itself,
 * the last one the outputs of the whole stack. A pixel that a stride steps over has no dependents.
 *
 * @param pixel of the image: `[row, column]`, from 0
 * @throws RangeError when a layer does not fit or the pixel lies outside the image
 */
export function dependents(stack: ConvStack, pixel: readonly [number, number]): TracedCells[] {
  const along = (axis: 0 | 1) => {
    const sizes = gridSizes(stack, axis);
    demandCell(pixel[axis], axis, sizes[0]!, 'image');
    const grids = [[pixel[axis]]];
    stack.layers.forEach((layer, i) => {
      const before = new Set(grids[i]);
      const places = Array.from({ length: sizes[i + 1]! }, (_, place) => place);
      grids.push(places.filter((place) => cellsOf(place, layer).some((cell) => before.has(cell))));
    });
    return grids;
  };
  return paired(along(0), along(1));
}

/** Input positions one place of the output multiplies along one axis; negative or too large ones are padding. */
function cellsOf(place: number, layer: ConvOptions): number[] {
  const { kernel, stride = 1, padding = 0, dilation = 1 } = layer;
  return Array.from({ length: kernel }, (_, cell) => place * stride - padding + cell * dilation);
}

function reached(places: number[], layer: ConvOptions, size: number): number[] {
  const cells = new Set(places.flatMap((place) => cellsOf(place, layer)));
  return [...cells].filter((cell) => cell >= 0 && cell < size).sort((a, b) => a - b);
}

/** Side of every grid along an axis, image first. */
function gridSizes({ size, layers }: ConvStack, axis: 0 | 1): number[] {
  demandSides('size', size, 1);
  const sizes = [size[axis]];
  for (const layer of layers) sizes.push(convOutputSize(sizes.at(-1)!, layer));
  return sizes;
}

function demandCell(cell: number, axis: 0 | 1, size: number, grid: string) {
  const name = axis === 0 ? 'row' : 'column';
  demandWhole(name, cell, 0);
  if (cell >= size) {
    throw new RangeError(`${name} is ${cell}; the ${grid} has ${name}s 0 to ${size - 1}.`);
  }
}

const paired = (rows: number[][], columns: number[][]): TracedCells[] =>
  rows.map((cells, grid) => ({ rows: cells, columns: columns[grid]! }));
