import { type Arena, doubles, type Part } from './arena.ts';
import {
  emitChannelSums,
  emitMoments,
  emitNormalize,
  emitNormGradient,
  emitNormGradientSums,
} from './batch-norm-kernels.ts';
import type { Ends, Of } from './conv-step.ts';
import type { Tile } from './layout.ts';
import type { ModuleBuilder } from './module.ts';
import { type Exchange, emptyExchange } from './norm-exchange.ts';
import { NormTable } from './norm-table.ts';
import { type Kernels, namesIn, type Views } from './views.ts';

const namesFor = namesIn(['sums', 'moments', 'normalize', 'gradientSums', 'gradient']);

/** A batch norm at work. Sums over channels are emitted code; the few numbers per channel are plain arithmetic. */
export class NormStep {
  private readonly step: Of<'norm'>;
  private readonly ends: Ends;
  private readonly names: ReturnType<typeof namesFor>;
  private readonly stored: number;
  private readonly places: number;
  private readonly table: NormTable;
  private readonly sums: Part;
  /** Values of a channel in the whole batch. */
  private count = 0;
  /** Made once, for a step of training has no time to make arrays. */
  private readonly momentsHere: Exchange;
  private readonly gradientsHere: Exchange;
  private readonly gradientsOfAll: Exchange;

  constructor(
    arena: Arena,
    name: string,
    step: Of<'norm'>,
    ends: Ends,
    { height, width, channels }: { height: number; width: number; channels: number },
  ) {
    this.step = step;
    this.ends = ends;
    this.names = namesFor(name);
    this.stored = channels;
    this.places = height * width;
    this.table = new NormTable(arena, channels);
    this.sums = doubles(arena, 2 * channels);
    this.momentsHere = emptyExchange('moments', step.channels);
    this.gradientsHere = emptyExchange('gradients', step.channels);
    this.gradientsOfAll = emptyExchange('gradients', step.channels);
  }

  emit(module: ModuleBuilder) {
    const { names, stored } = this;
    const { relu, reluBefore } = this.step;
    emitChannelSums(module, names.sums, stored);
    emitMoments(module, names.moments, stored);
    emitNormalize(module, names.normalize, stored, { relu });
    emitNormGradientSums(module, names.gradientSums, stored);
    emitNormGradient(module, names.gradient, stored, { mask: reluBefore });
  }

  /** @throws RangeError when a channel has a single value: it has no variance */
  demandVariance(images: number) {
    if (images * this.places >= 2) return;
    throw new RangeError(
      `${this.step.name} got one value per channel and cannot take its variance. ` +
        'Train with at least two images per batch.',
    );
  }

  /** Takes a tile of the input in. The first one's means are what distances are taken from. */
  addMoments(kernels: Kernels, views: Views, tile: Tile) {
    const rows = tile.images * this.places;
    const x = this.ends.x.at(tile);
    const { table, sums, names } = this;
    if (tile.first === 0) {
      const all = views.doubles(sums).fill(0);
      kernels[names.sums]!(x, sums.at, rows);
      const shift = this.table.row(views, 'mean');
      for (let i = 0; i < shift.length; i++) shift[i] = all[i]! / rows;
      all.fill(0);
      this.count = 0;
    }
    kernels[names.moments]!(x, table.at, sums.at, rows);
    this.count += rows;
  }

  /** Mean and squared distances of what was taken in; good until the next batch. */
  moments(views: Views): Exchange {
    const { count, step, momentsHere } = this;
    const { first, second } = momentsHere;
    const shift = this.table.row(views, 'mean');
    const sums = views.doubles(this.sums);
    for (let i = 0; i < step.channels; i++) {
      const distance = sums[i]! / count;
      first[i] = shift[i]! + distance;
      second[i] = Math.max(0, sums[this.stored + i]! - distance * sums[i]!);
    }
    momentsHere.count = count;
    return momentsHere;
  }

  /** How training normalises this batch; the running statistics take it in. */
  settle(views: Views, parameters: readonly Part[], running: readonly Part[], all: Exchange) {
    const [weight, bias] = parameters.map((part) => views.floats(part));
    const [means, variances] = running.map((part) => views.floats(part));
    const { eps, momentum } = this.step;
    this.count = all.count;
    views.doubles(this.sums).fill(0);
    const write = this.table.writer(views);
    for (let i = 0; i < this.step.channels; i++) {
      const [mean, squares] = [all.first[i]!, all.second[i]!];
      write(i, mean, squares / all.count + eps, weight![i]!, bias![i]!);
      const blend = (old: number, now: number) => old * (1 - momentum) + now * momentum;
      means![i] = blend(means![i]!, mean);
      variances![i] = blend(variances![i]!, squares / (all.count - 1));
    }
  }

  /** How the running statistics normalise. */
  settleRunning(views: Views, parameters: readonly Part[], running: readonly Part[]) {
    const [weight, bias] = parameters.map((part) => views.floats(part));
    const [means, variances] = running.map((part) => views.floats(part));
    const write = this.table.writer(views);
    for (let i = 0; i < this.step.channels; i++)
      write(i, means![i]!, variances![i]! + this.step.eps, weight![i]!, bias![i]!);
  }

  forward(kernels: Kernels, tile: Tile) {
    const { x, y } = this.ends;
    const rows = tile.images * this.places;
    kernels[this.names.normalize]!(x.at(tile), y.at(tile), this.table.at, rows);
  }

  /** Takes a tile of the output's gradient in. */
  addGradients(kernels: Kernels, tile: Tile) {
    const { x, dy } = this.ends;
    const rows = tile.images * this.places;
    const { table, sums, names } = this;
    kernels[names.gradientSums]!(dy.at(tile), x.at(tile), table.at, sums.at, rows);
  }

  /**
   * What was taken in, for each channel the sum of gradients, and of gradients times distances from the mean; twice, for
   * `all` may take in what others found. Good until the next batch.
   */
  gradients(views: Views): { own: Exchange; all: Exchange } {
    const sums = views.doubles(this.sums);
    const { gradientsHere: own, gradientsOfAll: all, stored, count, step } = this;
    for (const exchange of [own, all]) {
      exchange.count = count;
      for (let i = 0; i < step.channels; i++) {
        exchange.first[i] = sums[i]!;
        exchange.second[i] = sums[stored + i]!;
      }
    }
    return { own, all };
  }

  /**
   * How the gradient goes on: dx = weight·scale·(dy − mean(dy) − x̂·mean(dy·x̂)).
   *
   * @param own of the images here, which the parameters' gradients are of
   * @param all of all images
   */
  settleGradient(
    views: Views,
    parameters: readonly Part[],
    gradients: readonly Part[],
    own: Exchange,
    all: Exchange,
  ) {
    const weight = views.floats(parameters[0]!);
    const [dWeight, dBias] = gradients.map((part) => views.floats(part));
    const [gain, slope, lift] = (['gain', 'slope', 'lift'] as const).map((row) =>
      this.table.row(views, row),
    );
    for (let i = 0; i < this.step.channels; i++) {
      const inverse = this.table.inverse[i]!;
      dBias![i] = own.first[i]!;
      dWeight![i] = own.second[i]! * inverse;
      const factor = weight[i]! * inverse;
      gain![i] = factor;
      slope![i] = (-factor * inverse * inverse * all.second[i]!) / all.count;
      lift![i] = (-factor * all.first[i]!) / all.count;
    }
  }

  backward(kernels: Kernels, tile: Tile) {
    const { x, dy } = this.ends;
    const rows = tile.images * this.places;
    kernels[this.names.gradient]!(dy.at(tile), x.at(tile), this.table.at, rows);
  }
}
