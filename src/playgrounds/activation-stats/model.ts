/** What the playground remembers, and what it reads off a run. Pure numbers; layers' figures come from the lab. */
import { colorDim, type Grid, type Recipe, recipes, simpleCnnPlan } from '#cnn/math';
import { oneOf, optional, stateCodec, whole } from '#kit/state';
import type { LayerFigures, RunState } from '#lab';
import { type RecordedName, recordedNames } from './recorded.ts';

/** Layers that own parameters, in the order ActivationStats sees them with batch norm: the chapter's negative places count here. */
export const layerNames = simpleCnnPlan({ norm: 'batch' })
  .layers.filter(({ type }) => type === 'Conv2d' || type === 'BatchNorm2d')
  .map(({ name }) => name);

/** What one looks at first: fastai's numbers, or those after the ReLU that most readers expect. */
export const views = ['fastai', 'expected'] as const;
export const panels = ['stats', 'color-dim', 'column', 'dead'] as const;

export interface StatsState {
  run: RecordedName;
  layer: string;
  /** Column in question, a step from 1. */
  step: number;
  /** What stands open below the charts. */
  panel: (typeof panels)[number];
  view: (typeof views)[number];
  /** The channel followed among the dead ones; none at first. */
  unit: number | null;
}

const longest = Math.max(...recordedNames.map((name) => recipes[name].recipe.steps));

export const codec = stateCodec<StatsState>({
  tag: 'ActivationStats',
  id: 'activation-stats',
  fields: {
    run: oneOf(recordedNames),
    layer: oneOf(layerNames),
    step: whole(1, longest),
    panel: oneOf(panels),
    view: oneOf(views),
    unit: optional(whole(0, 63)),
  },
  start: { run: 'D', layer: 'conv4', step: 14, panel: 'color-dim', view: 'fastai', unit: null },
  settle(state) {
    const { steps, norm } = recipeOf(state.run);
    // A layer the run does not have gives the convolution before it, a step beyond the run its last.
    const layer = norm === 'none' ? state.layer.replace('bn', 'conv') : state.layer;
    return { ...state, layer, step: Math.min(steps, state.step) };
  },
});

export const recipeOf = (run: RecordedName): Recipe => recipes[run].recipe;

/** Layers recorded in a run, by its first batch. */
export const layersOf = (run: RunState): string[] =>
  run.stats[0]?.layers.map(({ layer }) => layer) ?? [];

/** One layer's figures, batch by batch. */
export interface LayerRun {
  steps: number[];
  figures: LayerFigures[];
}

export function layerRun(run: RunState, layer: string): LayerRun {
  const steps: number[] = [];
  const figures: LayerFigures[] = [];
  for (const { step, layers } of run.stats) {
    const found = layers.find((one) => one.layer === layer);
    if (!found) continue;
    steps.push(step);
    figures.push(found);
  }
  return { steps, figures };
}

/** fastai's colourful dimension of a layer, `grid[bin][column]`, with its largest value. */
export function colourfulOf({ figures }: LayerRun): { grid: Grid; max: number } {
  const grid = colorDim(figures.map(({ histogram }) => histogram));
  let max = 0;
  for (const row of grid) for (const value of row) max = Math.max(max, value);
  return { grid, max };
}

/** The column nearest to a step; −1 when nothing is recorded. */
export function columnAt(steps: readonly number[], step: number): number {
  let best = -1;
  steps.forEach((here, i) => {
    if (best < 0 || Math.abs(here - step) < Math.abs(steps[best]! - step)) best = i;
  });
  return best;
}

/** Numbers a layer puts out for one batch: width × height × channels × images. */
export function outputsOf(layer: string, recipe: Recipe): { side: number; channels: number } {
  const place = Number(layer.replace(/\D/g, ''));
  const convs = simpleCnnPlan().layers.filter((plan) => plan.type === 'Conv2d');
  let side = 28;
  for (let i = 0; i < place; i++) side = Math.ceil(side / 2);
  const plan = convs[place - 1];
  if (!plan)
    throw new RangeError(`There is no layer ${layer} in the chapter's net of ${recipe.net}.`);
  return { side, channels: plan.outChannels };
}

/** How many numbers of a batch the histogram does not show: those below 0 and above 10. */
export function unseen(figures: LayerFigures, layer: string, recipe: Recipe): number {
  const { side, channels } = outputsOf(layer, recipe);
  const all = side * side * channels * recipe.batchSize;
  return Math.max(0, all - figures.histogram.reduce((sum, count) => sum + count, 0));
}
