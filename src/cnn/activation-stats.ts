import type { Callback, Training } from './callback.ts';
import { colorDim, demandWhole, type Grid, type Summary } from './math/index.ts';
import type { LayerOutline } from './step-engine.ts';

/** One layer's output on one training batch, in figures. */
export interface LayerStats extends Summary {
  /** Name of the layer. */
  layer: string;
}

/** Which layers and batches are recorded. */
export interface ActivationStatsOptions {
  /** Names of the layers; all that own parameters when absent. */
  modules?: readonly string[];
  /** Record batches whose number, from 0, is a multiple of this; every batch when absent. */
  every?: number;
}

/**
 * fastai's ActivationStats (callback/hook.py): mean, standard deviation, share near zero and histogram of what layers
 * put out in training. It looks at layers that own parameters, so at convolutions *before* their ReLU, and never at
 * validation. Looking at a batch of the chapter's net costs about a fifth of training on it.
 *
 * @throws RangeError at the start of a fit when the network has no layer of a given name, or nothing to look at
 */
export class ActivationStats implements Callback {
  readonly order = -20;
  /** `stats[batch][layer]`, over all recorded batches of the latest fit. */
  stats: LayerStats[][] = [];
  private readonly modules: readonly string[] | undefined;
  private readonly every: number;
  private looked: LayerStats[] = [];
  private looking = false;
  private stopWatching = () => {};

  /** @throws RangeError when `every` is no whole number of at least 1 */
  constructor({ modules, every = 1 }: ActivationStatsOptions = {}) {
    demandWhole('every', every, 1);
    this.modules = modules;
    this.every = every;
  }

  beforeFit({ model }: Training) {
    const watched = new Set(watchedLayers(model.layers, this.modules));
    this.stats = [];
    this.stopWatching();
    this.stopWatching = model.watch((output) => {
      if (!output.training || !this.looking || !watched.has(output.layer)) return;
      this.looked.push({ layer: output.layer, ...output.stats() });
    });
  }

  beforeBatch({ training, step }: Training) {
    this.looked = [];
    this.looking = training && step % this.every === 0;
  }

  afterBatch() {
    if (this.looked.length > 0) this.stats.push(this.looked);
    this.looked = [];
    this.looking = false;
  }

  afterFit() {
    this.stopWatching();
    this.looking = false;
  }

  /**
   * One layer's figures over the recorded batches, as fastai's `layer_stats`.
   *
   * @param index of the layer among the recorded ones; negative counts from the end, as in `plot_layer_stats(-2)`
   * @throws RangeError when there is no such layer, or nothing is recorded
   */
  layerStats(index: number): LayerStats[] {
    const recorded = this.stats[0]?.length ?? 0;
    if (!Number.isInteger(index) || index >= recorded || index < -recorded) {
      throw new RangeError(
        `index is ${index}; there are ${recorded} recorded layers, from ${-recorded} to ${recorded - 1}. ` +
          'Fit with this callback first.',
      );
    }
    return this.stats.map((layers) => layers.at(index)!);
  }

  /** The colourful dimension of one layer, `grid[bin][batch]`. Takes an index and throws as `layerStats` does. */
  colorDim(index: number): Grid {
    return colorDim(this.layerStats(index).map(({ histogram }) => histogram));
  }
}

/** Names of the layers to look at. */
function watchedLayers(
  layers: readonly LayerOutline[],
  names: readonly string[] | undefined,
): readonly string[] {
  if (!names) {
    return layers.filter(({ parameters }) => parameters.length > 0).map(({ name }) => name);
  }
  const known = layers.map(({ name }) => name);
  const odd = names.find((name) => !known.includes(name));
  if (odd !== undefined) {
    throw new RangeError(`modules names "${odd}"; the network has ${known.join(', ')}.`);
  }
  return names;
}
