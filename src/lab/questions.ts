import type { LrCurve, Recipe, Suggestion } from '#cnn/math';
import {
  bytes,
  type Check,
  floats,
  listOf,
  number,
  record,
  shaped,
  text,
  truth,
  whole,
} from './checks.ts';
import type { OwnFiles, OwnSummary } from './own/own-images.ts';

/** Numbers of one tensor. Images are `[batch, height, width, channels]`, a convolution's weight `[kernel, kernel, in, out]`. */
export interface Numbers {
  shape: number[];
  values: Float32Array;
}

/** Tensors by name. */
export type NamedNumbers = Record<string, Numbers>;

/** What the network of the latest training says of every validation image. */
export interface Examination {
  /** `[images × 784]`, 0 to 255. */
  pixels: Uint8Array;
  /** `[images]`, the place of the true class in a row of probabilities: with all ten classes, the digit. */
  labels: Uint8Array;
  /** `[images × classes]`. */
  probabilities: Float32Array;
}

/** One training step laid open. */
export interface Inside {
  /** Number of the step, from 1: the network has made `step − 1` updates before it. */
  step: number;
  loss: number;
  lr: number;
  mom: number;
  labels: number[];
  /** The batch as the network got it, normalised. */
  input: Numbers;
  /** By the layer's name: what it put out. */
  activations: NamedNumbers;
  /** By the parameter's name, before the step. */
  weights: NamedNumbers;
  /** By the parameter's name. */
  gradients: NamedNumbers;
}

/** Gradients of many mini-batches at one point of a training, seen from the gradient of a very large batch. */
export interface GradientCloud {
  /** Mini-batch sizes, as asked. */
  sizes: number[];
  /** Length of the large batch's gradient. */
  length: number;
  /** `clouds[size][batch]`: component along the large gradient, and along the direction in which gradients scatter most. */
  clouds: { along: number; across: number; length: number; cosine: number }[][];
  /** Images in the large batch. */
  reference: number;
}

/** What a search for a learning rate found; see `LrFound` of the package. */
export interface RateSearch {
  curve: LrCurve;
  used: LrCurve;
  suggestions: Partial<Record<'valley' | 'steep' | 'minimum' | 'slide', Suggestion>>;
}

/** Everything a page may ask, and what it is answered. Those that train wait until a running fit has ended. */
export interface Questions {
  /** Probabilities `[images, classes]` from pixels `[images × 784]`, 0 (paper) to 255 (ink), by the latest network. */
  predict: { given: { pixels: Uint8Array }; answer: number[][] };
  examine: { given: Record<never, never>; answer: Examination };
  /** Parameters and buffers of the latest network. */
  weights: { given: Record<never, never>; answer: NamedNumbers };
  /** Puts a network with these weights in the place of the latest one; `own` is what it is asked about, if not the site's digits. */
  load: { given: { recipe: Recipe; weights: NamedNumbers; own?: OwnFiles }; answer: boolean };
  /** Reads images of the reader's own, and says what they are and what is wrong with them. */
  images: { given: { own: OwnFiles }; answer: OwnSummary };
  /** What layers put out for these images alone, by the latest network, which stays as it is. */
  forward: {
    given: { pixels: Uint8Array; layers: string[]; training: boolean };
    answer: NamedNumbers;
  };
  /** fastai's lr_find on the recipe's untrained network. */
  find: {
    given: { recipe: Recipe; options: { startLr?: number; endLr?: number; numIt?: number } };
    answer: RateSearch;
  };
  /** A step of a recipe's run, trained anew up to there; `images` bounds how many of the batch are sent. */
  inside: { given: { recipe: Recipe; step: number; images: number }; answer: Inside };
  gradients: {
    given: { recipe: Recipe; step: number; sizes: number[]; count: number; reference: number };
    answer: GradientCloud;
  };
}

export type QuestionName = keyof Questions;
export type Given<Name extends QuestionName> = Questions[Name]['given'];
export type Answer<Name extends QuestionName> = Questions[Name]['answer'];

/** A question as it crosses the wall. */
export type Question = {
  [Name in QuestionName]: { name: Name; given: Given<Name> };
}[QuestionName];

/** Questions to the network trained last: without a worker there is none. */
export const ofTheLatest: ReadonlySet<QuestionName> = new Set([
  'predict',
  'examine',
  'weights',
  'forward',
]);

const numbers: Check = (value) =>
  shaped({ shape: listOf(whole), values: floats })(value) &&
  (value as Numbers).shape.reduce((product, side) => product * side, 1) ===
    (value as Numbers).values.length;
const named: Check = (value) => record(value) && Object.values(value as object).every(numbers);
const curve = shaped({ lrs: listOf(number), losses: listOf(number) });

const answers: Record<QuestionName, Check> = {
  predict: listOf(listOf(number)),
  examine: isExamination,
  weights: named,
  load: truth,
  images: isSummary,
  forward: named,
  find: shaped({ curve, used: curve, suggestions: record }),
  inside: shaped({
    step: whole,
    loss: number,
    lr: number,
    mom: number,
    labels: listOf(number),
    input: numbers,
    activations: named,
    weights: named,
    gradients: named,
  }),
  gradients: shaped({
    sizes: listOf(whole),
    length: number,
    reference: whole,
    clouds: listOf(
      listOf(shaped({ along: number, across: number, length: number, cosine: number })),
    ),
  }),
};

/** Whether something that came over the wall answers the question of this name. */
export function isAnswer(name: unknown, value: unknown): boolean {
  return (
    text(name) && Object.hasOwn(answers, name as string) && answers[name as QuestionName](value)
  );
}

/** Whether an answer is of the size that was asked for. */
export function answersGiven<Name extends QuestionName>(
  name: Name,
  given: Given<Name>,
  answer: unknown,
): boolean {
  if (name !== 'predict') return true;
  const { pixels } = given as Given<'predict'>;
  return (answer as Answer<'predict'>).length === pixels.length / 784;
}

function isExamination(value: unknown): boolean {
  if (!shaped({ pixels: bytes, labels: bytes, probabilities: floats })(value)) return false;
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

function isSummary(value: unknown): boolean {
  const fields = {
    names: listOf(text),
    perClass: listOf(whole),
    trainCount: whole,
    validCount: whole,
    samples: shaped({ pixels: bytes, labels: bytes }),
    problems: listOf(text),
    notes: listOf(text),
  };
  if (!shaped(fields)(value)) return false;
  const { pixels, labels } = (value as OwnSummary).samples;
  return pixels.length === labels.length * 784;
}
