import { Choices, LineChart, NumberField, RunButton } from '#kit';
import { forEye } from '#kit/state';
import { type Curve, type CycleState, codec, STEPS, shapeOf } from './model.ts';
import { type Outcome, outcomeOf, outcomeText, recordedOutcome, verdict } from './outcome.ts';
import type { Recordings } from './recorded.ts';
import { rivalWords } from './rivals.ts';
import type { Legs } from './useLegs.ts';

interface Props {
  state: CycleState;
  curve: Curve;
  rival: Curve;
  recordings: Recordings;
  legs: Legs;
  live: boolean;
  onChange(part: Partial<CycleState>): void;
}

/** What a race was run on: a result is shown only beside the schedules it belongs to. */
export const raceKey = (curve: Curve, rival: Curve, { optimizer, seed }: CycleState): string =>
  JSON.stringify([curve, rival, optimizer, seed]);

/** The recorded race, where the schedules are those that were recorded. */
function recordedRace(state: CycleState, recordings: Recordings) {
  const plain = JSON.stringify(shapeOf(state)) === JSON.stringify(shapeOf(codec.start));
  const { rival, optimizer, seed } = state;
  const { start } = codec;
  if (!plain || rival === 'kept' || optimizer !== start.optimizer || seed !== start.seed) return;
  return [recordings.rivals[rival], recordings.own].map(recordedOutcome);
}

/** What is known of the rival and of the reader's schedule, in this order. */
export function raceOf(props: Pick<Props, 'state' | 'curve' | 'rival' | 'recordings' | 'legs'>): {
  outcomes: readonly Outcome[];
  live: boolean;
} {
  const { state, curve, rival, recordings, legs } = props;
  if (legs.key === raceKey(curve, rival, state)) {
    return { outcomes: legs.runs.map((run) => outcomeOf(run, STEPS)), live: true };
  }
  return { outcomes: recordedRace(state, recordings) ?? [], live: false };
}

/** Two trainings that differ in their schedule only, on shared axes. */
export function Race(props: Props) {
  const { state, curve, rival, legs, live, onChange } = props;
  const { name, differs } = rivalWords[state.rival];
  const race = raceOf(props);
  const [other, mine] = race.outcomes;
  const problem = race.live && race.outcomes.find((one) => one.problem)?.problem;
  const last = (outcome: Outcome | undefined) => forEye(outcome?.loss.at(-1)?.[1] ?? Number.NaN);
  return (
    <div className="race">
      <p className="rowname">
        <em>loss</em>
        <span>smoothed; line: yours; dashed: {name}</span>
      </p>
      <div className="inset">
        <LineChart
          label={
            mine && other
              ? `Smoothed training loss: yours ended at ${last(mine)}, ${name} at ${last(other)}.`
              : 'Smoothed training loss. No race of these two schedules yet.'
          }
          height={154}
          x={[0, STEPS]}
          y={[0, 3]}
          yTicks={[0, 1, 2, 3].map((at) => ({ at, text: String(at) }))}
          xTicks={[
            { at: 0, text: 'batch 0' },
            { at: STEPS, text: String(STEPS) },
          ]}
          lines={[
            { kind: 'ghost', points: other?.loss ?? [] },
            { kind: 'me', points: mine?.loss ?? [] },
          ]}
        />
      </div>
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">schedule</th>
            <th scope="col">what it is</th>
            <th scope="col">validation digits</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">yours</th>
            <td>{state.drawn ? 'as you drew it' : '1cycle'}</td>
            <td>{mine ? outcomeText(mine) : 'not raced yet'}</td>
          </tr>
          <tr>
            <th scope="row">{name}</th>
            <td>{differs}</td>
            <td>{other ? outcomeText(other) : 'not raced yet'}</td>
          </tr>
        </tbody>
      </table>
      <div className="acts">
        <RunButton
          running={legs.running}
          progress={legs.steps / (legs.of * STEPS || 1)}
          label={mine ? 'Race them again here' : 'Race them here'}
          disabled={!live}
          onRun={() => void legs.start(raceKey(curve, rival, state), state, [rival, curve])}
          onStop={legs.stop}
        />
        <span className="said">
          {legs.running
            ? `Batch ${legs.steps} of ${legs.of * STEPS}, both trainings together.`
            : mine && other && verdict(mine, other)}
          {!legs.running && mine && (race.live ? ' Trained in this tab.' : ' A recorded race.')}
        </span>
      </div>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <div className="head">
        <Choices
          legend="Optimizer"
          value={state.optimizer}
          options={[
            { value: 'adam', label: 'Adam' },
            { value: 'sgd', label: 'SGD' },
          ]}
          disabled={!live || legs.running}
          onChange={(optimizer) => onChange({ optimizer })}
        />
        <NumberField
          label="Seed"
          value={state.seed}
          min={0}
          max={999}
          whole
          disabled={!live || legs.running}
          onChange={(seed) => onChange({ seed })}
        />
      </div>
    </div>
  );
}
