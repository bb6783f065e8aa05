/** Everything the tracer shows, worked out from its state: numbers, traced cells, the field, and what an own change moved. */
import {
  type ConvStack,
  dependents,
  type Grid,
  inputGradient,
  type Maps,
  pathCounts,
  precedents,
  receptiveField,
  stackOutputs,
  type TracedCells,
} from '#cnn/math';
import { type Layer, type Size, sizesOf } from './layers.ts';
import { type Cell, sizeOf, type Tracer } from './model.ts';
import { inputMaps, type Numbers, numbersOf, type Trained } from './nets.ts';

/** The field by the rule, in pixels; it may hang over the image. */
export interface FieldBox {
  top: number;
  left: number;
  size: number;
}

/** What the image is covered with. */
export interface Overlaid {
  values: Grid;
  /** End of the scale. */
  end: number;
}

/** The part that does not depend on which cell is chosen. */
export interface Pass {
  sizes: Size[];
  numbers: Numbers;
  /** The image first, 0 to 255; then each layer, the channel shown. */
  grids: Grid[];
  channels: number[];
  /** One kernel slice a layer: the channel shown below to the channel shown. */
  kernels: Grid[];
  /** By grid: cells whose number an own change moved, in any channel. */
  moved: { row: number; column: number }[][];
  /** What each layer puts out, and what it did before the reader's own changes. */
  outputs: Maps[];
  untouched: Maps[];
  own: Grid;
}

export interface Scene extends Pass {
  /** Precedents by grid, from the image up to the chosen cell; those not yet traced are left out. */
  below: (TracedCells | undefined)[];
  /** Dependents by grid, likewise. */
  above: (TracedCells | undefined)[];
  /** All pixels the chosen cell depends on, traced or not. */
  pixels: TracedCells;
  field: FieldBox;
  overlay?: Overlaid;
  /** Paths to the chosen cell, along rows and columns. */
  paths: { rows: number[]; columns: number[] };
  /** The chosen number, and what it was before the reader's own changes. */
  value: number;
  before: number;
}

export function imageOf(state: Tracer, own: Grid): Grid {
  if (state.pixels.length === 0) return own;
  const image = own.map((row) => [...row]);
  for (const { row, column, value } of state.pixels) image[row]![column] = value;
  return image;
}

/** Runs the stack over the image, as it is and as the reader has changed it. */
export function passOf(state: Tracer, own: Grid, known: readonly Trained[]): Pass {
  const sizes = sizesOf(sizeOf(state.image), state.layers);
  const numbers = numbersOf(state, known);
  const image = imageOf(state, own);
  const outputs = stackOutputs(inputMaps(image, numbers.trained), numbers.layers);
  const untouched =
    image === own ? outputs : stackOutputs(inputMaps(own, numbers.trained), numbers.layers);
  const channels = outputs.map((maps) => state.channel % maps.channels);
  return {
    sizes,
    numbers,
    grids: outputs.map((maps, i) => (i === 0 ? image : gridOf(maps, channels[i]!))),
    channels,
    kernels: numbers.layers.map((layer, i) => kernelOf(layer, channels[i]!, channels[i + 1]!)),
    moved: outputs.map((maps, i) => (image === own ? [] : differing(maps, untouched[i]!))),
    outputs,
    untouched,
    own,
  };
}

export function sceneOf(state: Tracer, pass: Pass): Scene {
  const { layers, at } = state;
  const { sizes, channels, outputs, untouched } = pass;
  const lower: ConvStack = { size: sizes[0]!, layers: layers.slice(0, at.grid) };
  const upper: ConvStack = { size: sizes[at.grid]!, layers: layers.slice(at.grid) };
  const place = [at.row, at.column] as const;
  const down = precedents(lower, place);
  const up = dependents(upper, place);
  const number = (from: Maps[], raw: Grid): number =>
    at.grid === 0 ? raw[at.row]![at.column]! : numberAt(from[at.grid]!, at, channels[at.grid]!);
  return {
    ...pass,
    below: sizes.map((_, grid) =>
      grid <= at.grid && grid >= at.grid - state.down ? down[grid] : undefined,
    ),
    above: sizes.map((_, grid) =>
      grid >= at.grid && grid <= at.grid + state.up ? up[grid - at.grid] : undefined,
    ),
    pixels: down[0]!,
    field: fieldOf(layers, at),
    ...overlaid(state, lower, pass),
    paths: pathCounts(lower, place),
    value: number(outputs, pass.grids[0]!),
    before: number(untouched, pass.own),
  };
}

/** The field of a cell by the rule r += (k − 1)·jump, before the image's edge cuts it. */
export function fieldOf(layers: readonly Layer[], { grid, row, column }: Cell): FieldBox {
  const { size, jump, start } = receptiveField(layers.slice(0, grid));
  return { top: start + row * jump, left: start + column * jump, size };
}

function overlaid(
  state: Tracer,
  lower: ConvStack,
  { outputs, numbers: { layers }, channels }: Pass,
): { overlay?: Overlaid } {
  const { grid, row, column } = state.at;
  if (state.overlay === 'paths') {
    const { rows, columns } = pathCounts(lower, [row, column]);
    const values = rows.map((down) => columns.map((across) => down * across));
    return { overlay: { values, end: Math.max(...values.flat()) } };
  }
  if (state.overlay === 'gradient') {
    const slopes = inputGradient(outputs.slice(0, grid + 1), layers.slice(0, grid), {
      row,
      column,
      channel: channels[grid]!,
    });
    const values = gridOf(slopes, 0);
    return { overlay: { values, end: Math.max(...values.flat().map(Math.abs)) } };
  }
  return {};
}

const numberAt = (
  { width, channels, values }: Maps,
  { row, column }: { row: number; column: number },
  channel: number,
): number => values[(row * width + column) * channels + channel]!;

const gridOf = (maps: Maps, channel: number): Grid =>
  Array.from({ length: maps.height }, (_, row) =>
    Array.from({ length: maps.width }, (_, column) => numberAt(maps, { row, column }, channel)),
  );

const kernelOf = (
  { kernel, inChannels, outChannels, weight }: Numbers['layers'][number],
  from: number,
  to: number,
): Grid =>
  Array.from({ length: kernel }, (_, row) =>
    Array.from(
      { length: kernel },
      (_, column) => weight[((row * kernel + column) * inChannels + from) * outChannels + to]!,
    ),
  );

function differing(maps: Maps, before: Maps): { row: number; column: number }[] {
  const cells: { row: number; column: number }[] = [];
  for (let row = 0; row < maps.height; row++)
    for (let column = 0; column < maps.width; column++) {
      const first = (row * maps.width + column) * maps.channels;
      for (let c = first; c < first + maps.channels; c++) {
        if (maps.values[c] === before.values[c]) continue;
        cells.push({ row, column });
        break;
      }
    }
  return cells;
}
