import { type Claims, count, decimal, measured, percent, type Value } from './claim.ts';

/** What the chapter's notebook prints of its runs: right answers, of how many images. One run each, no fixed seed. */
const printed = {
  A: { right: 2018, of: 2038 },
  B: { right: 1135, of: 10_000 },
  C: { right: 1135, of: 10_000 },
  D: { right: 9743, of: 10_000 },
  E: { right: 9864, of: 10_000 },
};
/** Accuracy after each of the five epochs of run F. */
const epochsOfF = [0.9609, 0.9818, 0.9871, 0.9902, 0.9912];

const share = ({ right, of }: { right: number; of: number }) => right / of;
const book = (what: string, compute: () => Value, show: (value: Value) => string, state?: string) =>
  measured(
    what,
    'the chapter’s notebook, one run',
    compute,
    show,
    state ? { playground: 'trainer', state } : undefined,
  );

/** Results that the book prints, which this site did not make. */
export const notebookClaims: Claims = {
  'book-a-right': book(
    'validation digits right after two epochs of the net for 3 and 7',
    () => printed.A.right,
    count,
  ),
  'book-a-of': book(
    'validation digits of the sample of threes and sevens',
    () => printed.A.of,
    count,
  ),
  'book-a-accuracy': book(
    'accuracy of the net for 3 and 7 after two epochs',
    () => share(printed.A),
    decimal(4),
  ),
  'book-b-accuracy': book(
    'accuracy at a constant rate of 0.06 with batches of 64: the share of ones in the test set',
    () => share(printed.B),
    decimal(4),
    'norm=none&schedule=constant&lr=0.06&batchSize=64&steps=937',
  ),
  'book-c-accuracy': book(
    'accuracy at a constant rate of 0.06 with batches of 512',
    () => share(printed.C),
    decimal(4),
    'norm=none&schedule=constant&lr=0.06',
  ),
  'book-d-accuracy': book(
    'accuracy with a 1cycle up to 0.06',
    () => share(printed.D),
    decimal(4),
    'norm=none&schedule=one-cycle&lr=0.06',
  ),
  'book-d-percent': book(
    'accuracy with a 1cycle up to 0.06',
    () => share(printed.D),
    percent(1),
    'norm=none&schedule=one-cycle&lr=0.06',
  ),
  'book-e-percent': book(
    'accuracy with a 1cycle up to 0.06 and batch norm',
    () => share(printed.E),
    percent(1),
    'norm=batch&schedule=one-cycle&lr=0.06',
  ),
  'book-f-accuracies': book(
    'accuracies after each of five epochs with a 1cycle up to 0.1 and batch norm',
    () => epochsOfF,
    decimal(4),
    'norm=batch&schedule=one-cycle&lr=0.1&steps=585',
  ),
};
