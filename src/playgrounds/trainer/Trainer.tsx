import { useMemo, useState } from 'react';
import { Status, useHashState, useHydrated, useTraining } from '#kit';
import { Bench } from './Bench.tsx';
import { Curves } from './Curves.tsx';
import { Kernels } from './Kernels.tsx';
import { inWords, type Recipe, recipeCodec } from './model.ts';
import { RunTable } from './RunTable.tsx';
import recording from './recorded.json' with { type: 'json' };
import { type Recording, recordedMistakes, recordedRun } from './recorded.ts';
import { TakeAway } from './TakeAway.tsx';
import { Verdicts } from './Verdicts.tsx';
import { announcement, result } from './words.ts';
import './trainer.css';

const recorded = recordedRun(recording as Recording);
const mistakes = recordedMistakes(recording as Recording);

/** The ten-digit network in training: what to try, how it goes, what it learned. */
export function Trainer({ recipe: initial }: { recipe: Recipe }) {
  const codec = useMemo(() => recipeCodec(initial), [initial]);
  const hash = useHashState('trainer', codec, initial);
  const training = useTraining(recorded);
  const { run, before } = training;
  const live = useHydrated();
  const [picked, pick] = useState<number>();
  const [kernel, choose] = useState(0);
  const last = run.batches.at(-1)?.step ?? 0;
  const step = Math.min(picked ?? last, last);

  return (
    <div className="trainer">
      <Bench
        recipe={hash.state}
        onChange={hash.set}
        run={run}
        running={training.running}
        disabled={!live}
        onTrain={() => {
          pick(undefined);
          training.train(hash.state);
        }}
        onStop={training.stop}
        onReset={() => {
          training.reset();
          hash.reset();
          pick(undefined);
        }}
      >
        <p className={run.phase === 'failed' ? 'said is-error outcome' : 'outcome'}>
          {run === recorded && <em>A recorded run, {inWords(recorded.recipe ?? initial)}: </em>}
          {result(run)}
        </p>
      </Bench>
      {hash.problem && (
        <p className="said is-error" role="alert">
          {hash.problem}
        </p>
      )}
      <Status every={run.phase === 'training' ? 10_000 : 1000}>
        {run === recorded ? '' : announcement(run)}
      </Status>
      <div className="watch">
        <Curves
          run={run}
          before={before}
          kernel={kernel}
          step={step}
          picked={picked !== undefined}
          onStep={(next) => pick(next >= last ? undefined : next)}
          disabled={!live}
        />
        <Kernels run={run} step={step} kernel={kernel} onChoose={choose} disabled={!live} />
      </div>
      <RunTable run={run} before={before} recorded={recorded} />
      <Verdicts training={training} recorded={mistakes} disabled={!live}>
        <TakeAway recipe={hash.state} run={run} before={before} />
      </Verdicts>
    </div>
  );
}
