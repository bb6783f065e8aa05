import { useId, useMemo, useState } from 'react';
import { Choices, Status, TakeAway, useFigureState, useHydrated, useKept } from '#kit';
import { List } from './List.tsx';
import { type Board, codec, type Entry, kinds, lastSeen, questionsOf, shownBy } from './model.ts';
import { csv, markdown } from './take.ts';
import { boardWords, kindNames } from './words.ts';
import { Years } from './Years.tsx';

interface Props {
  /** Key of the state in the address. */
  id: string;
  start: Board;
  entries: readonly Entry[];
}

const none: readonly string[] = [];

function parse(kept: unknown): readonly string[] {
  if (!Array.isArray(kept)) throw new TypeError('no list of ticks');
  return kept.filter((id) => typeof id === 'string');
}

const kindOptions = [
  { value: 'all', label: 'Everything' },
  ...kinds.map((value) => ({ value, label: kindNames[value] })),
] as const;
const timeOptions = [
  { value: 'any', label: 'Any time' },
  { value: '30', label: 'Half an hour' },
  { value: '15', label: 'A quarter' },
] as const;
const showOptions = [
  { value: 'all', label: 'All' },
  { value: 'unread', label: 'Not yet read' },
] as const;

/** A list to read from, filtered in the address and ticked off in this browser. */
export default function ReadingBoard({ id, start, entries }: Props) {
  const live = useHydrated();
  const select = useId();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const ticks = useKept('reading', none, parse);
  const read = useMemo(() => new Set(ticks.value), [ticks.value]);
  const [lit, light] = useState<string | null>(null);
  const questions = useMemo(() => questionsOf(entries), [entries]);
  const shown = shownBy(state, entries, read);
  const through = useMemo(() => new Set(shown.map((entry) => entry.id)), [shown]);
  const change = (part: Partial<Board>): void => set((was) => ({ ...was, ...part }));
  const words = boardWords(shown, entries.length, read, state);
  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <div className="choose scripted-only">
        <Choices
          legend="Kind"
          value={state.kind}
          options={kindOptions}
          disabled={!live}
          onChange={(kind) => change({ kind })}
        />
        <Choices
          legend="Time to read"
          value={state.time}
          options={timeOptions}
          disabled={!live}
          onChange={(time) => change({ time })}
        />
        <Choices
          legend="Show"
          value={state.show}
          options={showOptions}
          disabled={!live}
          onChange={(show) => change({ show })}
        />
        <div>
          <label className="lab" htmlFor={select}>
            Helps with
          </label>
          <select
            id={select}
            className="line"
            disabled={!live}
            value={state.question}
            onChange={({ target }) => change({ question: target.value })}
          >
            <option value="">any question</option>
            {questions.map(({ key, label, title }) => (
              <option key={key} value={key}>
                {label}. {title}
              </option>
            ))}
            {state.question !== '' && !questions.some(({ key }) => key === state.question) && (
              <option value={state.question}>{state.question}: no entry yet</option>
            )}
          </select>
        </div>
      </div>
      <Years {...{ entries, read, lit }} shown={through} onLight={light} />
      <p className="said summary-line" aria-hidden="true">
        {words}
      </p>
      <Status>{words}</Status>
      <List
        entries={shown}
        {...{ read, live, lit }}
        date={lastSeen(entries)}
        onLight={light}
        onTick={(tick) =>
          ticks.keep((was) =>
            was.includes(tick) ? was.filter((one) => one !== tick) : [...was, tick],
          )
        }
      />
      {ticks.refused && (
        <p className="said quiet">
          This browser keeps nothing for this page; ticks are gone when it closes. Copy the list to
          keep them.
        </p>
      )}
      <div className="acts">
        <button type="button" className="plain" disabled={!live} onClick={reset}>
          Reset
        </button>
        <button
          type="button"
          className="plain"
          disabled={!live || read.size === 0}
          onClick={() => ticks.keep(none)}
        >
          Untick all
        </button>
        <details className="more">
          <summary>More: take it with you</summary>
          <TakeAway
            name="reading-board"
            link={() => `${id}?${codec.format(state)}`}
            code={() => markdown(shown, read)}
            codeIs="Markdown"
            csv={() => csv(shown, read)}
          />
        </details>
      </div>
    </>
  );
}
