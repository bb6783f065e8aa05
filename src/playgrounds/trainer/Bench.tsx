import { type ReactNode, useId, useState } from 'react';
import { Choices, RunButton } from '#kit';
import type { RunState } from '#lab';
import { batchSizes, type Recipe, rateStop, rates } from './model.ts';
import { NumberField } from './NumberField.tsx';

interface Props {
  recipe: Recipe;
  onChange(recipe: Recipe): void;
  run: RunState;
  running: boolean;
  disabled: boolean;
  onTrain(): void;
  onStop(): void;
  onReset(): void;
  /** How the run on show came out, beside the button that made it. */
  children: ReactNode;
}

/** What the next run will be. A change while one runs waits for the next press. */
export function Bench({ recipe, onChange, run, running, disabled, children, ...on }: Props) {
  const rate = useId();
  // A half-typed number goes with a reset, whether or not the recipe changes.
  const [resets, countReset] = useState(0);
  const reset = () => {
    countReset((n) => n + 1);
    on.onReset();
  };
  const change = (part: Partial<Recipe>) => onChange({ ...recipe, ...part });
  const step = run.batches.at(-1)?.step ?? 0;
  const oneCycle = recipe.schedule === 'one-cycle';
  return (
    <div className="bench-of-run">
      <div className="panel-bar start">
        <RunButton
          running={running}
          progress={running ? step / (run.recipe?.steps ?? 1) : 0}
          label={run.phase === 'failed' ? 'Train again' : 'Train'}
          failed={run.phase === 'failed'}
          disabled={disabled}
          onRun={on.onTrain}
          onStop={on.onStop}
        />
        <button type="button" className="plain" disabled={disabled} onClick={reset}>
          Reset
        </button>
        {children}
      </div>
      <div className="panel-bar">
        <Choices
          legend="Batch normalization"
          hideLegend
          disabled={disabled}
          value={recipe.norm}
          options={[
            { value: 'batch', label: 'batch norm' },
            { value: 'none', label: 'no norm' },
          ]}
          onChange={(norm) => change({ norm })}
        />
        <Choices
          legend="Schedule"
          hideLegend
          disabled={disabled}
          value={recipe.schedule}
          options={[
            { value: 'one-cycle', label: '1cycle' },
            { value: 'constant', label: 'constant' },
          ]}
          onChange={(schedule) => change({ schedule })}
        />
        <div className="rate">
          <label htmlFor={rate}>{oneCycle ? 'highest rate' : 'learning rate'}</label>
          <input
            id={rate}
            type="range"
            min={0}
            max={rates.length - 1}
            step={1}
            disabled={disabled}
            value={rateStop(recipe.lr)}
            aria-valuetext={String(recipe.lr)}
            onChange={(event) => change({ lr: rates[Number(event.target.value)] ?? recipe.lr })}
          />
          <output htmlFor={rate}>{recipe.lr}</output>
        </div>
      </div>
      <details className="more">
        <summary>More settings</summary>
        <div className="panel-bar">
          <Choices
            legend="Batch size"
            disabled={disabled}
            value={String(recipe.batchSize)}
            options={batchSizes.map((size) => ({ value: String(size), label: String(size) }))}
            onChange={(size) => change({ batchSize: Number(size) })}
          />
          <Choices
            legend="Optimiser"
            disabled={disabled}
            value={recipe.optimizer}
            options={[
              { value: 'adam', label: 'Adam' },
              { value: 'sgd', label: 'SGD, momentum' },
            ]}
            onChange={(optimizer) => change({ optimizer })}
          />
          <NumberField
            key={`steps ${resets}`}
            name="steps"
            label="Steps"
            recipe={recipe}
            onChange={change}
            disabled={disabled}
          />
          <NumberField
            key={`seed ${resets}`}
            name="seed"
            label="Seed"
            recipe={recipe}
            onChange={change}
            disabled={disabled}
          />
          <NumberField
            key={`lr ${resets}`}
            name="lr"
            label={oneCycle ? 'Highest rate' : 'Learning rate'}
            recipe={recipe}
            onChange={change}
            disabled={disabled}
          />
        </div>
      </details>
    </div>
  );
}
