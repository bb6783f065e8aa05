import { useState } from 'react';
import type { Recipe } from '#cnn/math';
import { Choices, HeatMap, viridis } from '#kit';
import { forEye } from '#kit/state';
import type { LayerFigures } from '#lab';
import { outputsOf, unseen } from './model.ts';

interface Props {
  figures: LayerFigures;
  layer: string;
  step: number;
  recipe: Recipe;
  live: boolean;
}

const stages = [
  { value: 'counts', label: '1 count' },
  { value: 'log', label: '2 log(1 + count)' },
  { value: 'colour', label: '3 colour' },
  { value: 'column', label: '4 stood on end' },
] as const;
type Stage = (typeof stages)[number]['value'];

const words: Record<Stage, string> = {
  counts: 'Sort the outputs of one batch into 40 bins of 0.25, from 0 to 10, and count.',
  log: 'Take log(1 + count): one tall bar no longer flattens all the others.',
  colour: 'Give each bar its colour instead of its height: dark for no output, yellow for most.',
  column: 'Stand the strip on end, 0 at the bottom. This is one column of color_dim.',
};

/** How one batch becomes one column: count, logarithm, colour, on end. */
export function Column({ figures, layer, step, recipe, live }: Props) {
  const [stage, go] = useState<Stage>('counts');
  const counts = figures.histogram;
  const logs = counts.map((count) => Math.log1p(count));
  const bars = stage === 'counts' ? counts : logs;
  const top = Math.max(1e-9, ...bars);
  const most = Math.max(1e-9, ...logs);
  const { side, channels } = outputsOf(layer, recipe);
  const tallest = counts.indexOf(Math.max(...counts));
  return (
    <div className="build-column">
      <Choices
        legend="From a batch to a column"
        value={stage}
        options={stages as readonly { value: Stage; label: string }[]}
        disabled={!live}
        onChange={(next) => go(next)}
      />
      <p className="said">{words[stage]}</p>
      {stage === 'counts' || stage === 'log' ? (
        <svg
          className="plot bars"
          viewBox="0 0 400 160"
          role="img"
          aria-label={`Forty bins of ${layer} at batch ${step}: the tallest is bin ${tallest}, values ${forEye(tallest / 4)} to ${forEye(tallest / 4 + 0.25)}, about ${forEye(counts[tallest]!, 0)} outputs.`}
        >
          {bars.map((value, bin) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: the bin is the identity
              key={bin}
              x={bin * 10 + 1}
              width="8"
              y={150 - (value / top) * 140}
              height={(value / top) * 140}
              fill="currentColor"
            />
          ))}
          <path className="ax" d="M0 150.5H400" />
        </svg>
      ) : stage === 'colour' ? (
        <HeatMap
          label={`The forty bins of ${layer} as a strip of colours, value 0 at the left.`}
          values={[logs]}
          max={most}
          colour={viridis}
          height={42}
          xTicks={[
            { at: 0, text: '0' },
            { at: 1, text: '10' },
          ]}
        />
      ) : (
        <div className="on-end">
          <HeatMap
            label={`One column of color_dim: ${layer} at batch ${step}.`}
            values={logs.map((value) => [value])}
            max={most}
            colour={viridis}
            height={230}
            yTicks={[0, 0.5, 1].map((at) => ({ at, text: String(at * 10) }))}
          />
        </div>
      )}
      <p className="said quiet">
        {layer} puts out {side} × {side} × {channels} numbers an image, {recipe.batchSize} images a
        batch. Of these {forEye(side * side * channels * recipe.batchSize)}, about{' '}
        {forEye(unseen(figures, layer, recipe), 0)} lie below 0 or above 10 and are in no bin,
        though all negative ones count as near zero.
      </p>
    </div>
  );
}
