import { type Arena, floats, type Part } from './arena.ts';
import { NUMBER, sizeOf } from './conv-shape.ts';
import type { Lowered, Slot, Step } from './lower.ts';

/** Images that go through a part of the network together: `first` is the number of the first in the batch. */
export interface Tile {
  first: number;
  images: number;
}

/** Numbers of each image of a batch, or of a tile whose place the next tile takes over. */
export class Images {
  readonly imageBytes: number;
  private readonly start: number;
  private readonly whole: boolean;

  constructor(arena: Arena, { shape }: Slot, images: number, whole: boolean) {
    this.imageBytes = sizeOf(shape) * NUMBER;
    this.start = arena.bytes(images * this.imageBytes);
    this.whole = whole;
  }

  /** Where the tile's first image lies. */
  at({ first }: Tile): number {
    return this.start + (this.whole ? first * this.imageBytes : 0);
  }
}

/** The steps between two batch norms, and the norm before them, which must know all images first. */
export interface Segment {
  steps: number[];
  /** Steps before the first convolution: cheap enough to do again rather than keep what they made. */
  again: number[];
}

/** The steps cut before each batch norm. */
export function segmentsOf(steps: readonly Step[]): Segment[] {
  const segments: Segment[] = [{ steps: [], again: [] }];
  for (const [i, { type }] of steps.entries()) {
    if (type === 'norm') segments.push({ steps: [], again: [] });
    segments.at(-1)!.steps.push(i);
  }
  for (const segment of segments) {
    const conv = segment.steps.findIndex((i) => steps[i]!.type === 'conv');
    segment.again = segment.steps.slice(0, conv < 0 ? undefined : conv);
  }
  return segments;
}

/** Where the numbers of each slot and their gradients lie. */
export interface Layout {
  values: Images[];
  gradients: Images[];
}

/** How much memory there must be. */
export interface LayoutOptions {
  /** Images of the largest batch, and of a tile, both with room for a whole block more. */
  batch: number;
  tile: number;
  /** Every output stays until the batch is done. */
  keep: boolean;
}

/**
 * What is needed after other tiles went through lies there for the whole batch: images, logits, what a batch norm reads, and
 * what the backward pass of a segment reads that is not made again. All else is a tile's, and stays in the cache.
 */
export function layout(
  arena: Arena,
  { slots, steps, outputs }: Lowered,
  segments: readonly Segment[],
  { batch, tile, keep }: LayoutOptions,
): Layout {
  const whole = new Set([0, outputs.at(-1)!.slot]);
  for (const segment of segments.slice(0, -1)) {
    for (const i of segment.steps) if (!segment.again.includes(i)) whole.add(steps[i]!.output);
    whole.add(steps[segment.steps.at(-1)!]?.output ?? 0);
  }
  const values = slots.map((slot, i) => {
    const stays = keep || whole.has(i);
    return new Images(arena, slot, stays ? batch : tile, stays);
  });
  // A step of one number to one passes its gradient on in place; a norm's waits for all tiles.
  const gradients: Images[] = [];
  for (const [i, slot] of slots.entries()) {
    const maker = steps.find(({ input, output }) => output === i && input !== i);
    const shares = maker && (maker.type === 'relu' || maker.type === 'norm');
    const waits = normReads(steps, i);
    gradients[i] =
      shares && gradients[maker.input]
        ? gradients[maker.input]!
        : new Images(arena, slot, waits ? batch : tile, waits);
  }
  return { values, gradients };
}

/** Whether the gradient in a slot's place is one that a batch norm works on. */
function normReads(steps: readonly Step[], slot: number): boolean {
  return steps.some(
    (step) =>
      step.input === slot &&
      (step.type === 'norm' ||
        (step.type === 'relu' && step.output !== slot && normReads(steps, step.output))),
  );
}

/** Numbers that belong to a layer: a parameter, a running statistic, an average. */
export interface Named extends Part {
  name: string;
  shape: number[];
}

/** Arrays one behind the other without gaps, under one name each. */
export function flat(
  arena: Arena,
  members: readonly { name: string; shape: number[] }[],
): { parts: Named[]; all: Part } {
  const sizes = members.map(({ shape }) => shape.reduce((product, side) => product * side, 1));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  // Whole vectors, so that no kernel needs an end of its own.
  const all = floats(arena, Math.ceil(total / 4) * 4);
  let at = all.at;
  const parts = members.map((member, i) => {
    const part = { ...member, at, count: sizes[i]! };
    at += sizes[i]! * NUMBER;
    return part;
  });
  return { parts, all };
}
