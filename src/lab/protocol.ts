import type { Recipe } from '#cnn/math';

/** What the page asks of the worker. `run` numbers the trainings of one worker, `ask` the questions to a network. */
export type Command =
  | { type: 'fit'; run: number; recipe: Recipe }
  | { type: 'stop'; run: number }
  | { type: 'predict'; ask: number; pixels: Uint8Array }
  | { type: 'examine'; ask: number };

/** A backend that was tried and not used. */
export interface Refusal {
  name: string;
  why: string;
}

/** What a training says about itself, in the order of the union. Steps count from 1; step 0 is before any update. */
export type Report =
  | { type: 'preparing'; what: string }
  | {
      type: 'began';
      recipe: Recipe;
      /** Steps in one pass over the training images. */
      stepsPerEpoch: number;
      trainCount: number;
      validCount: number;
      /** Trainable numbers of the network. */
      parameters: number;
      backend: string;
      refused: Refusal[];
    }
  /** `loss` of this batch, `smoothLoss` as fastai prints it, `seconds` since the first batch began. */
  | {
      type: 'batch';
      step: number;
      loss: number;
      smoothLoss: number;
      lr: number;
      mom: number;
      seconds: number;
    }
  /** First-layer kernels `[8 kernels × 25]`, each row by row. */
  | { type: 'kernels'; step: number; values: number[] }
  /** After each pass, and after the last step: `trainLoss` is the smoothed one, `accuracy` a share of all validation images. */
  | {
      type: 'epoch';
      epoch: number;
      step: number;
      trainLoss: number;
      validLoss: number;
      accuracy: number;
    }
  | { type: 'ended'; cancelled: boolean }
  | { type: 'failed'; message: string; retry: boolean };

/** What the network of the latest training says of every validation image. */
export interface Examination {
  /** `[images × 784]`, 0 to 255. */
  pixels: Uint8Array;
  /** `[images]`, the place of the true class in a row of probabilities: with all ten classes, the digit. */
  labels: Uint8Array;
  /** `[images × classes]`. */
  probabilities: Float32Array;
}

/** What the worker posts. `alive` comes once a second, so that silence means death. */
export type Message =
  | { type: 'alive' }
  | { type: 'reports'; run: number; reports: Report[] }
  | { type: 'predicted'; ask: number; probabilities: number[][] }
  | { type: 'examined'; ask: number; examination: Examination }
  | { type: 'refused'; ask: number; message: string };

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const truth: Check = (value) => typeof value === 'boolean';
/** Any number, NaN included: a training that explodes says so in numbers. */
const number: Check = (value) => typeof value === 'number';
const whole: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
const record: Check = (value) => typeof value === 'object' && value !== null;
const bytes: Check = (value) => value instanceof Uint8Array;
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const reportFields: Record<Report['type'], Record<string, Check>> = {
  preparing: { what: text },
  began: {
    recipe: record,
    stepsPerEpoch: whole,
    trainCount: whole,
    validCount: whole,
    parameters: whole,
    backend: text,
    refused: listOf((one) => fits(one, { name: text, why: text })),
  },
  batch: {
    step: whole,
    loss: number,
    smoothLoss: number,
    lr: number,
    mom: number,
    seconds: number,
  },
  kernels: { step: whole, values: listOf(number) },
  epoch: { epoch: whole, step: whole, trainLoss: number, validLoss: number, accuracy: number },
  ended: { cancelled: truth },
  failed: { message: text, retry: truth },
};

const messageFields: Record<Message['type'], Record<string, Check>> = {
  alive: {},
  reports: { run: whole, reports: listOf(isReport) },
  predicted: { ask: whole, probabilities: listOf(listOf(number)) },
  examined: { ask: whole, examination: isExamination },
  refused: { ask: whole, message: text },
};

/**
 * Reads a message that came over the wall.
 *
 * @throws TypeError when it is none of the protocol's messages
 */
export function parseMessage(value: unknown): Message {
  const type = (value as Message | null)?.type;
  if (
    type === undefined ||
    !Object.hasOwn(messageFields, type) ||
    !fits(value, messageFields[type])
  ) {
    throw new TypeError('The training worker sent something that is no message of this page.');
  }
  return value as Message;
}

function isReport(value: unknown): boolean {
  const type = (value as Report | null)?.type;
  return type !== undefined && Object.hasOwn(reportFields, type) && fits(value, reportFields[type]);
}

function isExamination(value: unknown): boolean {
  if (
    !fits(value, { pixels: bytes, labels: bytes, probabilities: (p) => p instanceof Float32Array })
  ) {
    return false;
  }
  const { pixels, labels, probabilities } = value as Examination;
  // Ten, or two for threes and sevens; no image tells nothing of it.
  const classes = labels.length === 0 ? 0 : probabilities.length / labels.length;
  return (
    pixels.length === labels.length * 784 &&
    Number.isInteger(classes) &&
    probabilities.length === labels.length * classes &&
    labels.every((label) => label < classes)
  );
}

function fits(value: unknown, fields: Record<string, Check>): boolean {
  return (
    record(value) &&
    Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]))
  );
}
