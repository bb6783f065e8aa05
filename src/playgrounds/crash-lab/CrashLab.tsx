import { useState } from 'react';
import { sameRecipe } from '#cnn/math';
import {
  Choices,
  LineChart,
  NumberField,
  RunButton,
  Status,
  TakeAway,
  useFigureState,
  useHydrated,
  useTraining,
} from '#kit';
import { forEye } from '#kit/state';
import { Guess } from './Guess.tsx';
import {
  type CrashState,
  chapterRun,
  codec,
  distance,
  lossOf,
  nearZeroOf,
  recipeOf,
  switchesOf,
} from './model.ts';
import { type Panel, Panels } from './Panels.tsx';
import { csvOf, fastaiOf } from './take.ts';

interface Props {
  id: string;
  start: CrashState;
  panels: readonly Panel[];
}

const switches = {
  batch: [
    { value: '64', label: 'batches of 64' },
    { value: '512', label: 'of 512' },
  ],
  schedule: [
    { value: 'constant', label: 'constant rate' },
    { value: 'one-cycle', label: '1cycle' },
  ],
  norm: [
    { value: 'none', label: 'no norm' },
    { value: 'batch', label: 'batch norm' },
  ],
  push: [
    { value: 'no', label: 'rate 0.06, one pass' },
    { value: 'yes', label: 'rate 0.1, five passes' },
  ],
} as const;

/** The chapter's failure and its remedies, one switch each: expect, see, try other seeds. */
export default function CrashLab({ id, start, panels }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const training = useTraining();
  const { run, running, train, stop } = training;
  const [shown, show] = useState(false);
  const change = (part: Partial<CrashState>): void => set((was) => ({ ...was, ...part }));

  const recipe = recipeOf(state);
  const name = chapterRun(state);
  const panel = panels.find((one) => one.name === name);
  const mine = run.recipe && sameRecipe(run.recipe, recipe) ? run : undefined;
  const liveZero = mine ? nearZeroOf(mine) : [];
  const accuracy = mine?.epochs.at(-1)?.accuracy;
  const missed = state.guess && panel ? distance(state.guess, panel.nearZero) : undefined;
  const verdict =
    missed === undefined
      ? ''
      : `Your curve is ${forEye(missed)} off on average${missed < 0.1 ? ': you knew.' : missed < 0.3 ? ': the course is right.' : '. Compare the two.'}`;

  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <div className="switches">
        {(Object.keys(switches) as (keyof typeof switches)[]).map((field) => (
          <Choices
            key={field}
            legend={
              { batch: 'Batch size', schedule: 'Schedule', norm: 'Norm', push: 'Rate and length' }[
                field
              ]
            }
            value={state[field]}
            options={switches[field] as readonly { value: string; label: string }[]}
            disabled={!live || running}
            onChange={(value) => {
              show(false);
              change({ [field]: value });
            }}
          />
        ))}
      </div>
      <p className="said">
        {panel
          ? `This is the chapter’s run ${panel.name}. ${panel.remedy}`
          : 'This is a run of your own, which the chapter does not make. Train it here.'}
      </p>
      <Guess
        guess={state.guess}
        real={panel?.nearZero ?? []}
        live={liveZero}
        shown={shown || state.guess === null}
        disabled={!live}
        onGuess={(guess) => change({ guess })}
      />
      {panel && (
        <div className="acts">
          <button
            type="button"
            className="plain"
            disabled={!live}
            onClick={() => {
              show(false);
              change({ guess: [0.5, 0.5, 0.5, 0.5, 0.5] });
            }}
          >
            Hide the curve and draw what I expect
          </button>
          <button
            type="button"
            className="btn"
            disabled={!live || state.guess === null || shown}
            onClick={() => show(true)}
          >
            Show what happened
          </button>
          {shown && <span className="said">{verdict}</span>}
        </div>
      )}
      {mine && (
        <LineChart
          label={`Loss of the run trained here, smoothed: ${forEye(mine.batches.at(-1)?.smoothLoss ?? 0)} now.`}
          height={84}
          x={[0, 1]}
          y={[0, 3]}
          yTicks={[0, 3].map((at) => ({ at, text: String(at) }))}
          lines={[
            { kind: 'ghost', points: panel?.loss ?? [] },
            { kind: 'me', points: lossOf(mine) },
          ]}
        />
      )}
      <div className="acts">
        <NumberField
          label="Seed"
          value={state.seed}
          min={0}
          max={999}
          whole
          disabled={!live || running}
          onChange={(seed) => change({ seed })}
        />
        <RunButton
          running={running}
          progress={run.batches.length / recipe.steps}
          label="Train it here"
          failed={run.phase === 'failed'}
          disabled={!live}
          onNear={() => training.warm(recipe)}
          onRun={() => void train(recipe, { stats: Math.ceil(recipe.steps / 240) })}
          onStop={stop}
        />
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => {
            show(false);
            training.reset();
            reset();
          }}
        >
          Reset
        </button>
        <span className="said">
          {running && `Batch ${run.batches.length} of ${recipe.steps}.`}
          {!running &&
            accuracy !== undefined &&
            `Seed ${recipe.seed} reached ${forEye(accuracy * 100, 1)} %.`}
        </span>
      </div>
      {run.problem && (
        <p className="said is-error" role="alert">
          {run.problem.message}
        </p>
      )}
      <Panels
        panels={panels}
        chosen={name}
        disabled={!live || running}
        onChoose={(chosen) => {
          show(false);
          change(switchesOf(chosen));
        }}
      />
      <details className="more">
        <summary>More: take it with you</summary>
        <TakeAway
          name="crash-lab"
          link={() => `${id}?${codec.format(state, start)}`}
          code={() => fastaiOf(recipe)}
          codeIs="fastai"
          csv={() => csvOf(panels)}
        />
      </details>
      <Status>
        {running
          ? 'Training.'
          : accuracy !== undefined
            ? `Trained: ${forEye(accuracy * 100, 1)} per cent right.`
            : shown
              ? verdict
              : ''}
      </Status>
    </>
  );
}
