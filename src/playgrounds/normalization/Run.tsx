import { sameRecipe } from '#cnn/math';
import { LineChart, NumberField, RunButton, type Training } from '#kit';
import { forEye } from '#kit/state';
import { type NormState, recipeOf } from './model.ts';

interface Props {
  state: NormState;
  training: Training;
  live: boolean;
  change(part: Partial<NormState>): void;
}

/** Trains what the controls above say, with a seed of the reader's choice. */
export function Run({ state, training, live, change }: Props) {
  const { run, running, train, stop } = training;
  const recipe = recipeOf(state);
  const mine = run.recipe !== undefined && sameRecipe(run.recipe, recipe);
  const accuracy = mine ? run.epochs.at(-1)?.accuracy : undefined;
  return (
    <>
      {mine && run.batches.length > 1 && (
        <div className="chart">
          <LineChart
            label={`Smoothed loss of the run trained here: ${forEye(run.batches.at(-1)!.smoothLoss)} after batch ${run.batches.length}.`}
            height={84}
            x={[0, recipe.steps]}
            y={[0, 2.4]}
            yTicks={[0, 2.4].map((at) => ({ at, text: forEye(at) }))}
            xTicks={[{ at: recipe.steps, text: `batch ${forEye(recipe.steps)}` }]}
            lines={[
              {
                kind: 'me',
                points: run.batches.map(({ step, smoothLoss }) => [step, smoothLoss] as const),
              },
            ]}
          />
        </div>
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
          onRun={() => void train(recipe)}
          onStop={stop}
        />
        <span className="said">
          {running && mine && `Batch ${forEye(run.batches.length)} of ${forEye(recipe.steps)}.`}
          {!running &&
            accuracy !== undefined &&
            run.phase === 'ended' &&
            `Seed ${recipe.seed} reached ${forEye(accuracy * 100, 1)} %: the ring.`}
        </span>
      </div>
    </>
  );
}
