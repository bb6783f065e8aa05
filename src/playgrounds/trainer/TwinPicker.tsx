import { useId, useState } from 'react';
import type { Recipe } from './model.ts';
import { type Twin, twinsOf } from './twins.ts';

interface Props {
  recipe: Recipe;
  disabled: boolean;
  onTrain(twin: Twin): void;
}

/** Trains the settings, and after them the same with one switch different: the two lie on the same axes. */
export function TwinPicker({ recipe, disabled, onTrain }: Props) {
  const id = useId();
  const [key, choose] = useState('norm');
  const twins = twinsOf(recipe);
  const twin = twins.find((one) => one.key === key) ?? twins[0];
  return (
    <div className="panel-bar from">
      <label htmlFor={id}>and a twin</label>
      <select
        id={id}
        className="line"
        disabled={disabled}
        value={twin?.key}
        onChange={({ target }) => choose(target.value)}
      >
        {twins.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="plain"
        disabled={disabled || !twin}
        onClick={() => twin && onTrain(twin)}
      >
        Run both
      </button>
      <span className="quiet">one switch different, all else alike, one handle for both</span>
    </div>
  );
}
