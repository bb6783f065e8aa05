import { useId } from 'react';
import { defaultRecipe, firstLayer } from '#cnn/math';
import { Kernel, SignedScale } from '#kit';
import type { RunState } from '#lab';
import { batchAt, frameAt, kernelMax, kernelsOf } from './chart.ts';
import { RunsOn } from './RunsOn.tsx';
import { computedBy, figure, grouped, speedOf } from './words.ts';

interface Props {
  run: RunState;
  step: number;
  kernel: number;
  onChoose(kernel: number): void;
  disabled: boolean;
}

/** The eight kernels of the first layer at a step; the chosen one is the one whose film is shown. */
export function Kernels({ run, step, kernel, onChoose, disabled }: Props) {
  const name = useId();
  const frame = frameAt(run, step);
  const max = kernelMax(run);
  const { kernels: count, side } = firstLayer(run.recipe ?? defaultRecipe);
  const kernels = kernelsOf(frame?.values ?? new Array(count * side ** 2).fill(0), side ** 2);
  const speed = speedOf(run);
  const mom = batchAt(run, step)?.mom;
  return (
    <div className="aside">
      <fieldset className="kernels" disabled={disabled}>
        <legend>
          <em>first-layer kernels</em>{' '}
          {frame ? (frame.step === 0 ? 'before training' : `after step ${frame.step}`) : ''}
        </legend>
        {kernels.map((values, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a kernel is its place in the layer
          <label key={i} className="win">
            <input
              type="radio"
              name={name}
              checked={i === kernel % count}
              onChange={() => onChoose(i)}
              aria-label={`Kernel ${i + 1}`}
            />
            <Kernel values={values} max={max} />
          </label>
        ))}
      </fieldset>
      <SignedScale max={max} />
      <dl className="facts">
        <dt>parameters</dt>
        <dd>{run.parameters > 0 ? grouped(run.parameters) : '–'}</dd>
        <dt>momentum here</dt>
        <dd>{mom === undefined ? '–' : figure(mom)}</dd>
        <dt>time</dt>
        <dd>{run.seconds.toFixed(1)} s</dd>
        <dt>images a second</dt>
        <dd>{speed ? grouped(speed) : '–'}</dd>
        <dt>computed by</dt>
        <dd>{computedBy(run)}</dd>
      </dl>
      <RunsOn run={run} disabled={disabled} />
    </div>
  );
}
