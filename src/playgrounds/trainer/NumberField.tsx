import { useEffect, useId, useState } from 'react';
import { numberProblem, type Recipe } from './model.ts';

interface Props {
  name: 'steps' | 'seed' | 'lr';
  label: string;
  recipe: Recipe;
  onChange(part: Partial<Recipe>): void;
  disabled: boolean;
}

/** A number of the recipe, typed. A number it cannot take stays in the field with a sentence, and the recipe stays as it was. */
export function NumberField({ name, label, recipe, onChange, disabled }: Props) {
  const id = useId();
  const value = String(recipe[name]);
  const [typed, type] = useState(value);
  useEffect(() => type(value), [value]);
  const problem = numberProblem(name, typed);
  return (
    <div className="number">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="line"
        type="text"
        inputMode="decimal"
        autoComplete="off"
        disabled={disabled}
        value={typed}
        aria-invalid={problem !== undefined}
        aria-describedby={problem && `${id}-problem`}
        onChange={({ target }) => {
          type(target.value);
          if (!numberProblem(name, target.value)) onChange({ [name]: Number(target.value) });
        }}
      />
      {problem && (
        <p id={`${id}-problem`} className="said is-error">
          {problem}
        </p>
      )}
    </div>
  );
}
