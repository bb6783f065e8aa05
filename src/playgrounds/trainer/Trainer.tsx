import { useMemo, useState } from 'react';
import { firstLayer } from '#cnn/math';
import { Status, useHashState, useHydrated, useTraining } from '#kit';
import type { Remedy, RunState } from '#lab';
import { classesOf } from './answers.ts';
import { Bench } from './Bench.tsx';
import type { Named } from './beside.ts';
import { Curves } from './Curves.tsx';
import { goesAsFar, type Unfinished } from './checkpoint-text.ts';
import { Kernels } from './Kernels.tsx';
import { inWords, type Recipe, recipeCodec, remedied, remedyNames } from './model.ts';
import { OwnImages, type OwnSet } from './OwnImages.tsx';
import { RunList } from './RunList.tsx';
import recording from './recorded.json' with { type: 'json' };
import { type Recording, recordedMistakes, recordedRun } from './recorded.ts';
import { TakeAway } from './TakeAway.tsx';
import type { Twin } from './twins.ts';
import { useRuns } from './useRuns.ts';
import { useUnfinished } from './useUnfinished.ts';
import { Verdicts } from './Verdicts.tsx';
import { Weights } from './Weights.tsx';
import type { SavedNetwork } from './weights-file.ts';
import { announcement, grouped, result } from './words.ts';
import './trainer.css';

const recorded = recordedRun(recording as Recording);
const mistakes = recordedMistakes(recording as Recording);
/** Row of the run in this tab that is not kept yet, and of the recorded one. */
const LIVE = 'live';
const RECORDED = 'recorded';

/** What the latest network was made by, and what it answers. */
type Asked = Omit<SavedNetwork, 'weights'>;

interface Props {
  recipe: Recipe;
  /** Training images of each net, as packed with the site. */
  images: Record<Recipe['net'], number>;
}

/** The ten-digit network in training: what to try, how it goes, what it learned. */
export function Trainer({ recipe: initial, images }: Props) {
  const codec = useMemo(() => recipeCodec(initial), [initial]);
  const hash = useHashState('trainer', codec, initial);
  const training = useTraining(recorded);
  const runs = useRuns();
  const live = useHydrated();
  const [chosenStep, pick] = useState<number>();
  const [chosenKernel, choose] = useState(0);
  const [paused, pause] = useState(false);
  const [onShow, show] = useState(RECORDED);
  /** What the reader put beside; before that, the run before. */
  const [put, putBeside] = useState<readonly string[]>();
  const [before, setBefore] = useState<string>();
  const [loaded, setLoaded] = useState<Asked & { count: number }>();
  const [left, leaveBehind] = useState<RunState>();
  const [own, setOwn] = useState<OwnSet>();
  /** What the run of this tab was trained on, where it is the reader's own. */
  const [trainedOn, trainOn] = useState<OwnSet>();
  // Own images do not outlive the page, and so neither does a run on them that was cut off.
  const { unfinished: cut, forget } = useUnfinished(training.run, training.running, !trainedOn);
  const unfinished = cut === undefined || training.run === left ? undefined : cut;

  const rows: Named[] = [
    ...(training.running ? [{ id: LIVE, name: 'this run', run: training.run }] : []),
    ...runs.list.toReversed(),
    { id: RECORDED, name: 'recorded', run: recorded },
  ];
  const find = (id: string | undefined) => rows.find((row) => row.id === id);
  const shown = find(onShow) ?? rows.at(-1)!;
  const { run } = shown;
  const wanted = put ?? (before === undefined ? [] : [before]);
  const beside = wanted.flatMap((id) => (id === shown.id ? [] : (find(id) ?? [])));
  const kernel = chosenKernel % firstLayer(run.recipe ?? initial).kernels;
  const last = run.batches.at(-1)?.step ?? 0;
  const step = Math.min(chosenStep ?? last, last);

  /** Shows a training while it goes on, and keeps what came of it. */
  const watch = async (
    going: () => Promise<RunState | undefined>,
    beside = shown.id,
    name?: string,
  ) => {
    pick(undefined);
    pause(false);
    setBefore(beside);
    show(LIVE);
    const done = await going();
    if (done?.phase === 'ended') forget();
    // A run without a step has nothing to show but why.
    if (!done?.recipe || done.batches.length === 0) return undefined;
    const kept = runs.keep(done, name);
    show((id) => (id === LIVE ? kept.id : id));
    putBeside((ids) => ids?.map((id) => (id === LIVE ? kept.id : id)));
    return kept;
  };
  /** The next run takes the place of the one that was cut off; what it did until then stays in the list. */
  const keepCut = () => {
    if (cut && !runs.list.some(({ run }) => goesAsFar(run, cut))) runs.keep(cut);
  };
  const wishOn = (set: OwnSet | undefined) => ({
    checkpoints: true,
    ...(set ? { own: set.files } : {}),
  });
  const train = (recipe: Recipe, beside?: string, name?: string) =>
    watch(
      () => {
        keepCut();
        trainOn(own);
        return training.train(recipe, wishOn(own));
      },
      beside,
      name,
    );
  const trainRemedied = (failed: Recipe, remedy: Remedy) => {
    const changed = remedied(failed, remedy);
    hash.set(changed);
    void train(changed);
  };
  const trainTwins = async (twin: Twin) => {
    const first = await train(hash.state);
    // A twin of a run that was stopped has nothing to be compared with; one that blew up has.
    if (!first || (first.run.phase !== 'ended' && first.run.problem?.retry !== false)) return;
    putBeside(undefined);
    await train(twin.recipe, first.id, `${first.name}, twin ${twin.label}`);
  };
  const goOn = (from: Unfinished) => {
    const here = from.checkpoint === training.run.checkpoint;
    if (!here) trainOn(undefined);
    return training.goOn(from, wishOn(here ? trainedOn : undefined));
  };
  const leave = () => {
    leaveBehind(training.run);
    forget();
  };
  const asked =
    loaded?.count === training.network
      ? loaded
      : training.answers && training.run.recipe
        ? { recipe: training.run.recipe, classes: [...classesOf(training.run)] }
        : undefined;
  // A run that failed before its first step stands in no row; its reason is told all the same.
  const told = training.run.phase === 'failed' && onShow === LIVE ? training.run : run;

  return (
    <div className="trainer">
      <Bench
        recipe={hash.state}
        onChange={hash.set}
        images={own?.summary.trainCount ?? images[hash.state.net]}
        run={training.run}
        running={training.running}
        paused={paused}
        disabled={!live}
        onNear={() => training.warm(hash.state)}
        onTrain={() => train(hash.state)}
        onTwin={trainTwins}
        onStop={training.stop}
        onSteer={(steering) => {
          if (steering.paused !== undefined) pause(steering.paused);
          training.steer(steering);
        }}
        onReset={() => {
          training.reset();
          hash.reset();
          pick(undefined);
          show(RECORDED);
          setBefore(undefined);
          putBeside(undefined);
        }}
      >
        <p className={told.phase === 'failed' ? 'said is-error outcome' : 'outcome'}>
          {told === recorded && <em>A recorded run, {inWords(recorded.recipe ?? initial)}: </em>}
          {told !== recorded && told === run && shown.id !== LIVE && <em>{shown.name}: </em>}
          {result(told, paused)}
          {told.problem?.remedy && told.recipe && (
            <>
              {' '}
              <button
                type="button"
                className="plain"
                disabled={!live || training.running}
                onClick={() => trainRemedied(told.recipe!, told.problem!.remedy!)}
              >
                {remedyNames[told.problem.remedy]}
              </button>
            </>
          )}
        </p>
      </Bench>
      {unfinished && (
        <p className="said unfinished">
          A run was cut off after step {grouped(unfinished.checkpoint.step)} of{' '}
          {grouped(unfinished.recipe.steps)}: {inWords(unfinished.recipe)}.{' '}
          <button
            type="button"
            className="plain"
            disabled={!live}
            onClick={() => watch(() => goOn(unfinished))}
          >
            Go on from there
          </button>{' '}
          <button type="button" className="plain" disabled={!live} onClick={leave}>
            Let it be
          </button>
        </p>
      )}
      {hash.problem && (
        <p className="said is-error" role="alert">
          {hash.problem}
        </p>
      )}
      <Status every={training.run.phase === 'training' ? 10_000 : 1000}>
        {training.run === recorded ? '' : announcement(training.run)}
      </Status>
      <OwnImages
        own={own}
        read={(files) => training.ask('images', { own: files })}
        onOwn={setOwn}
        disabled={!live || training.running}
      />
      <div className="watch">
        <Curves
          run={run}
          beside={beside}
          kernel={kernel}
          step={step}
          picked={chosenStep !== undefined}
          onStep={(next) => pick(next >= last ? undefined : next)}
          disabled={!live}
        />
        <Kernels run={run} step={step} kernel={kernel} onChoose={choose} disabled={!live} />
      </div>
      <RunList
        rows={rows}
        runs={runs}
        shown={shown.id}
        beside={beside.map(({ id }) => id)}
        onShow={(id) => {
          show(id);
          pick(undefined);
        }}
        onBeside={putBeside}
        disabled={!live}
      />
      <Verdicts
        training={training}
        classes={asked?.classes ?? classesOf(recorded)}
        recorded={mistakes}
        disabled={!live}
      >
        <TakeAway recipe={hash.state} link={codec.format(hash.state)} run={run} beside={beside} />
        <Weights
          training={training}
          network={asked}
          own={own?.files}
          onLoaded={({ recipe, classes }) =>
            setLoaded({ recipe, classes, count: training.network + 1 })
          }
          disabled={!live}
        />
      </Verdicts>
    </div>
  );
}
