import { forEye } from '#kit/state';
import type { RunState } from '#lab';
import type { NetName } from './nets.ts';
import { nets } from './nets.ts';

interface Props {
  net: NetName;
  run: RunState;
  running: boolean;
  /** The weights of the trained net could not be read. */
  problem: string | undefined;
  live: boolean;
  onTrain(): void;
  onStop(): void;
}

/** Trains the net on show, in this tab, and says how far it is. */
export function GradientNet({ net, run, running, problem, live, onTrain, onStop }: Props) {
  const { recipe, label } = nets[net];
  const step = run.batches.at(-1)?.step ?? 0;
  const said =
    problem ??
    (run.phase === 'failed'
      ? run.problem?.message
      : running
        ? step === 0
          ? `Waiting for ${run.waitingFor ?? 'the digits'}.`
          : `Step ${forEye(step)} of ${forEye(recipe.steps)}.`
        : undefined);
  return (
    <div className="train">
      <button type="button" className="btn" disabled={!live} onClick={running ? onStop : onTrain}>
        {running ? 'Stop' : `Train the ${label} net now`}
      </button>
      <span className={run.phase === 'failed' || problem ? 'said is-error' : 'said'}>{said}</span>
    </div>
  );
}
