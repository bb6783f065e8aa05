import type { Callback, Moment } from '#cnn';

/** fastai's list of events, in its order. */
export const moments: readonly Moment[] = [
  'beforeFit',
  'beforeEpoch',
  'beforeTrain',
  'beforeBatch',
  'afterPred',
  'afterLoss',
  'beforeBackward',
  'afterCancelBackward',
  'afterBackward',
  'beforeStep',
  'afterCancelStep',
  'afterStep',
  'afterCancelBatch',
  'afterBatch',
  'afterCancelTrain',
  'afterTrain',
  'beforeValidate',
  'afterCancelValidate',
  'afterValidate',
  'afterCancelEpoch',
  'afterEpoch',
  'afterCancelFit',
  'afterFit',
];

/** Notes every event, with a leading T or V for the phase; throws the error at the first of one kind. */
export function notes(throwAt?: Moment, error?: Error) {
  const heard: string[] = [];
  let thrown = false;
  const note =
    (moment: Moment) =>
    ({ training }: { training: boolean }) => {
      heard.push(`${training ? 'T' : 'V'} ${moment}`);
      if (moment === throwAt && !thrown) {
        thrown = true;
        throw error;
      }
    };
  const callback = Object.fromEntries(moments.map((moment) => [moment, note(moment)])) as Callback;
  return { heard, callback };
}
