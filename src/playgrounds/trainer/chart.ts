import { defaultRecipe, firstLayer } from '#cnn/math';
import type { RunState } from '#lab';

export type Point = readonly [x: number, y: number];
export interface Curve {
  /** Images seen, whatever the batch size: runs of any batch size share this axis. */
  lr: Point[];
  loss: Point[];
  rawLoss: Point[];
  accuracy: Point[];
}

/** More points than a chart has pixels cost time and show nothing. */
const MOST_POINTS = 1200;

const sizeOf = (run: RunState) => run.recipe?.batchSize ?? 1;

/** The curves of a run over images seen. */
export function curveOf(run: RunState): Curve {
  const size = sizeOf(run);
  const every = Math.ceil(run.batches.length / MOST_POINTS);
  const drawn = run.batches.filter((_, i, all) => i % every === 0 || i === all.length - 1);
  const over = (pick: (batch: RunState['batches'][number]) => number) =>
    drawn.map((batch): Point => [batch.step * size, pick(batch)]);
  return {
    lr: over(({ lr }) => lr),
    loss: over(({ smoothLoss }) => smoothLoss),
    rawLoss: over(({ loss }) => loss),
    accuracy: run.epochs.map(({ step, accuracy }): Point => [step * size, accuracy]),
  };
}

export interface Axes {
  images: number;
  imageTicks: number[];
  lr: number;
  loss: number;
}

/** One set of axes for the runs that are compared. Losses above 6 are drawn on the edge. */
export function axesOf(runs: readonly RunState[]): Axes {
  const started = runs.filter(({ recipe }) => recipe !== undefined);
  const images = Math.max(1, ...started.map((run) => run.recipe!.steps * sizeOf(run)));
  const lr = Math.max(...started.map(({ recipe }) => recipe!.lr), 1e-5);
  const losses = started
    .flatMap((run) => run.batches.map(({ loss }) => loss))
    .filter(Number.isFinite);
  const tick = niceStep(images / 3);
  return {
    images,
    imageTicks: Array.from({ length: Math.floor((images * 1.01) / tick) + 1 }, (_, i) => i * tick),
    lr,
    loss: Math.min(
      6,
      Math.max(3, Math.ceil(losses.reduce((most, loss) => Math.max(most, loss), 0))),
    ),
  };
}

/** 1, 2 or 5 times a power of ten, at least as large as `about` where possible. */
function niceStep(about: number): number {
  const ten = 10 ** Math.floor(Math.log10(about));
  return Math.max(1, ten * ([1, 2, 5, 10].find((factor) => factor * ten >= about * 0.99) ?? 10));
}

/** Whether some loss lies beyond the axes, where it is drawn on the edge. */
export const clips = (run: RunState, { loss: end }: Axes): boolean =>
  run.batches.some(({ loss }) => !(loss <= end));

/** The last step recorded at or before `step`. */
export function batchAt(run: RunState, step: number): RunState['batches'][number] | undefined {
  const exact = run.batches[step - 1];
  return exact?.step === step ? exact : run.batches.findLast((batch) => batch.step <= step);
}

/** The frame of a film at a step: the last one taken at or before it. */
export function frameAt(run: RunState, step: number): RunState['frames'][number] | undefined {
  return run.frames.findLast((frame) => frame.step <= step) ?? run.frames[0];
}

/** Kernels of a frame, each `[cells]` row by row; cells are those of the chapter's ten-digit net when absent. */
export function kernelsOf(
  values: readonly number[],
  cells = firstLayer(defaultRecipe).side ** 2,
): number[][] {
  return Array.from({ length: Math.floor(values.length / cells) }, (_, kernel) =>
    values.slice(kernel * cells, (kernel + 1) * cells),
  );
}

/** Numbers in one kernel of a run's first layer. */
export const cellsOf = ({ recipe = defaultRecipe }: RunState) => firstLayer(recipe).side ** 2;

/** One kernel at `count` moments spread evenly over the axis; the strip ends where the run has come to. */
export function filmOf(run: RunState, kernel: number, count: number, images: number): number[][] {
  const done = (run.batches.at(-1)?.step ?? 0) * sizeOf(run);
  const moments = Array.from({ length: count }, (_, i) => ((i + 0.5) / count) * images);
  return moments
    .filter((moment, i) => moment <= done || (i === 0 && run.frames.length > 0))
    .map((moment) => frameAt(run, moment / sizeOf(run)))
    .flatMap((frame) => (frame ? [kernelsOf(frame.values, cellsOf(run))[kernel] ?? []] : []));
}

/** End of the signed scale for all frames of a run, rounded up to a tenth so that it seldom moves. */
export function kernelMax(run: RunState): number {
  let most = 0.1;
  for (const { values } of run.frames) {
    for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  }
  return Math.ceil(most * 10 - 1e-9) / 10;
}
