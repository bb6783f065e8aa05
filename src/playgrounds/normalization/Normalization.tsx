import { useDeferredValue, useEffect, useState } from 'react';
import { Choices, Status, TakeAway, useFigureState, useHydrated, useTraining } from '#kit';
import { forEye } from '#kit/state';
import { Affine } from './Affine.tsx';
import { csvOf } from './csv.ts';
import { Mates } from './Mates.tsx';
import { batchOf, isRefusal, outcomeOf } from './mates.ts';
import { codec, type Finished, type NormState, type View } from './model.ts';
import { Noise } from './Noise.tsx';
import { Order } from './Order.tsx';
import type { Outcomes } from './outcomes.ts';
import { pytorchOf } from './pytorch.ts';
import { Running } from './Running.tsx';
import { Sets } from './Sets.tsx';
import { todo } from './words.ts';

interface Props {
  id: string;
  start: NormState;
  /** `[10][784]`, the digits 0 to 9. */
  digits: readonly (readonly number[])[];
  outcomes: Outcomes;
}

const views: readonly { value: View; label: string }[] = [
  { value: 'mates', label: 'batch-mates' },
  { value: 'running', label: 'running statistics' },
  { value: 'affine', label: 'γ and β' },
  { value: 'noise', label: 'noise' },
  { value: 'sets', label: 'other norms' },
  { value: 'order', label: 'order' },
];

/** Batch norm on numbers of a trained network: its mates, its memory, its parameters. */
export default function Normalization({ id, start, digits, outcomes }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const training = useTraining();
  const [said, say] = useState('');
  const change = (part: Partial<NormState>): void => {
    say('');
    set((was) => ({ ...was, ...part }));
  };
  const { view } = state;
  // The choice shows at once, what it chose a moment later.
  const below = useDeferredValue(view);
  const { run } = training;
  const [finished, keep] = useState<readonly Finished[]>([]);
  useEffect(() => {
    const accuracy = run.epochs.at(-1)?.accuracy;
    if (run.phase !== 'ended' || !run.recipe || accuracy === undefined) return;
    const mine = { recipe: run.recipe, accuracy };
    keep((was) => (was.some(({ recipe }) => recipe === mine.recipe) ? was : [...was, mine]));
  }, [run]);
  const trains = { state, outcomes, finished, training, live, change };
  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <p className="do">{todo[view]}</p>
      <Choices
        legend="What to look at"
        hideLegend
        value={view}
        options={views}
        disabled={!live}
        onChange={(value) =>
          change({
            view: value,
            layer: 'conv1',
            channel: Math.min(7, state.channel),
          })
        }
      />
      {below === 'mates' && <Mates digits={digits} state={state} live={live} change={change} />}
      {below === 'running' && (
        <Running state={state} training={training} live={live} change={change} />
      )}
      {below === 'affine' && <Affine state={state} live={live} change={change} />}
      {below === 'noise' && <Noise state={state} outcomes={outcomes} live={live} change={change} />}
      {below === 'sets' && <Sets {...trains} />}
      {below === 'order' && <Order {...trains} />}
      {run.problem && (
        <p className="said is-error" role="alert">
          {run.problem.message}
        </p>
      )}
      <div className="acts">
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => {
            training.reset();
            keep([]);
            reset();
            say('Back to the start.');
          }}
        >
          Reset
        </button>
      </div>
      <details className="more">
        <summary>More: take it with you</summary>
        <TakeAway
          name="normalization"
          link={() => `${id}?${codec.format(state, start)}`}
          code={() => pytorchOf(state)}
          csv={() => csvOf(state, outcomes)}
        />
      </details>
      <Status>{said || (training.running ? 'Training.' : spoken(state))}</Status>
    </>
  );
}

/** What a reader who cannot see it hears when the batch changes. */
function spoken(state: NormState): string {
  if (state.view !== 'mates') return '';
  const outcome = outcomeOf(state, batchOf(state));
  return isRefusal(outcome)
    ? outcome.refused
    : `Normalised by ${state.mode === 'train' ? `the batch of ${batchOf(state).join(', ')}` : 'the running averages'}: ${forEye(outcome.y)}.`;
}
