import { useEffect, useMemo, useState } from 'react';
import {
  Choices,
  RunButton,
  Slider,
  Status,
  TakeAway,
  Unfolding,
  useFigureState,
  useHydrated,
  useTraining,
} from '#kit';
import { forEye } from '#kit/state';
import type { RunState } from '#lab';
import {
  type Batch,
  batchOf,
  type PackedBatch,
  type Statistics,
  shownImages,
  unpacked,
} from './batch.ts';
import { Detail } from './Detail.tsx';
import { epochsOf, eventsAt, factOf, type Moment } from './facts.ts';
import { Log } from './Log.tsx';
import { codec, type LearnerState } from './model.ts';
import { Naming } from './Naming.tsx';
import { ancestorsOf, nodeAt, type Path } from './nodes.ts';
import { type Call, calls, callText, type Recording, recipeOf, recordedRun, total } from './run.ts';
import { ShowBatch } from './ShowBatch.tsx';
import { Tree } from './Tree.tsx';
import { csv, fastaiCode } from './take.ts';

interface Props {
  id: string;
  start: LearnerState;
  /** The run that the tag opens with, drawn before any script. */
  recording: Recording;
  /** The first batch of it. */
  packed: PackedBatch;
  statistics: Statistics;
}

const callChoices = calls.map((value) => ({ value, label: callText(value) }));
const givens = [
  { value: 'learner', label: 'the Learner' },
  { value: 'fit', label: 'this one fit' },
] as const;
const firstOpen: readonly Path[] = ['learn', 'recorder'];

/** The Learner of a real training as a tree of attributes, at any moment of it. */
export default function Learner({ id, start, recording, packed, statistics }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const [unfolded, unfold] = useState<ReadonlySet<Path>>(
    () => new Set([...firstOpen, ...ancestorsOf(start.path)]),
  );
  const [others, keep] = useState<Partial<Record<Call, RunState>>>({});
  const [said, say] = useState('');
  const first = useMemo(() => recordedRun(recording), [recording]);
  const given = useMemo(() => unpacked(packed, statistics), [packed, statistics]);
  const [batch, setBatch] = useState<Batch>(given);
  const [wait, setWait] = useState<{ busy: boolean; seed: number; problem?: string }>({
    busy: false,
    seed: 0,
  });
  const [trained, setTrained] = useState<Call>();
  const { run: own, running, warm, train, stop, ask, reset: forget } = useTraining();
  const { call, path } = state;
  const change = (part: Partial<LearnerState>): void => set((was) => ({ ...was, ...part }));

  const recorded = call === recording.call ? first : others[call];
  const mine = trained === call && own.batches.length > 0;
  const run = mine ? own : recorded;
  const latest = mine ? own.batches.length : total;
  // While it trains, the moment is now; a stopped training has none beyond its last batch.
  const step = running && mine ? latest : Math.min(state.step, latest);
  const moment: Moment | null = run ? { run, call, given: state.given, step } : null;

  useEffect(() => {
    if (call === recording.call || others[call]) return;
    import(`./recorded/${call}.json`).then(
      ({ default: loaded }) =>
        keep((was) => ({ ...was, [call]: recordedRun(loaded as Recording) })),
      () => say('The recorded run could not be loaded. Train it here instead.'),
    );
  }, [call, recording, others]);

  // What a link points at must be seen.
  useEffect(() => unfold((was) => new Set([...was, ...ancestorsOf(path)])), [path]);

  const another = async (): Promise<void> => {
    const seed = wait.seed + 1;
    setWait({ busy: true, seed });
    try {
      const recipe = { ...recipeOf('fit_one_cycle'), seed };
      const inside = await ask('inside', { recipe, step: 1, images: shownImages });
      setBatch(batchOf(inside));
      setWait({ busy: false, seed });
      say('Another batch.');
    } catch (fault) {
      setWait({ busy: false, seed, problem: (fault as Error).message });
    }
  };
  const press = async (): Promise<void> => {
    change({ step: total });
    setTrained(call);
    await train(recipeOf(call), { stats: 1 });
  };
  const accuracy = moment && epochsOf(moment).at(-1)?.accuracy;

  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      {moment && (
        <>
          <div className="desk">
            <Tree
              {...{ moment, path, live }}
              open={unfolded}
              onPath={(next) => change({ path: next })}
              onOpen={(which, open) =>
                unfold((was) => {
                  const next = new Set(was);
                  if (open) next.add(which);
                  else next.delete(which);
                  return next;
                })
              }
            />
            <section className="detail" aria-label={`${nodeAt(path).expression} laid open`}>
              <Detail
                node={nodeAt(path)}
                fact={factOf(path, moment)}
                {...{ moment, live }}
                onStep={(next) => change({ step: next })}
              />
              {path === 'dls.show_batch' && (
                <ShowBatch
                  {...{ state, batch, statistics, live }}
                  busy={wait.busy}
                  problem={wait.problem}
                  onChange={change}
                  onAnother={another}
                />
              )}
              {path === 'cbs' && (
                <Naming
                  className={state.className}
                  live={live}
                  onClass={(className) => change({ className })}
                />
              )}
            </section>
          </div>
          <div className="moment">
            <Slider
              label="Moment"
              value={step}
              min={0}
              max={total}
              disabled={!live || running}
              text={
                step === 0
                  ? 'before the fit'
                  : `after batch ${step} of ${total}${step === total ? ', the fit has ended' : ''}`
              }
              onChange={(next) => change({ step: next })}
            />
            <ol className="events" aria-label="What the callbacks did around this batch">
              {eventsAt(moment).map(({ event, what }) => (
                <li key={event}>
                  <code>{event}</code> {what}
                </li>
              ))}
            </ol>
          </div>
        </>
      )}
      <div className="row">
        <p className="hang">The call</p>
        <div className="rest">
          <Choices
            legend="The call"
            hideLegend
            value={call}
            options={callChoices}
            disabled={!live || running}
            onChange={(next) => change({ call: next })}
          />
          <Choices
            legend="ActivationStats was given to"
            value={state.given}
            options={givens}
            disabled={!live}
            onChange={(next) => change({ given: next })}
          />
          <div className="acts">
            <RunButton
              running={running}
              progress={own.batches.length / total}
              label={mine ? 'Train it again' : 'Train it here'}
              failed={own.phase === 'failed'}
              disabled={!live}
              onNear={() => warm(recipeOf(call))}
              onRun={press}
              onStop={stop}
            />
            <button
              type="button"
              className="plain"
              disabled={!live}
              onClick={() => {
                forget();
                setBatch(given);
                setWait({ busy: false, seed: 0 });
                unfold(new Set([...firstOpen, ...ancestorsOf(start.path)]));
                reset();
                say('Back to the start.');
              }}
            >
              Reset
            </button>
            <span className="said quiet">
              {running
                ? own.batches.length === 0
                  ? `Waiting for ${own.waitingFor ?? 'the digits'}.`
                  : `Batch ${own.batches.length} of ${total}.`
                : `${mine ? 'Trained in this tab' : 'A recorded run'}${accuracy === undefined || accuracy === null ? '' : `, ${forEye(accuracy * 100, 1)} of 100 validation digits right after its latest epoch`}.`}
            </span>
          </div>
          {own.problem && (
            <p className="said is-error" role="alert">
              {own.problem.message}
            </p>
          )}
          {moment && (
            <div className="acts">
              <details className="more">
                <summary>More: take it with you</summary>
                <TakeAway
                  name="learner"
                  link={() => `${id}?${codec.format(state)}`}
                  code={() => fastaiCode(moment, path, state.className)}
                  codeIs="fastai"
                  csv={() => csv(moment)}
                />
              </details>
              <Unfolding summary="The log as a table">{() => <Log moment={moment} />}</Unfolding>
            </div>
          )}
        </div>
      </div>
      <Status every={2000}>{running ? `Batch ${own.batches.length} of ${total}.` : said}</Status>
    </>
  );
}
