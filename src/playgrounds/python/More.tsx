import { CopyButton, GridTable, TakeAway, Unfolding } from '#kit';
import { type Bench, codec, fitsLink, type Shown } from './model.ts';
import { csv, pytorch } from './take.ts';
import { type Case, tasks } from './tasks.ts';
import { cellText } from './values.ts';

/** Longest side of the table. */
const mostRows = 40;

interface Props {
  id: string;
  state: Bench;
  text: string;
  one: Case;
  shown: Shown;
  live: boolean;
  before: string | null;
  onStartAgain(): void;
  onBringBack(): void;
}

/** Back to the task's code and forth again, what can be taken along, and the result as a table. */
export function More(props: Props) {
  const { id, state, text, one, shown, live, before } = props;
  const { rows, plain, ran } = shown;
  return (
    <div className="acts">
      <button type="button" className="plain" disabled={!live} onClick={props.onStartAgain}>
        Reset
      </button>
      {before !== null && (
        <button type="button" className="plain" disabled={!live} onClick={props.onBringBack}>
          Bring back your version
        </button>
      )}
      <details className="more">
        <summary>More: take it with you</summary>
        <CopyButton label="Copy the code" text={text} />
        {!fitsLink(text) && (
          <p className="said">
            The code is too long for a link. A link opens the task; copy the code itself.
          </p>
        )}
        <TakeAway
          name="python"
          link={() => `${id}?${codec.format(state)}`}
          code={() => pytorch(tasks[state.task], one, text)}
          csv={() => csv(rows, plain)}
        />
      </details>
      {rows && rows.length <= mostRows && (
        <Unfolding summary={ran ? 'The result as a table' : 'What the task wants, as a table'}>
          {() => <GridTable label="The values as a table" rows={rows} text={cellText} />}
        </Unfolding>
      )}
    </div>
  );
}
