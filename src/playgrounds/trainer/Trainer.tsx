import { useMemo, useState } from 'react';
import { Status, useHashState, useHydrated, useTraining } from '#kit';
import { Bench } from './Bench.tsx';
import type { Named } from './beside.ts';
import { Curves } from './Curves.tsx';
import { Kernels } from './Kernels.tsx';
import { firstLayer, inWords, type Recipe, recipeCodec } from './model.ts';
import { RunList } from './RunList.tsx';
import recording from './recorded.json' with { type: 'json' };
import { type Recording, recordedMistakes, recordedRun } from './recorded.ts';
import { TakeAway } from './TakeAway.tsx';
import { useRuns } from './useRuns.ts';
import { Verdicts } from './Verdicts.tsx';
import { announcement, result } from './words.ts';
import './trainer.css';

const recorded = recordedRun(recording as Recording);
const mistakes = recordedMistakes(recording as Recording);
/** Row of the run in this tab that is not kept yet, and of the recorded one. */
const LIVE = 'live';
const RECORDED = 'recorded';

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

  const train = async () => {
    if (training.running) return;
    pick(undefined);
    pause(false);
    setBefore(shown.id);
    show(LIVE);
    const done = await training.train(hash.state);
    // A run without a step has nothing to show but why.
    if (!done?.recipe || done.batches.length === 0) return;
    const kept = runs.keep(done);
    show((id) => (id === LIVE ? kept.id : id));
    putBeside((ids) => ids?.map((id) => (id === LIVE ? kept.id : id)));
  };
  // A run that failed before its first step stands in no row; its reason is told all the same.
  const told = training.run.phase === 'failed' && onShow === LIVE ? training.run : run;

  return (
    <div className="trainer">
      <Bench
        recipe={hash.state}
        onChange={hash.set}
        images={images[hash.state.net]}
        run={training.run}
        running={training.running}
        paused={paused}
        disabled={!live}
        onTrain={train}
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
        </p>
      </Bench>
      {hash.problem && (
        <p className="said is-error" role="alert">
          {hash.problem}
        </p>
      )}
      <Status every={training.run.phase === 'training' ? 10_000 : 1000}>
        {training.run === recorded ? '' : announcement(training.run)}
      </Status>
      <div className="watch">
        <Curves
          run={run}
          beside={beside.map((one) => one.run)}
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
      <Verdicts training={training} recorded={mistakes} disabled={!live}>
        <TakeAway recipe={hash.state} run={run} beside={beside} />
      </Verdicts>
    </div>
  );
}
