import type { Arena, Part } from './arena.ts';
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
import { type Exchange, Pairs } from './norm-exchange.ts';
import { emitMeans, emitSettle, emitSettleGradient } from './norm-settle-kernels.ts';
import { NormTable } from './norm-table.ts';
import { type Kernels, namesIn, type Views } from './views.ts';

/** Rows whose mean the distances of all are taken from. */
const FIRST_ROWS = 512;

const namesFor = namesIn([
  ...(['sums', 'moments', 'means', 'settle', 'normalize'] as const),
  ...(['gradientSums', 'settleGradient', 'gradient'] as const),
]);

/** A batch norm at work. */
export class NormStep {
  private readonly step: Of<'norm'>;
  private readonly ends: Ends;
  private readonly names: ReturnType<typeof namesFor>;
  private readonly stored: number;
  private readonly places: number;
  private readonly table: NormTable;
  /** Sums of what was taken in, of moments or of gradients. */
  private readonly sums: Pairs;
  private readonly momentsHere: Pairs;
  private readonly gradientsOfAll: Pairs;
  /** Values of a channel in the whole batch. */
  private count = 0;

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
    this.sums = new Pairs(arena, channels);
    this.momentsHere = new Pairs(arena, channels);
    this.gradientsOfAll = new Pairs(arena, channels);
  }

  emit(module: ModuleBuilder) {
    const { names, stored } = this;
    const { relu, reluBefore } = this.step;
    emitChannelSums(module, names.sums, stored);
    emitMoments(module, names.moments, stored);
    emitNormalize(module, names.normalize, stored, { relu });
    emitNormGradientSums(module, names.gradientSums, stored);
    emitNormGradient(module, names.gradient, stored, { mask: reluBefore });
    const shape = { ...this.step, stored };
    emitMeans(module, names.means, shape);
    emitSettle(module, names.settle, shape);
    emitSettleGradient(module, names.settleGradient, shape);
  }

  /** @throws RangeError when a channel has a single value: it has no variance */
  demandVariance(images: number) {
    if (images * this.places >= 2) return;
    throw new RangeError(
      `${this.step.name} got one value per channel and cannot take its variance. ` +
        'Train with at least two images per batch.',
    );
  }

  /** Takes a tile of the input in. The means of its first rows are what distances are taken from: near enough. */
  addMoments(kernels: Kernels, views: Views, tile: Tile) {
    const rows = tile.images * this.places;
    const x = this.ends.x.at(tile);
    const { table, sums, names } = this;
    if (tile.first === 0) {
      const all = views.doubles(sums.all).fill(0);
      const some = Math.min(rows, FIRST_ROWS);
      kernels[names.sums]!(x, sums.at, some);
      const shift = this.table.row(views, 'mean');
      for (let i = 0; i < shift.length; i++) shift[i] = all[i]! / some;
      all.fill(0);
      this.count = 0;
    }
    kernels[names.moments]!(x, table.at, sums.at, rows);
    this.count += rows;
  }

  /** Mean and squared distances of what was taken in; good until the next batch. */
  moments(kernels: Kernels, views: Views): Exchange {
    const { count, momentsHere: here, table, sums, names } = this;
    kernels[names.means]!(table.at, sums.at, here.at, here.second.at, count);
    return here.exchange(views, 'moments', count);
  }

  /** How training normalises this batch, `all` as `moments` gave it; the running statistics take it in. */
  settle(
    kernels: Kernels,
    views: Views,
    [weight, bias]: readonly Part[],
    [mean, variance]: readonly Part[],
    all: Exchange,
  ) {
    const { momentsHere: here, table } = this;
    this.count = all.count;
    views.doubles(this.sums.all).fill(0);
    const read = [here.at, here.second.at, weight!.at, bias!.at] as const;
    const written = [table.at, table.inverse.at, mean!.at, variance!.at] as const;
    kernels[this.names.settle]!(...read, ...written, all.count);
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
   * What was taken in, for each channel the sum of gradients, and of gradients times distances from the mean; a copy, which
   * may take in what others found. Good until the next batch.
   */
  gradients(views: Views): Exchange {
    const { sums, gradientsOfAll: all, count } = this;
    views.doubles(all.all).set(views.doubles(sums.all));
    return all.exchange(views, 'gradients', count);
  }

  /** How the gradient goes on, `all` as `gradients` gave it; the parameters' are those of the images here. */
  settleGradient(
    kernels: Kernels,
    [weight]: readonly Part[],
    [dWeight, dBias]: readonly Part[],
    all: Exchange,
  ) {
    const { sums, gradientsOfAll, table } = this;
    const given = [sums.at, gradientsOfAll.at, weight!.at, dWeight!.at, dBias!.at] as const;
    kernels[this.names.settleGradient]!(...given, table.at, table.inverse.at, all.count);
  }

  backward(kernels: Kernels, tile: Tile) {
    const { x, dy } = this.ends;
    const rows = tile.images * this.places;
    kernels[this.names.gradient]!(dy.at(tile), x.at(tile), this.table.at, rows);
  }
}
