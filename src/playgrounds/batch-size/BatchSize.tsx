import { useMemo } from 'react';
import { Choices, NumberField, Status, useFigureState, useHydrated, useTraining } from '#kit';
import { Budget } from './Budget.tsx';
import { spreadsOf } from './cloud.ts';
import { More } from './More.tsx';
import { type BatchState, codec } from './model.ts';
import { Pictures } from './Pictures.tsx';
import { COUNT, points, recipe, sizes, stepOf } from './points.ts';
import type { Recording } from './recorded.ts';
import { useClouds } from './useClouds.ts';
import { useTiming } from './useTiming.ts';
import { spreadWords } from './words.ts';

interface Props {
  id: string;
  start: BatchState;
  recording: Recording;
}

/** Mini-batch gradients at one point of a real network, how their spread shrinks with the size, and what that costs. */
export default function BatchSize({ id, start, recording }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const training = useTraining();
  const timing = useTiming(training);
  const clouds = useClouds(recording, state, training.ask);
  const { cloud, asking } = clouds;
  const spreads = useMemo(() => spreadsOf(cloud), [cloud]);
  const change = (part: Partial<BatchState>): void => set((was) => ({ ...was, ...part }));
  const words = spreadWords(spreads, state.size, state.beside);
  const source = (): string => {
    if (asking) {
      return `Training ${stepOf(state.point)} updates, then ${COUNT * sizes.length} gradients.`;
    }
    if (clouds.fresh) return 'Taken in this tab.';
    return state.seed === recipe.seed
      ? `Recorded with seed ${recipe.seed}.`
      : `Recorded with seed ${recipe.seed}; those of seed ${state.seed} were not taken yet.`;
  };

  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <Pictures state={state} cloud={cloud} spreads={spreads} live={live} onChange={change} />
      <p className="said">{words}</p>
      <div className="head">
        <Choices
          legend="Point of the training"
          value={state.point}
          options={points.map(({ name, label }) => ({ value: name, label }))}
          disabled={!live || asking || timing.running}
          onChange={(point) => change({ point })}
        />
        <NumberField
          label="Seed"
          value={state.seed}
          min={0}
          max={999}
          whole
          disabled={!live || asking || timing.running}
          onChange={(seed) => change({ seed })}
        />
      </div>
      <div className="acts">
        <button
          type="button"
          className="btn"
          disabled={!live || timing.running}
          onClick={asking ? clouds.stop : () => void clouds.take()}
        >
          {asking ? 'Stop' : 'Take the gradients here'}
        </button>
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => {
            clouds.reset();
            timing.reset();
            training.reset();
            reset();
          }}
        >
          Reset
        </button>
        <span className="said">{source()}</span>
      </div>
      {clouds.problem && (
        <p className="said is-error" role="alert">
          {clouds.problem}
        </p>
      )}
      <Budget state={state} timing={timing} live={live} busy={asking} onChange={change} />
      <More id={id} state={state} start={start} cloud={cloud} spreads={spreads} />
      <Status>
        {asking ? 'Taking gradients.' : timing.running ? 'Timing.' : state !== start ? words : ''}
      </Status>
    </>
  );
}
