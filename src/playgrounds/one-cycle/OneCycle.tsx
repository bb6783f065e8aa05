import { useMemo } from 'react';
import { Choices, Status, useFigureState, useHydrated } from '#kit';
import { Finder, gradeKey } from './Finder.tsx';
import { gradeOf } from './grade.ts';
import { More } from './More.tsx';
import { type CycleState, codec, curveOf, knotsOf, STEPS, shapeOf } from './model.ts';
import { outcomeOf, outcomeText, verdict } from './outcome.ts';
import { Race, raceOf } from './Race.tsx';
import type { Recordings } from './recorded.ts';
import { rivalOf, rivals, rivalWords } from './rivals.ts';
import { ScheduleChart } from './ScheduleChart.tsx';
import { useLegs } from './useLegs.ts';
import { Valley } from './Valley.tsx';
import { scheduleWords } from './words.ts';

interface Props {
  id: string;
  start: CycleState;
  recordings: Recordings;
}

const panels = [
  { value: 'schedule', label: 'shape it' },
  { value: 'race', label: 'race it' },
  { value: 'valley', label: 'in a valley' },
  { value: 'finder', label: 'find the rate' },
] as const;

const deeds = {
  schedule: 'Drag the peak of the curve, or move any handle with the arrow keys.',
  race: 'Change the schedule, then race it: two real trainings that differ in nothing else.',
  valley: 'Drag the peak up and down and see where the balls come to rest.',
  finder: 'Pick a rate off the curve, then have it graded by training.',
};

/** The 1cycle schedule: shaped by hand, raced in real trainings, watched in a valley, its height searched for. */
export default function OneCycle({ id, start, recordings }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const legs = useLegs();
  const change = (part: Partial<CycleState>): void => set((was) => ({ ...was, ...part }));
  const curve = useMemo(() => curveOf(state), [state]);
  const kept = useMemo(() => state.kept && curveOf(state.kept), [state.kept]);
  const rival = useMemo(() => rivalOf(state.rival, curve, kept), [state.rival, curve, kept]);
  const { panel, drawn, linked } = state;
  const compares = panel === 'race' || panel === 'valley';
  const race = raceOf({ state, curve, rival, recordings, legs });
  const [theirs, mine] = race.outcomes;
  const raced = panel === 'race' && race.live && legs.running ? legs.runs.at(-1) : undefined;

  const said = (): string => {
    if (legs.running) return panel === 'finder' ? 'Training at three rates.' : 'Racing.';
    if (panel === 'race' && race.live && theirs && mine) {
      return `Yours: ${outcomeText(mine)}. ${rivalWords[state.rival].name}: ${outcomeText(theirs)}. ${verdict(mine, theirs)}`;
    }
    if (panel === 'finder' && legs.key === gradeKey(state)) {
      return gradeOf(
        state.pick,
        legs.runs.map((run) => outcomeOf(run, STEPS)),
      );
    }
    return panel === 'schedule' && state !== start ? scheduleWords(state, curve) : '';
  };

  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <p className="do">{deeds[panel]}</p>
      <Choices
        legend="What to do with the schedule"
        hideLegend
        value={panel}
        options={panels}
        disabled={!live || legs.running}
        onChange={(value) => change({ panel: value })}
      />
      {panel !== 'finder' && (
        <ScheduleChart
          state={state}
          curve={curve}
          rival={compares ? rival : undefined}
          cursor={panel === 'valley' ? state.step : raced?.batches.length}
          live={live && !legs.running}
          onChange={change}
        />
      )}
      {panel === 'schedule' && <p className="said">{scheduleWords(state, curve)}</p>}
      {panel === 'race' && (
        <Race
          state={state}
          curve={curve}
          rival={rival}
          recordings={recordings}
          legs={legs}
          live={live}
          onChange={change}
        />
      )}
      {panel === 'valley' && (
        <Valley
          state={state}
          curve={curve}
          rival={rival}
          live={live}
          changed={state !== start}
          onChange={change}
        />
      )}
      {panel === 'finder' && (
        <Finder state={state} recordings={recordings} legs={legs} live={live} onChange={change} />
      )}
      {compares && (
        <Choices
          legend="Against the same with"
          value={state.rival}
          options={rivals
            .filter((one) => one !== 'kept' || state.kept !== null)
            .map((one) => ({ value: one, label: rivalWords[one].name }))}
          disabled={!live || legs.running}
          onChange={(value) => change({ rival: value })}
        />
      )}
      {panel !== 'finder' && (
        <div className="head">
          <Choices
            legend="Rate"
            value={drawn ? 'drawn' : 'cycle'}
            options={[
              { value: 'cycle', label: '1cycle' },
              { value: 'drawn', label: 'draw my own' },
            ]}
            disabled={!live || legs.running}
            onChange={(value) => change({ drawn: value === 'drawn' ? knotsOf(state) : null })}
          />
          <Choices
            legend="Momentum"
            value={linked ? 'linked' : 'unlinked'}
            options={[
              { value: 'linked', label: 'mirrors the rate' },
              { value: 'unlinked', label: 'unlinked' },
            ]}
            disabled={!live || legs.running}
            onChange={(value) =>
              change(
                value === 'linked'
                  ? { linked: true, moms: state.moms.with(2, state.moms[0]!) }
                  : { linked: false },
              )
            }
          />
        </div>
      )}
      <div className="acts">
        {panel !== 'finder' && (
          <button
            type="button"
            className="plain"
            disabled={!live || legs.running}
            onClick={() => change({ kept: shapeOf(state), rival: 'kept' })}
          >
            Keep as the rival
          </button>
        )}
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => {
            legs.reset();
            reset();
          }}
        >
          Reset
        </button>
      </div>
      <details className="more">
        <summary>More: exact numbers, code, take it with you</summary>
        <More
          id={id}
          state={state}
          start={start}
          curve={curve}
          live={live && !legs.running}
          onChange={change}
        />
      </details>
      <Status>{said()}</Status>
    </>
  );
}
