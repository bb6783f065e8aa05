import { useId } from 'react';
import { download } from '#kit';
import { dashes, MOST_BESIDE, type Named } from './beside.ts';
import { LONGEST } from './packed-run.ts';
import { RunRow } from './RunRow.tsx';
import { runsCsv } from './runs-csv.ts';
import type { Runs } from './useRuns.ts';

interface Props {
  /** All rows, the newest first. */
  rows: readonly Named[];
  runs: Runs;
  shown: string;
  beside: readonly string[];
  onShow(id: string): void;
  onBeside(ids: readonly string[]): void;
  disabled: boolean;
}

/** Every run in numbers: which one is on show, which ones lie beside it on the same axes, their names and notes. */
export function RunList({ rows, runs, shown, beside, onShow, onBeside, disabled }: Props) {
  const id = useId();
  const kept = runs.list.find((one) => one.id === shown);
  return (
    <div className="run-list">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
      <section className="scroll" aria-label="Runs in numbers" tabIndex={0}>
        <table className="tbl runs">
          <thead>
            <tr>
              <th scope="col">show</th>
              <th scope="col">beside</th>
              <th scope="col">run</th>
              <th scope="col" className="cut">
                norm
              </th>
              <th scope="col" className="cut">
                rate
              </th>
              <th scope="col" className="cut">
                batch
              </th>
              <th scope="col" className="cut">
                seed
              </th>
              <th scope="col" className="cut">
                train loss
              </th>
              <th scope="col" className="cut">
                valid loss
              </th>
              <th scope="col">accuracy</th>
              <th scope="col" className="cut">
                state
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const place = beside.indexOf(row.id);
              return (
                <RunRow
                  key={row.id}
                  row={row}
                  group={id}
                  shown={row.id === shown}
                  dash={dashes[place]}
                  full={beside.length >= MOST_BESIDE && place < 0}
                  disabled={disabled}
                  onShow={() => {
                    onShow(row.id);
                    if (place >= 0) onBeside(beside.filter((one) => one !== row.id));
                  }}
                  onBeside={(on) =>
                    onBeside(on ? [...beside, row.id] : beside.filter((one) => one !== row.id))
                  }
                />
              );
            })}
          </tbody>
        </table>
      </section>
      {kept && (
        <div className="panel-bar of-run">
          <label>
            Name
            <input
              className="line"
              type="text"
              maxLength={LONGEST.name}
              autoComplete="off"
              value={kept.name}
              onChange={({ target }) => runs.change(kept.id, { name: target.value })}
            />
          </label>
          <label className="note">
            Note
            <input
              className="line"
              type="text"
              maxLength={LONGEST.note}
              autoComplete="off"
              value={kept.note}
              onChange={({ target }) => runs.change(kept.id, { note: target.value })}
            />
          </label>
          <button type="button" className="plain" onClick={() => runs.remove(kept.id)}>
            Delete {kept.name}
          </button>
        </div>
      )}
      <div className="acts">
        {runs.removed && (
          <button type="button" className="plain" onClick={runs.bringBack}>
            Bring {runs.removed.name} back
          </button>
        )}
        <button
          type="button"
          className="plain"
          disabled={disabled || runs.list.length === 0}
          onClick={() => download('runs.csv', 'text/csv', runsCsv(runs.list))}
        >
          Save the run list
        </button>
      </div>
      {runs.problem && (
        <p className="said is-error" role="alert">
          {runs.problem}
        </p>
      )}
    </div>
  );
}
