import type { LayerPlan } from '../math/index.ts';
import { Arena, floats, type Part } from './arena.ts';
import { sizeOf } from './conv-shape.ts';
import { FIGURES } from './figures-kernel.ts';
import { flat, type Layout, layout, type Segment, segmentsOf } from './layout.ts';
import { type Lowered, lower, type Step } from './lower.ts';
import { rowsFor } from './register-tile.ts';
import { VERDICT } from './softmax-kernels.ts';
import { type Kernels, Views } from './views.ts';
import { codeFor, type Worker, workerOf } from './workers.ts';

/** A tensor that belongs to a layer, given by its place. */
export interface Owned {
  layer: number;
  name: string;
  shape: number[];
}

/** A network as it is to be compiled. */
export interface FusedPlan {
  /** `[height, width, channels]` of one image. */
  inputShape: readonly number[];
  layers: readonly LayerPlan[];
  /** In the order of the layers, as the layers name them. */
  parameters: readonly (Owned & { decays: boolean })[];
  /** Running statistics, likewise. */
  buffers: readonly Owned[];
}

/** How it is compiled. */
export interface FusedOptions {
  /** Images of the largest batch. */
  batchSize: number;
  /** Whether the browser multiplies and adds in one operation. Without it, the same bits come out on every machine. */
  fused: boolean;
  /** Every layer's output stays until the batch is done, to be looked at; slower. */
  keep?: boolean;
  /** Images that go through together. */
  tileImages?: number;
}

/** What suits a second-level cache of a megabyte: some kilobytes for each image of a layer. A usual batch is one tile. */
const TILE = 64;

/** A network compiled: emitted functions, and the memory they work on. */
export interface Program {
  lowered: Lowered;
  segments: Segment[];
  layout: Layout;
  /** One for each step. */
  workers: Worker[];
  /** Parameters and running statistics of each step, in its order. */
  owned: { parameters: Part[]; gradients: Part[]; running: Part[] }[];
  parameters: ReturnType<typeof flat>;
  gradients: ReturnType<typeof flat>;
  running: ReturnType<typeof flat>;
  averages: readonly [Part, Part];
  decays: Part;
  /** Everything a training changes, as one part: parameters, running statistics, averages. */
  state: Part;
  /** Copies of it. */
  copies: readonly [Part, Part];
  labels: Part;
  /** Bytes of images, what each byte means, and which image comes where in the batch. */
  pixels: Part;
  bytes: Part;
  numbers: Part;
  verdict: Part;
  figures: Part;
  /** Numbers of one output without the zeros that fill up channels. */
  cropped: Part;
  tileImages: number;
  /** Images that a convolution takes on at once. */
  blockRows: number;
  batchSize: number;
  kernels: Kernels;
  views: Views;
  codeBytes: number;
}

/** @returns why not, when a layer is not covered */
export function compile(plan: FusedPlan, options: FusedOptions): Program | string {
  const { batchSize, fused, keep = false, tileImages = TILE } = options;
  const lowered = lower(plan.inputShape, plan.layers, { keep });
  if (typeof lowered === 'string') return lowered;
  const { steps, slots } = lowered;
  const blockRows = rowsFor(fused);
  const arena = new Arena();
  const segments = segmentsOf(steps);
  const room = { batch: batchSize + blockRows, tile: tileImages + blockRows, keep };
  const parameters = flat(arena, plan.parameters);
  const running = flat(arena, plan.buffers);
  const averages = [parameters.all, parameters.all].map(({ count }) => floats(arena, count));
  const state = { at: parameters.all.at, count: (arena.bytes(0) - parameters.all.at) / 4 };
  const places = layout(arena, lowered, segments, room);
  const workers = steps.map((step, i) => workerOf(arena, step, i, lowered, places));
  const gradients = flat(arena, plan.parameters);
  const imageSize = sizeOf(slots[0]!.shape);
  const largest = Math.max(...slots.map(({ shape }) => sizeOf(shape)));
  const parts = {
    parameters,
    gradients,
    running,
    averages: averages as [Part, Part],
    decays: floats(arena, parameters.all.count),
    state,
    copies: [floats(arena, state.count), floats(arena, state.count)] as const,
    pixels: { at: arena.bytes(room.batch * imageSize), count: room.batch * imageSize },
    bytes: floats(arena, 256),
    numbers: floats(arena, room.batch),
    labels: floats(arena, room.batch),
    verdict: { at: arena.bytes(VERDICT.bytes), count: VERDICT.bytes },
    figures: { at: arena.bytes(FIGURES.bytes), count: FIGURES.bytes },
    cropped: floats(arena, keep ? largest * room.batch : 0),
  };
  const of = { inputShape: plan.inputShape, layers: plan.layers, fused, keep };
  const { module, codeBytes } = codeFor(of, workers, lowered);
  const memory = arena.memory();
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const views = new Views(memory);
  plan.parameters.forEach(({ decays }, i) => {
    const { at, count } = parameters.parts[i]!;
    const place = parts.decays.at + at - parameters.all.at;
    views.floats({ at: place, count }).fill(decays ? 1 : 0);
  });
  const ownedBy = ({ layer }: Step) => ({
    parameters: parameters.parts.filter((_, i) => plan.parameters[i]!.layer === layer),
    gradients: gradients.parts.filter((_, i) => plan.parameters[i]!.layer === layer),
    running: running.parts.filter((_, i) => plan.buffers[i]!.layer === layer),
  });
  return {
    ...{
      lowered,
      segments,
      layout: places,
      workers,
      ...parts,
      tileImages,
      blockRows,
      batchSize,
      views,
    },
    owned: steps.map(ownedBy),
    kernels: exports as unknown as Kernels,
    codeBytes,
  };
}

/** Parameters and running statistics as one part; in every program of the same plan it is laid out alike. */
export const learnedBy = ({ state, averages }: Program): Part => ({
  at: state.at,
  count: (averages[0].at - state.at) / 4,
});
