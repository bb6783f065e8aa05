import { useMemo, useState } from 'react';
import { sameRecipe } from '#cnn/math';
import {
  Choices,
  RunButton,
  Slider,
  Status,
  TakeAway,
  useFigureState,
  useHydrated,
  useTraining,
} from '#kit';
import { forEye } from '#kit/state';
import type { RunState } from '#lab';
import { Colourful } from './Colourful.tsx';
import { Column } from './Column.tsx';
import { Inside } from './Inside.tsx';
import { LayerCharts } from './LayerCharts.tsx';
import { codec, columnAt, layerRun, layersOf, recipeOf, type StatsState } from './model.ts';
import { type RecordedName, type Recording, recordedNames, recordedRun } from './recorded.ts';
import { csvOf, fastaiOf } from './take.ts';

interface Props {
  id: string;
  start: StatsState;
  /** The run that the tag opens with, drawn before any script. */
  recording: Recording;
}

const runs = recordedNames.map((name) => ({ value: name, label: `run ${name}` }));
const panels = [
  { value: 'color-dim', label: 'color_dim' },
  { value: 'column', label: 'one column' },
  { value: 'dead', label: 'inside the batch' },
] as const;

/** What a network's layers put out while it trains: fastai's three curves, its colourful dimension, one batch of it. */
export default function ActivationStats({ id, start, recording }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const first = useMemo(() => recordedRun(recording), [recording]);
  const [others, keep] = useState<Partial<Record<RecordedName, RunState>>>({});
  const [said, say] = useState('');
  const training = useTraining();
  const { run: own, running, train, stop } = training;

  const recorded = state.run === recording.name ? first : others[state.run];
  const fresh =
    own.recipe !== undefined && sameRecipe(own.recipe, recipeOf(state.run)) && own.stats.length > 1;
  const run = fresh ? own : recorded;
  const layers = run ? layersOf(run) : [];
  const layer = layers.includes(state.layer) ? state.layer : (layers.at(-1) ?? 'conv4');
  const shown = useMemo(
    () => (run ? layerRun(run, layer) : { steps: [], figures: [] }),
    [run, layer],
  );
  const column = columnAt(shown.steps, state.step);
  const step = shown.steps[column] ?? state.step;
  const figures = shown.figures[column];
  const change = (part: Partial<StatsState>): void => set((was) => ({ ...was, ...part }));

  const choose = async (name: RecordedName): Promise<void> => {
    change({ run: name, step: Math.min(state.step, recipeOf(name).steps) });
    if (name === recording.name || others[name]) return;
    try {
      const { default: loaded } = await import(`./recorded/${name}.json`);
      keep((was) => ({ ...was, [name]: recordedRun(loaded as Recording) }));
      say(`Recorded run ${name}.`);
    } catch {
      say(`The recording of run ${name} could not be loaded. Train it here instead, or try again.`);
    }
  };
  const press = (): void => {
    say('');
    void train(recipeOf(state.run), { stats: 1 });
  };

  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <div className="head">
        <Choices
          legend="Run of the chapter"
          value={state.run}
          options={runs}
          disabled={!live || running}
          onChange={choose}
        />
        <Choices
          legend="Layer"
          value={layer}
          options={layers.map((name) => ({ value: name, label: name }))}
          disabled={!live}
          onChange={(value) => change({ layer: value })}
        />
      </div>
      <LayerCharts
        run={shown}
        total={recipeOf(state.run).steps}
        step={step}
        layer={layer}
        disabled={!live}
        onStep={(value) => change({ step: value })}
      />
      <Slider
        label="Batch"
        value={step}
        min={1}
        max={recipeOf(state.run).steps}
        disabled={!live || shown.steps.length === 0}
        text={`${forEye(step)} of ${forEye(recipeOf(state.run).steps)}${figures ? `: mean ${forEye(figures.mean)}, std ${forEye(figures.std)}, near zero ${forEye(figures.nearZero)}` : ''}`}
        onChange={(value) => change({ step: value })}
      />
      <Choices
        legend="Below"
        hideLegend
        value={state.panel === 'stats' ? 'color-dim' : state.panel}
        options={panels}
        disabled={!live}
        onChange={(panel) => change({ panel })}
      />
      {(state.panel === 'color-dim' || state.panel === 'stats') && (
        <Colourful
          run={shown}
          total={recipeOf(state.run).steps}
          step={step}
          layer={layer}
          disabled={!live}
          onStep={(value) => change({ step: value })}
        />
      )}
      {state.panel === 'column' && figures && (
        <Column
          figures={figures}
          layer={layer}
          step={step}
          recipe={recipeOf(state.run)}
          live={live}
        />
      )}
      {state.panel === 'dead' && (
        <Inside
          training={training}
          recipe={recipeOf(state.run)}
          layer={layer}
          step={step}
          unit={state.unit}
          view={state.view}
          live={live}
          change={change}
        />
      )}
      <div className="acts">
        <RunButton
          running={running}
          progress={own.batches.length / recipeOf(state.run).steps}
          label={fresh ? 'Train it again' : 'Train it here'}
          failed={own.phase === 'failed'}
          disabled={!live}
          onNear={() => training.warm(recipeOf(state.run))}
          onRun={press}
          onStop={stop}
        />
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => {
            training.reset();
            reset();
            say('Back to the start.');
          }}
        >
          Reset
        </button>
        <span className="said quiet">
          {running
            ? `Batch ${own.batches.length} of ${recipeOf(state.run).steps}.`
            : fresh
              ? 'This run was trained in this tab.'
              : 'A recorded run; its counts are exact to a few in a hundred.'}
        </span>
      </div>
      {own.problem && (
        <p className="said is-error" role="alert">
          {own.problem.message}
        </p>
      )}
      <details className="more">
        <summary>More: take it with you, the numbers as a table</summary>
        <TakeAway
          name="activation-stats"
          link={() => `${id}?${codec.format(state, start)}`}
          code={() => fastaiOf(state.run, layer)}
          codeIs="fastai"
          csv={() => csvOf(shown)}
        />
      </details>
      <Status>{said || (running ? 'Training.' : '')}</Status>
    </>
  );
}
