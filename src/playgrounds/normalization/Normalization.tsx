import { useState } from 'react';
import { Choices, Status, TakeAway, useFigureState, useHydrated, useTraining } from '#kit';
import { forEye } from '#kit/state';
import { Affine } from './Affine.tsx';
import { Mates } from './Mates.tsx';
import { batchOf, isRefusal, outcomeOf } from './mates.ts';
import { codec, type NormState, type View } from './model.ts';
import { Running } from './Running.tsx';
import { csvOf, pytorchOf } from './take.ts';
import { todo } from './words.ts';

interface Props {
  id: string;
  start: NormState;
  /** `[10][784]`, the digits 0 to 9. */
  digits: readonly (readonly number[])[];
}

const views: readonly { value: View; label: string }[] = [
  { value: 'mates', label: 'batch-mates' },
  { value: 'running', label: 'running statistics' },
  { value: 'affine', label: 'γ and β' },
];

/** Batch norm on numbers of a trained network: its mates, its memory, its parameters. */
export default function Normalization({ id, start, digits }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const training = useTraining();
  const [said, say] = useState('');
  const change = (part: Partial<NormState>): void => {
    say('');
    set((was) => ({ ...was, ...part }));
  };
  const { view } = state;
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
          change({ view: value, channel: Math.min(7, state.channel), layer: 'conv1' })
        }
      />
      {view === 'mates' && <Mates digits={digits} state={state} live={live} change={change} />}
      {view === 'running' && (
        <Running state={state} training={training} live={live} change={change} />
      )}
      {view === 'affine' && <Affine state={state} live={live} change={change} />}
      {training.run.problem && (
        <p className="said is-error" role="alert">
          {training.run.problem.message}
        </p>
      )}
      <div className="acts">
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => {
            training.reset();
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
          csv={() => csvOf(state)}
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
