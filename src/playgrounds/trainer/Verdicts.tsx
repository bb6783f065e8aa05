import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type CellPlace, Choices, type Training } from '#kit';
import { emptyRun } from '#lab';
import { type Answer, answersOf, classesOf, isRight, worstFirst } from './answers.ts';
import { Confusion } from './Confusion.tsx';
import { Digits } from './Digits.tsx';
import { DrawnDigit } from './DrawnDigit.tsx';
import { grouped, nounOf } from './words.ts';

const PAGE = 30;

interface Props {
  training: Training;
  /** What the latest network answers. */
  classes: readonly string[];
  /** The worst mistakes of the recorded run, shown until a network can be asked. */
  recorded: readonly Answer[];
  disabled: boolean;
  /** What stands below the digits, on a narrow page below the pad. */
  children: ReactNode;
}

/** What the trained network says: of the validation digits, and of a digit the reader draws. */
export function Verdicts({ training, classes, recorded, disabled, children }: Props) {
  const { run, running, answers, network, ask } = training;
  const [own, setOwn] = useState<{ answers: Answer[]; classes: readonly string[] }>();
  const names = useRef(classes);
  names.current = classes;
  const [problem, setProblem] = useState('');
  const [order, setOrder] = useState<'worst' | 'file'>('worst');
  const [page, turn] = useState(0);
  const [cell, pickCell] = useState<CellPlace | null>(null);

  // An answer that comes after a newer question, or after the network is gone, is nobody's.
  const newest = useRef(0);
  const examine = useCallback(async () => {
    const turn = ++newest.current;
    const still = () => turn === newest.current;
    try {
      const answers = answersOf(await ask('examine', {}));
      if (still()) setOwn({ answers, classes: names.current });
      if (still()) setProblem('');
    } catch (reason) {
      if (still()) setProblem(reason instanceof Error ? reason.message : String(reason));
    }
  }, [ask]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another network answers anew
  useEffect(() => {
    if (!answers) {
      newest.current++;
      setOwn(undefined);
      setProblem('');
    } else if (!running) examine();
  }, [answers, network, running, examine]);

  const answered = own?.answers ?? recorded;
  const shown = useMemo(() => {
    const ordered = own && order === 'worst' ? worstFirst(own.answers) : answered;
    if (!own || !cell) return ordered;
    return ordered.filter(({ label, guess }) => label === cell[0] && guess === cell[1]);
  }, [own, answered, order, cell]);
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  const here = Math.min(page, pages - 1);
  const wrong = answered.filter((answer) => !isRight(answer)).length;
  const goTo = (next: number) => turn(Math.min(pages - 1, Math.max(0, next)));
  return (
    <div className="verdicts">
      <div className="asked">
        <p className="rowname">
          <em>what it answers</em>{' '}
          <span>
            {own
              ? `${running ? 'when last asked, ' : ''}${grouped(wrong)} of ${grouped(own.answers.length)} validation ${nounOf(own.classes)} wrong`
              : `the recorded run’s ${wrong} mistakes among ${grouped(run.validCount || recorded.length)} validation digits`}
          </span>
        </p>
        <Digits
          answers={shown.slice(here * PAGE, (here + 1) * PAGE)}
          classes={own?.classes ?? classesOf(emptyRun)}
        />
        <div className="panel-bar">
          <button
            type="button"
            className="plain"
            disabled={disabled || here === 0}
            onClick={() => goTo(here - 1)}
          >
            Previous {PAGE}
          </button>
          <button
            type="button"
            className="plain"
            disabled={disabled || here >= pages - 1}
            onClick={() => goTo(here + 1)}
          >
            Next {PAGE}
          </button>
          <Choices
            legend="Order of the digits"
            hideLegend
            disabled={disabled || !own}
            value={order}
            options={[
              { value: 'worst', label: 'top losses first' },
              { value: 'file', label: 'as they come' },
            ]}
            onChange={(next) => {
              setOrder(next);
              turn(0);
            }}
          />
          {answers && running && (
            <button type="button" className="plain" onClick={examine}>
              Ask it now
            </button>
          )}
        </div>
        {problem && <p className="said is-error">{problem}</p>}
        {own && cell && (
          <p className="said">
            Only those of {own.classes[cell[0]]} taken for {own.classes[cell[1]] ?? 'no class'}:{' '}
            {grouped(shown.length)}.{' '}
            <button type="button" className="plain" onClick={() => pickCell(null)}>
              Show all again
            </button>
          </p>
        )}
        {own && (
          <Confusion
            answers={own.answers}
            classes={own.classes}
            picked={cell}
            onPick={(place) => {
              pickCell(place);
              turn(0);
            }}
          />
        )}
      </div>
      <DrawnDigit training={training} classes={classes} disabled={disabled} />
      {children}
    </div>
  );
}
