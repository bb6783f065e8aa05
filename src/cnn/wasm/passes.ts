import { ConvStep } from './conv-step.ts';
import type { Segment, Tile } from './layout.ts';
import type { Exchange } from './norm-exchange.ts';
import { NormStep } from './norm-step.ts';
import { PoolStep } from './plain-step.ts';
import type { Program } from './program.ts';
import { VERDICT } from './softmax-kernels.ts';

/** What the loss found: the sum over the images, and how many the network got right. */
export interface Verdict {
  loss: number;
  right: number;
}

/**
 * Tiles of a batch, of nearly equal size, and each but the last of whole blocks: a block that is not full costs as much as
 * one that is.
 */
function tilesOf({ tileImages, blockRows }: Program, images: number): Tile[] {
  const count = Math.ceil(images / tileImages);
  const end = (i: number) =>
    i === count ? images : Math.round((i * images) / count / blockRows) * blockRows;
  return Array.from({ length: count }, (_, i) => {
    const first = end(i);
    return { first, images: end(i + 1) - first };
  }).filter((tile) => tile.images > 0);
}

function prepare(program: Program, training: boolean) {
  const { workers, owned, kernels, views } = program;
  for (const [i, worker] of workers.entries()) {
    const { parameters, running } = owned[i]!;
    if (worker instanceof ConvStep) worker.prepare(kernels, views, parameters, training);
    else if (worker instanceof NormStep && !training)
      worker.settleRunning(views, parameters, running);
  }
  program.views.bytes(program.verdict).fill(0);
}

function forward({ workers, kernels }: Program, steps: readonly number[], tile: Tile) {
  for (const i of steps) workers[i]!.forward(kernels, tile);
}

function backward({ workers, kernels, views, owned }: Program, segment: Segment, tile: Tile) {
  for (let k = segment.steps.length - 1; k >= 0; k--) {
    const i = segment.steps[k]!;
    const worker = workers[i]!;
    if (worker instanceof ConvStep) worker.backward(kernels, tile, owned[i]!.gradients[0]!);
    else if (worker instanceof PoolStep) worker.backward(kernels, views, tile);
    // A norm's own backward waits until all tiles are in.
    else if (worker instanceof NormStep) worker.addGradients(kernels, tile);
    else worker.backward(kernels, tile);
  }
}

/** Softmax, loss and their gradient. @param share of the loss that one image has */
function judge(program: Program, tile: Tile, share: number) {
  const { kernels, lowered, layout, labels, verdict } = program;
  const { slot } = lowered.outputs.at(-1)!;
  const [logits, gradient] = [layout.values[slot]!.at(tile), layout.gradients[slot]!.at(tile)];
  const label = labels.at + 4 * tile.first;
  kernels.softmax!(logits, label, gradient, verdict.at, tile.images, share);
}

function verdictOf({ views, verdict: { at } }: Program): Verdict {
  const [loss] = views.doubles({ at: at + VERDICT.loss, count: 1 });
  const [right] = views.integers({ at: at + VERDICT.right, count: 1 });
  return { loss: loss!, right: right! };
}

/** The norm a segment begins with: every segment but the first. */
const normOf = ({ workers }: Program, { steps: [first] }: Segment) => workers[first!] as NormStep;

/** A segment forward, tile by tile; the last one with loss and backward. @param next the norm that follows */
function ahead(program: Program, segment: Segment, next: NormStep | undefined, pass: Pass) {
  for (const tile of pass.tiles) {
    forward(program, segment.steps, tile);
    if (next) next.addMoments(program.kernels, program.views, tile);
    else {
      judge(program, tile, 1 / pass.total);
      backward(program, segment, tile);
    }
  }
}

/** A segment backward, tile by tile. @param norm the one that follows, whose own backward was waiting */
function back(program: Program, segment: Segment, norm: NormStep, { tiles }: Pass) {
  for (const tile of tiles) {
    norm.backward(program.kernels, tile);
    // A single tile's numbers still lie where they were made.
    if (tiles.length > 1) forward(program, segment.again, tile);
    backward(program, segment, tile);
  }
}

/** What one pass goes through. */
interface Pass {
  tiles: readonly Tile[];
  /** Images of the whole batch. */
  total: number;
}

/**
 * Forward in training mode, loss, backward, of the images and labels that lie in memory; leaves all gradients in theirs.
 *
 * A segment goes tile by tile, so that what a step puts out is still in the cache when the next one, or the way back,
 * wants it. Only a batch norm must wait for all tiles: there the pass pauses, and whoever runs it may bring the sums of
 * several workers together before it goes on. Without batch norm the whole pass is one segment.
 *
 * @param total images of the whole batch, of which `images` are here
 * @throws RangeError when a batch norm would have to take the variance of one value
 */
export function* trainingPass(
  program: Program,
  images: number,
  total = images,
): Generator<Exchange, Verdict> {
  const { segments, workers, kernels, views, owned, gradients } = program;
  for (const worker of workers) if (worker instanceof NormStep) worker.demandVariance(total);
  const pass: Pass = { tiles: tilesOf(program, images), total };
  prepare(program, true);
  views.floats(gradients.all).fill(0);
  // The loops over tiles are functions of their own: a browser is slow to optimise one that pauses.
  for (let s = 0; s < segments.length; s++) {
    const after = segments[s + 1];
    const next = after && normOf(program, after);
    ahead(program, segments[s]!, next, pass);
    if (!next) continue;
    const { parameters, running } = owned[after.steps[0]!]!;
    const all = next.moments(kernels, views);
    yield all;
    next.settle(kernels, views, parameters, running, all);
  }
  for (let s = segments.length - 2; s >= 0; s--) {
    const after = segments[s + 1]!;
    const norm = normOf(program, after);
    const all = norm.gradients(views);
    yield all;
    const { parameters, gradients } = owned[after.steps[0]!]!;
    norm.settleGradient(kernels, parameters, gradients, all);
    back(program, segments[s]!, norm, pass);
  }
  for (const [i, worker] of workers.entries())
    if (worker instanceof ConvStep) worker.finish(kernels, views, owned[i]!.gradients);
  return verdictOf(program);
}

/** Forward in evaluation mode, and loss. */
export function evaluationPass(program: Program, images: number): Verdict {
  prepare(program, false);
  const everything = program.workers.map((_, i) => i);
  for (const tile of tilesOf(program, images)) {
    forward(program, everything, tile);
    judge(program, tile, 1 / images);
  }
  return verdictOf(program);
}
