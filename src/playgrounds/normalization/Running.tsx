import { normalized } from '#cnn/math';
import { LineChart, RunButton, Slider, type Training } from '#kit';
import { forEye } from '#kit/state';
import { ChannelChoice } from './ChannelChoice.tsx';
import {
  batchesOf,
  type Film,
  filmOf,
  momentum,
  recordedFilm,
  startWeight,
  tensorNames,
} from './film.ts';
import { arriving, channelsOf } from './layers.ts';
import { placeOf } from './mates.ts';
import { type NormState, recipeOf } from './model.ts';

interface Props {
  state: NormState;
  training: Training;
  live: boolean;
  change(part: Partial<NormState>): void;
}

/** How the running mean and variance of one channel fill up over a run. */
export function Running({ state, training, live, change }: Props) {
  const { run, running, train, stop } = training;
  const recipe = recipeOf(state);
  const own = run.tensors.length > 1;
  const film = own ? filmOf(run, state.channel) : recordedFilm(state.channel);
  const last = film.mean.length - 1;
  const step = Math.min(state.step, last);
  const kept = startWeight(step);
  const { mine, channel } = state;
  const x = arriving('conv1', mine, channel)[placeOf({ layer: 'conv1', at: state.at })]!;
  const outAt = (place: number): number =>
    normalized(x, { mean: film.mean[place]!, variance: film.variance[place]! });
  return (
    <>
      <ChannelChoice state={state} channels={channelsOf('conv1')} live={live} change={change} />
      <Chart film={film} what="mean" step={step} steps={recipe.steps} live={live} change={change} />
      <Chart
        film={film}
        what="variance"
        step={step}
        steps={recipe.steps}
        live={live}
        change={change}
      />
      <Slider
        label="After batch"
        value={step}
        min={0}
        max={last}
        disabled={!live}
        text={`${forEye(step)} of ${forEye(recipe.steps)}: running mean ${forEye(film.mean[step]!, 3)}, running variance ${forEye(film.variance[step]!, 3)}`}
        onChange={(value) => change({ step: value })}
      />
      {step > 0 ? (
        <div className="updates">
          <Update film={film.mean} what="running_mean" step={step} />
          <Update film={film.variance} what="running_var" step={step} />
        </div>
      ) : (
        <p className="said">Before the first batch: mean 0 and variance 1, whatever the data.</p>
      )}
      <p className="said">
        The start still weighs {forEye(1 - momentum)}
        <sup>{step}</sup> = {kept < 0.005 ? kept.toExponential(1).replace('-', '−') : forEye(kept)}.{' '}
        {!own &&
          `In evaluation now, the ${forEye(x)} that the trained network finds in the ${mine} would come out as ${forEye(outAt(step))}; by the last batch’s numbers, as ${forEye(outAt(last))}.`}
      </p>
      <div className="acts">
        <RunButton
          running={running}
          progress={run.batches.length / recipe.steps}
          label={own ? 'Train it again' : 'Train it here'}
          failed={run.phase === 'failed'}
          disabled={!live}
          onRun={() => void train(recipe, { tensors: tensorNames })}
          onStop={stop}
        />
        <span className="said quiet">
          {own ? 'Trained in this tab.' : 'Recorded: run E, seed 0, first batch norm.'}
        </span>
      </div>
    </>
  );
}

interface ChartProps {
  film: Film;
  what: 'mean' | 'variance';
  step: number;
  steps: number;
  live: boolean;
  change(part: Partial<NormState>): void;
}

function Chart({ film, what, step, steps, live, change }: ChartProps) {
  const values = film[what];
  const batches = batchesOf(values);
  const all = [...values, ...batches];
  const top = Math.max(...all);
  const bottom = Math.min(0, ...all);
  return (
    <>
      <p className="rowname">
        <em>{what}</em>
        <span>
          grey: of each batch{what === 'variance' && ', n − 1 below the line'}; ink: running
        </span>
      </p>
      <div className="chart">
        <LineChart
          label={`The ${what} of the channel in each batch, and its running average: ${forEye(values[step]!, 3)} after batch ${step}, ${forEye(values.at(-1)!, 3)} at the end.`}
          height={what === 'mean' ? 150 : 120}
          x={[0, steps]}
          y={[bottom, top]}
          yTicks={[0, top].map((at) => ({ at, text: forEye(at) }))}
          xTicks={
            what === 'variance'
              ? [0, steps].map((at) => ({ at, text: at === 0 ? 'start' : `batch ${at}` }))
              : undefined
          }
          lines={[
            { kind: 'raw', points: batches.map((value, i) => [i + 1, value] as const) },
            { kind: 'me', points: values.map((value, i) => [i, value] as const) },
          ]}
          cursor={{ x: step, y: values[step]!, text: forEye(values[step]!, 3) }}
          onPick={
            live
              ? (x) => change({ step: Math.min(values.length - 1, Math.max(0, Math.round(x))) })
              : undefined
          }
        />
      </div>
    </>
  );
}

function Update({ film, what, step }: { film: readonly number[]; what: string; step: number }) {
  const given = batchesOf(film.slice(step - 1, step + 1))[0]!;
  return (
    <p className="n formula">
      <code>{what}</code>
      <span>
        = {forEye(1 - momentum)} · {forEye(film[step - 1]!, 3)} + {forEye(momentum)} ·{' '}
        {forEye(given, 3)}
      </span>
      <span className="result">= {forEye(film[step]!, 3)}</span>
    </p>
  );
}
