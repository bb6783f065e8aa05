import { useState } from 'react';
import { LineChart, RunButton, Slider } from '#kit';
import { forEye } from '#kit/state';
import type { RateSearch } from '#lab';
import { gradedCurves, gradedRates, gradeOf, PLACES, pickAt, placeOf } from './grade.ts';
import { type CycleState, codec, PICKS, recipeOf, STEPS } from './model.ts';
import { outcomeOf, outcomeText, recordedOutcome } from './outcome.ts';
import type { Recordings } from './recorded.ts';
import { rateText } from './shaping.ts';
import type { Legs } from './useLegs.ts';

interface Props {
  state: CycleState;
  recordings: Recordings;
  legs: Legs;
  live: boolean;
  onChange(part: Partial<CycleState>): void;
}

const DECADES = [-5, -4, -3, -2, -1, 0];
const names = { valley: 'valley', steep: 'steep', minimum: 'minimum', slide: 'slide' } as const;

/** What the grade of a pick was trained on. */
export const gradeKey = ({ pick, optimizer, seed, div, divFinal, pctStart, moms }: CycleState) =>
  JSON.stringify(['grade', pick, optimizer, seed, div, divFinal, pctStart, moms]);

/** fastai's `lr_find`, a rate picked off it, and what training at that rate comes to. */
export function Finder({ state, recordings, legs, live, onChange }: Props) {
  const [own, setOwn] = useState<{ key: string; found?: RateSearch; problem?: string }>();
  const [asking, setAsking] = useState<AbortController>();
  const { pick, optimizer, seed } = state;
  const key = `${optimizer} ${seed}`;
  const searched = own?.key === key ? own : undefined;
  const recorded = key === `${codec.start.optimizer} ${codec.start.seed}`;
  const found = searched?.found ?? (recorded ? recordings : undefined);
  const curve = searched?.found?.used ?? (recorded ? recordings.search : { lrs: [], losses: [] });
  // Rounded: the last digits of a logarithm differ between the build's machine and the reader's.
  const log = (lr: number) => Number(Math.log10(lr).toFixed(4));
  const points = curve.lrs.map((lr, i) => [log(lr), curve.losses[i]!] as const);
  const near = points.reduce<readonly [number, number] | undefined>(
    (best, point) =>
      best && Math.abs(best[0] - log(pick)) <= Math.abs(point[0] - log(pick)) ? best : point,
    undefined,
  );

  const losses = points.length > 0 ? curve.losses : [0, 3];
  const axis = [Math.floor(Math.min(...losses) * 2) / 2, Math.ceil(Math.max(...losses))] as const;

  const search = async (): Promise<void> => {
    const mine = new AbortController();
    setAsking(mine);
    try {
      const answer = await legs.ask('find', { recipe: recipeOf(state), options: {} }, mine.signal);
      setOwn({ key, found: answer });
    } catch (fault) {
      if (!mine.signal.aborted) setOwn({ key, problem: (fault as Error).message });
    }
    setAsking(undefined);
  };

  const graded = legs.key === gradeKey(state) ? legs.runs.map((run) => outcomeOf(run, STEPS)) : [];
  const grade = gradeOf(pick, graded);
  const busy = legs.running || asking !== undefined;
  return (
    <div className="finder">
      <p className="rowname">
        <em>loss, smoothed</em>
        <span>while the rate grows by the same factor every batch</span>
      </p>
      <div className="inset">
        <LineChart
          label={
            points.length > 0
              ? `Smoothed loss over learning rates from ${rateText(curve.lrs[0]!)} to ${rateText(curve.lrs.at(-1)!)}. Your pick is ${rateText(pick)}.`
              : 'No search with this optimizer and seed yet.'
          }
          height={168}
          x={[DECADES[0]!, DECADES.at(-1)!]}
          y={axis}
          yTicks={axis.map((at) => ({ at, text: String(at) }))}
          xTicks={DECADES.map((at) => ({ at, text: rateText(10 ** at) }))}
          lines={[{ kind: 'me', points }]}
          cursor={{ x: log(pick), y: near?.[1], text: rateText(pick) }}
          onPick={
            live && !busy
              ? (x) =>
                  onChange({
                    pick: pickAt(
                      Math.round((PLACES * (x - log(PICKS[0]))) / (log(PICKS[1]) - log(PICKS[0]))),
                      PICKS,
                    ),
                  })
              : undefined
          }
        />
      </div>
      <Slider
        label="Your pick for lr_max"
        value={placeOf(pick, PICKS)}
        min={0}
        max={PLACES}
        disabled={!live || busy}
        text={`${rateText(pick)}${near ? `, loss ${forEye(near[1])} there` : ''}`}
        onChange={(place) => onChange({ pick: pickAt(place, PICKS) })}
      />
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">1cycle up to</th>
            <th scope="col">rate</th>
            <th scope="col">validation digits</th>
          </tr>
        </thead>
        <tbody>
          {gradedRates(pick).map((rate, i) => (
            <tr key={rate}>
              <th scope="row">{['a third of it', 'your pick', 'three times it'][i]}</th>
              <td>{rateText(rate)}</td>
              <td>{graded[i] ? outcomeText(graded[i]) : 'not trained yet'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="acts">
        <RunButton
          running={legs.running}
          progress={legs.steps / (legs.of * STEPS || 1)}
          label="Grade my pick"
          disabled={!live || asking !== undefined}
          onRun={() => void legs.start(gradeKey(state), state, gradedCurves(state, pick))}
          onStop={legs.stop}
        />
        <button
          type="button"
          className="plain"
          disabled={!live || legs.running}
          onClick={() => (asking ? asking.abort() : void search())}
        >
          {asking ? 'Stop the search' : 'Search again here'}
        </button>
        <span className="said">
          {legs.running && `Batch ${legs.steps} of ${legs.of * STEPS}, three trainings in all.`}
          {asking && 'Searching: up to 100 batches.'}
          {!busy && grade}
        </span>
      </div>
      {searched?.problem && (
        <p className="said is-error" role="alert">
          {searched.problem}
        </p>
      )}
      <details>
        <summary>What fastai suggests, and what other peaks came to</summary>
        {found && (
          <p className="said">
            {Object.values(names)
              .flatMap((name) => {
                const one = found.suggestions[name];
                return one ? [`${name} ${rateText(one.lr)}`] : [];
              })
              .join(', ')}
            . fastai uses <code>valley</code> unless told otherwise.
          </p>
        )}
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">lr_max, recorded with Adam, seed 0</th>
              <th scope="col">validation digits</th>
            </tr>
          </thead>
          <tbody>
            {recordings.ladder.map((one) => (
              <tr key={one.lr}>
                <th scope="row">{rateText(one.lr)}</th>
                <td>{outcomeText(recordedOutcome(one))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
