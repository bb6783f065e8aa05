/** What the figure remembers, and how an attribute and a link spell it. */
import { oneOf, stateCodec, whole, yesNo } from '#kit/state';
import { type StageName, stageNames } from './batch.ts';
import { classField } from './naming.ts';
import { type Path, paths } from './nodes.ts';
import { type Call, calls, total } from './run.ts';

/** To which a callback was given: it stays with the first and goes with the end of the second. */
export const givens = ['learner', 'fit'] as const;

export interface LearnerState {
  call: Call;
  /** The attribute that is laid open. */
  path: Path;
  /** The moment: after so many batches; 0 is before the fit, the last one after it. */
  step: number;
  given: (typeof givens)[number];
  /** A class whose attribute is asked for. */
  className: string;
  stage: StageName;
  /** The image whose numbers are shown, from 0. */
  item: number;
  /** The row of its pixels. */
  row: number;
  /** One label is wrong, and the reader looks for it. */
  hunt: boolean;
}

export const codec = stateCodec<LearnerState>({
  tag: 'Learner',
  id: 'learner',
  fields: {
    call: oneOf(calls),
    path: oneOf(paths),
    step: whole(0, total),
    given: oneOf(givens),
    className: classField,
    stage: oneOf(stageNames),
    item: whole(0, 8),
    row: whole(0, 27),
    hunt: yesNo,
  },
  start: {
    call: 'fit_one_cycle',
    path: 'recorder.losses',
    step: total,
    given: 'learner',
    className: 'ActivationStats',
    stage: 'label',
    item: 0,
    row: 14,
    hunt: false,
  },
});
