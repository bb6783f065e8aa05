import { useMemo } from 'react';
import { Choices, Slider, Status, useFigureState, useHydrated, useSelection } from '#kit';
import { Editor } from './Editor.tsx';
import { judge } from './judge.ts';
import { Loops } from './Loops.tsx';
import { More } from './More.tsx';
import {
  type Bench,
  boxOf,
  codec,
  indexOf,
  jobOf,
  placeOf,
  shownOf,
  unpackDigits,
} from './model.ts';
import { Digit, ResultGrid } from './Result.tsx';
import { nestedIn } from './source.ts';
import { type Digits, type TaskId, taskIds, tasks } from './tasks.ts';
import { useCode } from './useCode.ts';
import { usePython } from './usePython.ts';
import { cellText, pythonOf } from './values.ts';
import { cellWords, lineOfFault, loopValues, runWords } from './words.ts';

interface Props {
  /** Key of the state in the address. */
  id: string;
  start: Bench;
  /** Digits as `packPixels` writes them. */
  digits: Record<keyof Digits, string>;
}

const options = taskIds.map((value) => ({ value, label: tasks[value].label }));

/** A task, an editor, a Python, and its answer as cells that know the loops which made them. */
export default function Python({ id, start, digits: packed }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const digits = useMemo(() => unpackDigits(packed), [packed]);
  const code = useCode(state, set);
  const { run, start: launch, stop, forget } = usePython();
  const task = tasks[state.task];
  const cases = useMemo(() => task.cases(digits), [task, digits]);

  const mine = run.phase !== 'none' && run.task === state.task ? run : null;
  const running = mine?.phase === 'loading' || mine?.phase === 'running';
  const first = mine?.results[0];
  const good = first?.fault === null ? first : undefined;
  const shown = useMemo(() => shownOf(state.task, cases, good), [state.task, cases, good]);
  const verdict = useMemo(
    () =>
      mine?.phase === 'over' && mine.ending?.type === 'ended'
        ? judge(state.task, cases, mine.results, mine.code)
        : null,
    [mine, state.task, cases],
  );
  const how = mine ? runWords(mine) : { said: '', bad: false };
  const fault = mine?.results.at(-1)?.fault ?? null;
  const made = good ? mine!.code : task.starter;
  const nested = useMemo(
    () => (good || task.worked || task.ask !== '' ? nestedIn(task.ask || made) : null),
    [good, task, made],
  );

  const { rows, visits } = shown;
  const selection = useSelection<number>(
    state.at && rows ? indexOf(rows, state.at) : null,
    (index) =>
      set((was) => ({ ...was, at: index === null || !rows ? null : placeOf(rows, index) })),
  );
  const count = rows?.flat().length ?? 0;
  const usual = rows && (indexOf(rows, [4, 6]) ?? 0);
  const index = Math.min(selection.lit ?? usual ?? 0, Math.max(0, count - 1));
  const place = rows ? placeOf(rows, index) : ([0, 0] as const);
  const value = rows?.[place[0]]?.[place[1]];
  const visit = visits[index];
  const step = rows ? cellWords(shown, nested, index, place) : '';
  const fresh = good ? mine!.code === code.text : code.text === task.starter;

  const choose = (next: TaskId): void => {
    forget();
    set((was) => ({ ...was, task: next, code: '', at: null }));
  };
  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <Choices
        legend="Task"
        value={state.task}
        options={options}
        disabled={!live}
        onChange={choose}
      />
      <p className="wanted">{task.wanted}</p>
      <dl className="ready">
        {task.ready.map(([name, holds]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{holds}</dd>
          </div>
        ))}
      </dl>
      <Editor
        text={code.text}
        line={fault ? lineOfFault(fault, mine!.code) : null}
        progress={mine ? mine.results.length / cases.length : 0}
        failed={how.bad}
        {...{ live, running }}
        onChange={code.change}
        onRun={() => void launch(state.task, code.text, jobOf(state.task, code.text, cases))}
        onStop={stop}
      />
      {code.kept.refused && code.text !== task.starter && (
        <p className="said quiet">
          This browser keeps nothing for this page. Your code lives in the link and in this tab
          only.
        </p>
      )}
      <div className={`outcome${how.bad || verdict?.right === false ? ' is-error' : ''}`}>
        <p className="said" aria-hidden="true">
          {verdict?.sentence ?? how.said}
        </p>
        <Status>{verdict?.sentence ?? how.said}</Status>
        {fault && <pre className="traceback">{fault.traceback}</pre>}
        {mine && mine.printed !== '' && (
          <>
            <span className="lab">printed</span>
            <pre>{mine.printed}</pre>
          </>
        )}
        {good && !rows && good.value && <pre>{pythonOf(good.value.plain)}</pre>}
      </div>
      {rows && (
        <>
          <div className="desk">
            {(task.onDigit || visit?.[2]) && (
              <Digit digit={digits[3]} box={boxOf(state.task, visit)} />
            )}
            <ResultGrid
              {...{ shown, place, selection }}
              fade={selection.pinned !== null}
              inset={task.onDigit && rows.length === 26 && rows[0]!.length === 26}
            />
          </div>
          <Slider
            label="Step"
            value={index + 1}
            min={1}
            max={Math.max(1, count)}
            disabled={!live}
            text={`${(index + 1).toLocaleString('en')} of ${count.toLocaleString('en')}. ${step}`}
            onChange={(next) =>
              set((was) => ({ ...was, at: Number.isNaN(next) ? null : placeOf(rows, next - 1) }))
            }
          />
        </>
      )}
      <div className="row">
        <p className="hang">The loops</p>
        <div className="text">
          <Loops
            code={task.ask || code.text}
            {...(fresh ? loopValues(nested, visit) : { outer: '', inner: '' })}
            element={fresh && nested && value !== undefined ? cellText(value) : ''}
          />
          {good && !fresh && (
            <p className="said quiet">
              The picture is of the code as it was run; it has changed since.
            </p>
          )}
        </div>
      </div>
      <div className="row bare">
        <div className="text">
          <More
            {...{ id, state, shown, live }}
            text={code.text}
            one={cases[0]!}
            before={code.before}
            onStartAgain={() => {
              forget();
              reset();
              code.startAgain(start.task);
            }}
            onBringBack={code.bringBack}
          />
        </div>
      </div>
    </>
  );
}
