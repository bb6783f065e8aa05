import { useId } from 'react';
import { type Runner, runnerNames } from '#cnn/math';
import { useRunner } from '#kit';
import type { RunState } from '#lab';
import { milliseconds } from './words.ts';

interface Props {
  run: RunState;
  disabled: boolean;
}

const names = Object.entries(runnerNames) as [Runner, string][];

/** Who computed the run on show, why nobody faster did, and who is to compute the next one. */
export function RunsOn({ run, disabled }: Props) {
  const id = useId();
  const [wanted, want] = useRunner();
  const timings = run.choice?.timings ?? [];
  return (
    <div className="runs-on">
      {run.engine.why && (
        <p className="said quiet">
          Computed layer by layer on {run.backend}, not by code emitted for the whole network:{' '}
          {run.engine.why}.
        </p>
      )}
      {run.refused.map(({ name, why }) => (
        <p key={name} className="said quiet">
          {name} was not used: {why}
        </p>
      ))}
      {timings.length > 0 && (
        <p className="said quiet">
          Measured here:{' '}
          {timings
            .map((one) => `${runnerNames[one.runner]} ${milliseconds(one)} a step`)
            .join('; ')}
          .
        </p>
      )}
      <label htmlFor={id}>Next run on</label>
      <select
        id={id}
        className="line"
        disabled={disabled}
        value={wanted ?? ''}
        onChange={({ target }) => want((target.value || undefined) as Runner | undefined)}
      >
        <option value="">the fastest here</option>
        {names.map(([runner, name]) => (
          <option key={runner} value={runner}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
