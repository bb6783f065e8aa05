import { useState } from 'react';
import { Slider } from '#kit';
import type { RunState, Steering } from '#lab';
import { rateStop, rates } from './model.ts';
import { figure } from './words.ts';

interface Props {
  run: RunState;
  running: boolean;
  onSteer(steering: Steering): void;
}

/** Momentum is set in hundredths, below 1. */
const MOST = 99;

/** A hand on the running training: it holds the rate or the momentum until it gives them back to the schedule. */
export function Helm({ run, running, onSteer }: Props) {
  const [held, hold] = useState<{ lr: number | null; mom: number | null }>({ lr: null, mom: null });
  const [whose, setWhose] = useState(run.recipe);
  // Another run begins with nobody at the helm.
  if (whose !== run.recipe) {
    setWhose(run.recipe);
    hold({ lr: null, mom: null });
  }
  const now = run.batches.at(-1);
  const steer = (part: { lr?: number | null; mom?: number | null }) => {
    hold({ ...held, ...part });
    onSteer(part);
  };
  const lr = held.lr ?? now?.lr ?? run.recipe?.lr ?? rates[0];
  const mom = held.mom ?? now?.mom ?? 0.9;
  const says = (value: number, of: number | null) =>
    `${figure(value)}${of === null ? '' : ', held'}`;
  return (
    <details className="helm">
      <summary>Steer it while it runs</summary>
      <div className="panel-bar">
        <Slider
          label="rate now"
          value={rateStop(lr)}
          min={0}
          max={rates.length - 1}
          disabled={!running}
          text={says(lr, held.lr)}
          onChange={(stop) => steer({ lr: rates[stop]! })}
        />
        <button
          type="button"
          className="plain"
          disabled={!running || held.lr === null}
          onClick={() => steer({ lr: null })}
        >
          Rate back to the schedule
        </button>
        <Slider
          label="momentum now"
          value={Math.round(100 * mom)}
          min={0}
          max={MOST}
          disabled={!running}
          text={says(mom, held.mom)}
          onChange={(hundredths) => steer({ mom: hundredths / 100 })}
        />
        <button
          type="button"
          className="plain"
          disabled={!running || held.mom === null}
          onClick={() => steer({ mom: null })}
        >
          Momentum back to the schedule
        </button>
      </div>
      <p className="said quiet">
        {running
          ? 'Counts from the next batch. A run that was steered is marked, for its recipe alone does not give it again.'
          : 'Press Train, then move these: they count from the next batch.'}
      </p>
    </details>
  );
}
