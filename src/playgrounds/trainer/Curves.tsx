import { Fragment, useId } from 'react';
import { KernelStrip, LineChart } from '#kit';
import type { RunState } from '#lab';
import { dashes, type Named } from './beside.ts';
import { axesOf, batchAt, type Curve, clips, curveOf, filmOf, kernelMax } from './chart.ts';
import { figure, grouped, latestEpoch, lossFigure, percent } from './words.ts';

const FRAMES = 14;

interface Props {
  run: RunState;
  /** Runs drawn beside it, dashed. */
  beside: readonly Named[];
  kernel: number;
  step: number;
  /** The reader chose the step; otherwise it is the latest. */
  picked: boolean;
  onStep(step: number): void;
  disabled: boolean;
}

/** Rate, loss, accuracy and one kernel over the images seen, with one handle for all of them. */
export function Curves({ run, beside, kernel, step, picked, onStep, disabled }: Props) {
  const id = useId();
  const besides = beside.map(({ run }) => run);
  const axes = axesOf([run, ...besides]);
  const mine = curveOf(run);
  const ghosts = besides.map(curveOf);
  const size = run.recipe?.batchSize ?? 1;
  const x = [0, axes.images] as const;
  const batch = batchAt(run, step);
  const epoch = latestEpoch(run);
  const asked = run.epochs.findLast((one) => one.step <= step);
  const shared = {
    x,
    onPick: disabled
      ? undefined
      : (images: number) => onStep(Math.max(1, Math.round(images / size))),
  };
  const cursor = (y?: number, text?: string) =>
    picked && batch && { x: step * size, y, text: y === undefined ? undefined : text };
  const film = filmOf(run, kernel, FRAMES, axes.images);

  return (
    <div className="curves">
      <p className="rowname">
        <em>learning rate</em>
      </p>
      <LineChart
        {...shared}
        label={`Learning rate, ${figure(batch?.lr ?? 0)} at step ${step}.`}
        height={56}
        y={[0, axes.lr]}
        yTicks={[0, axes.lr].map((at) => ({ at, text: figure(at) }))}
        lines={[...dashed(ghosts, 'lr'), { kind: 'me', points: mine.lr }]}
        cursor={cursor(batch?.lr, figure(batch?.lr ?? 0))}
      />
      <p className="rowname">
        <em>loss</em>
        <span>ring: validation</span>
        {clips(run, axes) && <span>above {axes.loss}: drawn at the edge</span>}
      </p>
      <LineChart
        {...shared}
        label={`Training loss, smoothed: ${lossFigure(batch?.smoothLoss ?? Number.NaN)} at step ${step}. ${epoch ? `Validation loss ${lossFigure(epoch.validLoss)} after step ${epoch.step}.` : ''}`}
        height={154}
        y={[0, axes.loss]}
        yTicks={Array.from({ length: axes.loss + 1 }, (_, at) => ({ at, text: String(at) }))}
        lines={[
          { kind: 'raw', points: mine.rawLoss },
          ...dashed(ghosts, 'loss'),
          { kind: 'me', points: mine.loss },
        ]}
        rings={[
          ...besides.flatMap(finish),
          ...(epoch
            ? [
                {
                  at: [epoch.step * size, epoch.validLoss] as const,
                  text: lossFigure(epoch.validLoss),
                },
              ]
            : []),
        ]}
        cursor={cursor(batch?.smoothLoss, lossFigure(batch?.smoothLoss ?? 0))}
      />
      <p className="rowname">
        <em>accuracy</em>
        <span>validation, after each pass</span>
      </p>
      <LineChart
        {...shared}
        label={`Validation accuracy: ${run.epochs.map((one) => `${percent(one.accuracy)} after step ${one.step}`).join(', ') || 'not asked yet'}.`}
        height={98}
        y={[0, 1]}
        yTicks={[
          { at: 0, text: '0' },
          { at: 0.5, text: '0.5' },
          { at: 1, text: '1' },
        ]}
        xTicks={axes.imageTicks.map((at) => ({ at, text: grouped(at) }))}
        lines={[...dashed(ghosts, 'accuracy'), { kind: 'me', points: mine.accuracy }]}
        rings={[
          ...ghosts.flatMap(({ accuracy }) => accuracy.map((at) => ({ at, before: true }))),
          ...mine.accuracy.map((at, i) => ({
            at,
            ...(i === mine.accuracy.length - 1 && epoch ? { text: epoch.accuracy.toFixed(3) } : {}),
          })),
        ]}
        cursor={cursor(
          asked && asked.step < (epoch?.step ?? 0) ? asked.accuracy : undefined,
          asked?.accuracy.toFixed(3),
        )}
      />
      <p className="rowname film-name">
        <em>kernel {kernel + 1}</em>
        <span>its film</span>
      </p>
      <div className="film" style={{ width: `${(100 * film.length) / FRAMES}%` }}>
        <KernelStrip
          frames={film}
          max={kernelMax(run)}
          label={`Kernel ${kernel + 1} of the first layer at ${film.length} moments of the run, first to last.`}
        />
      </div>
      {beside.map(({ id, name, run }) => {
        const frames = filmOf(run, kernel, FRAMES, axes.images);
        return (
          <Fragment key={id}>
            <p className="rowname film-name">
              <em>{name}</em>
              <span>its kernel {kernel + 1}</span>
            </p>
            <div className="film" style={{ width: `${(100 * frames.length) / FRAMES}%` }}>
              <KernelStrip
                frames={frames}
                max={kernelMax(run)}
                label={`Kernel ${kernel + 1} of ${name} at ${frames.length} moments of the run, first to last.`}
              />
            </div>
          </Fragment>
        );
      })}
      <p className="rowname scrub-name">
        <label htmlFor={id}>images seen</label>
        <output htmlFor={id}>
          <span className="n">{grouped(step * size)}</span>
          <span className="n">
            step {grouped(step)} of {grouped(run.recipe?.steps ?? 0)}
          </span>
        </output>
      </p>
      <div className="scrub">
        <input
          id={id}
          type="range"
          min={0}
          max={Math.max(1, Math.round(axes.images / size))}
          step={1}
          value={step}
          disabled={disabled || run.batches.length === 0}
          aria-valuetext={`${grouped(step * size)} images, step ${grouped(step)} of ${grouped(run.recipe?.steps ?? 0)}, loss ${lossFigure(batch?.smoothLoss ?? Number.NaN)}`}
          onChange={(event) => onStep(Number(event.target.value))}
        />
      </div>
      {beside.length > 0 && picked && (
        <p className="readings">
          At {grouped(step * size)} images: this run{reading(run, step * size)};{' '}
          {beside.map(({ name, run }) => `${name}${reading(run, step * size)}`).join('; ')}.
        </p>
      )}
    </div>
  );
}

const dashed = (ghosts: readonly Curve[], pick: keyof Curve) =>
  ghosts.map((ghost, i) => ({ kind: 'ghost' as const, points: ghost[pick], dash: dashes[i] }));

/** The smoothed loss of a run after so many images, in words; it may have seen fewer. */
function reading(run: RunState, images: number): string {
  const batch = batchAt(run, Math.floor(images / (run.recipe?.batchSize ?? 1)));
  return batch ? `, loss ${lossFigure(batch.smoothLoss)}` : ', not begun';
}

/** Where a run beside was validated last. */
function finish(run: RunState) {
  const epoch = latestEpoch(run);
  if (!epoch || !run.recipe) return [];
  return [{ at: [epoch.step * run.recipe.batchSize, epoch.validLoss] as const, before: true }];
}
