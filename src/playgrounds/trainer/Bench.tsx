import { type ReactNode, useId, useState } from 'react';
import { everyChoice } from '#cnn/math';
import { Choices, RunButton } from '#kit';
import type { RunState, Steering } from '#lab';
import { Helm } from './Helm.tsx';
import { MoreSettings } from './MoreSettings.tsx';
import { normNames, type Recipe, rateStop, rates, trimmed } from './model.ts';
import { presetOf, presets } from './presets.ts';
import { TwinPicker } from './TwinPicker.tsx';
import type { Twin } from './twins.ts';

interface Props {
  recipe: Recipe;
  onChange(recipe: Recipe): void;
  /** Training images the recipe's net will see. */
  images: number;
  run: RunState;
  running: boolean;
  paused: boolean;
  disabled: boolean;
  onNear(): void;
  onTrain(): void;
  onTwin(twin: Twin): void;
  onStop(): void;
  onReset(): void;
  onSteer(steering: Steering): void;
  /** How the run on show came out, beside the button that made it. */
  children: ReactNode;
}

/** What the next run will be. A change while one runs waits for the next press; the helm alone reaches the one that runs. */
export function Bench(props: Props) {
  const { recipe, onChange, run, running, paused, disabled, children, ...on } = props;
  const rate = useId();
  const from = useId();
  // A half-typed number goes with a reset, whether or not the recipe changes.
  const [resets, countReset] = useState(0);
  const reset = () => {
    countReset((n) => n + 1);
    on.onReset();
  };
  const change = (part: Partial<Recipe>) => onChange(trimmed({ ...recipe, ...part }));
  const step = run.batches.at(-1)?.step ?? 0;
  const oneCycle = recipe.schedule === 'one-cycle';
  const preset = presetOf(recipe);
  return (
    <div className="bench-of-run">
      <div className="panel-bar start">
        <RunButton
          running={running}
          progress={running ? step / (run.recipe?.steps ?? 1) : 0}
          label={run.phase === 'failed' ? 'Train again' : 'Train'}
          failed={run.phase === 'failed'}
          disabled={disabled}
          onNear={on.onNear}
          onRun={on.onTrain}
          onStop={on.onStop}
        />
        <button
          type="button"
          className="plain"
          disabled={disabled || !running}
          onClick={() => on.onSteer({ paused: !paused })}
        >
          {paused ? 'Go on' : 'Pause'}
        </button>
        <button type="button" className="plain" disabled={disabled} onClick={reset}>
          Reset
        </button>
        {children}
      </div>
      <div className="panel-bar from">
        <label htmlFor={from}>start from</label>
        <select
          id={from}
          className="line"
          disabled={disabled}
          value={preset?.name ?? ''}
          onChange={({ target }) => {
            const chosen = presets.find(({ name }) => name === target.value);
            if (chosen) onChange(trimmed({ ...chosen.recipe, seed: recipe.seed }));
          }}
        >
          {!preset && <option value="">settings of your own</option>}
          {presets.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
        <span className="quiet">{preset?.why ?? 'No run of the chapter has these settings.'}</span>
      </div>
      <div className="panel-bar">
        <Choices
          legend="Norm"
          hideLegend
          disabled={disabled}
          value={recipe.norm}
          options={norms.map((norm) => ({ value: norm, label: normNames[norm] }))}
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
      <MoreSettings
        key={resets}
        recipe={recipe}
        images={props.images}
        onChange={onChange}
        disabled={disabled}
      />
      <TwinPicker recipe={recipe} disabled={disabled || running} onTrain={on.onTwin} />
      <Helm run={run} running={running && !disabled} onSteer={on.onSteer} />
    </div>
  );
}

/** The chapter's own first. */
const norms = everyChoice.norm.toSorted((a, b) => Number(b === 'batch') - Number(a === 'batch'));
