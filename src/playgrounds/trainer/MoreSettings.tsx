import { useState } from 'react';
import { everyChoice, firstLayer, recipeLimits } from '#cnn/math';
import { Choices, NumberField } from '#kit';
import { batchSizes, passOf, type Recipe, stepsOf, trimmed } from './model.ts';
import { grouped } from './words.ts';

interface Props {
  recipe: Recipe;
  /** Training images its net will see. */
  images: number;
  onChange(recipe: Recipe): void;
  disabled: boolean;
}

/** The rest of a recipe. A number that cannot be used is told of even while the settings are folded away. */
export function MoreSettings({ recipe, images, onChange, disabled }: Props) {
  const [open, setOpen] = useState(false);
  const [problems, setProblems] = useState<Record<string, string | undefined>>({});
  const change = (part: Partial<Recipe>) => onChange(trimmed({ ...recipe, ...part }));
  const hear = (field: string) => (problem: string | undefined) =>
    setProblems((was) => ({ ...was, [field]: problem }));
  const pass = passOf(images, recipe.batchSize);
  const { steps, seed, lr } = recipeLimits;
  const hidden = open ? [] : Object.values(problems).filter((problem) => problem !== undefined);
  return (
    <>
      <details className="more" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>More settings</summary>
        <div className="panel-bar">
          <Choices
            legend="Digits"
            disabled={disabled}
            value={recipe.net}
            options={[
              { value: 'simple_cnn', label: 'all ten' },
              { value: 'three_or_seven', label: '3 or 7, the first net' },
            ]}
            onChange={(net) => change({ net })}
          />
          <Choices
            legend="First kernel"
            disabled={disabled}
            value={String(firstLayer(recipe).side)}
            options={(everyChoice.firstKernel ?? []).map((side) => ({
              value: String(side),
              label: `${side} × ${side}`,
            }))}
            onChange={(side) => change({ firstKernel: Number(side) })}
          />
          <Choices
            legend="Place of the norm"
            disabled={disabled || recipe.norm === 'none'}
            value={recipe.normPlace ?? 'after'}
            options={[
              { value: 'after', label: 'after the ReLU' },
              { value: 'before', label: 'before it' },
            ]}
            onChange={(normPlace) => change({ normPlace })}
          />
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
            label={`Epochs, ${grouped(pass)} steps each`}
            value={Number((recipe.steps / pass).toFixed(2))}
            min={0.01}
            max={Math.floor(steps.max / pass)}
            disabled={disabled}
            onChange={(epochs) => change({ steps: stepsOf(epochs, pass) })}
            onProblem={hear('epochs')}
          />
          <NumberField
            label="Steps"
            value={recipe.steps}
            {...steps}
            whole
            disabled={disabled}
            onChange={(steps) => change({ steps })}
            onProblem={hear('steps')}
          />
          <NumberField
            label="Seed"
            value={recipe.seed}
            {...seed}
            whole
            disabled={disabled}
            onChange={(seed) => change({ seed })}
            onProblem={hear('seed')}
          />
          <NumberField
            label={recipe.schedule === 'one-cycle' ? 'Highest rate' : 'Learning rate'}
            value={recipe.lr}
            {...lr}
            disabled={disabled}
            onChange={(lr) => change({ lr })}
            onProblem={hear('lr')}
          />
        </div>
      </details>
      {hidden.map((problem) => (
        <p key={problem} className="said is-error">
          {problem} The last good value goes on counting.
        </p>
      ))}
    </>
  );
}
