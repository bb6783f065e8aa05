import { digitsFor, learnerFor, replayTo, StepInspector, unlessAborted } from '#cnn';
import type { DigitSource, LabelledPixels, Recipe } from '#cnn/math';
import { gradientCloud } from './gradient-cloud.ts';
import { type Network, named, networkOf } from './network.ts';
import type { OwnFiles, OwnSummary } from './own/own-images.ts';
import type { Answer, Examination, Given, Inside, Question } from './questions.ts';
import { Stopped } from './unless-stopped.ts';

/** What answers are taken from. */
export interface Sources {
  /** The network trained last. @throws Error with a sentence when there is none */
  trained(): Network;
  /** Puts a network in its place. */
  keep(network: Network): void;
  /** The digits, once backend and files are ready. */
  digits(): Promise<DigitSource>;
  /** Images of the reader's own. @throws Error with a sentence when they cannot be used */
  own(files: OwnFiles): Promise<{ source: DigitSource; summary: OwnSummary }>;
  /** Ends the work when nobody waits for the answer any more. */
  signal: AbortSignal;
}

/** Questions whose answer needs a training of its own: they wait until a running fit has ended. */
export const trains = ({ name }: Question): boolean =>
  name === 'find' || name === 'inside' || name === 'gradients' || name === 'load';

/** @throws Error with a sentence for the reader when there is no answer */
export async function answerTo(question: Question, sources: Sources) {
  switch (question.name) {
    case 'predict':
      return sources.trained().predict(question.given.pixels);
    case 'weights':
      return sources.trained().weights();
    case 'forward':
      return sources.trained().forward(question.given);
    case 'examine':
      return examine(sources.trained);
    case 'images':
      return (await sources.own(question.given.own)).summary;
    case 'load':
      return load(question.given, sources);
    case 'find':
      return find(question.given, sources);
    case 'inside':
      return inside(question.given, sources);
    case 'gradients':
      return gradients(question.given, sources);
  }
}

async function examine(trained: () => Network): Promise<Examination> {
  let network: Network;
  let images: LabelledPixels;
  // A training that began while the images came has put another network in the place of the one asked.
  do {
    network = trained();
    images = await network.valid();
  } while (network !== trained());
  const { pixels, labels } = images;
  const rows = network.predict(pixels);
  return { pixels, labels, probabilities: Float32Array.from(rows.flat()) };
}

async function load({ recipe, weights, own }: Given<'load'>, all: Sources): Promise<boolean> {
  const digits = async () => {
    // The backend has to be there in any case.
    const packed = await all.digits();
    return own ? (await all.own(own)).source : packed;
  };
  const sources = { ...all, digits };
  const learner = learnerFor(recipe, await sourceOf(recipe, sources));
  try {
    const values = Object.entries(weights).map(([name, { values }]) => [name, values] as const);
    learner.load({ ...learner.save(), model: new Map(values) });
  } catch (problem) {
    learner.dispose();
    throw problem;
  }
  sources.keep(networkOf(learner, recipe));
  return true;
}

async function find({ recipe, options }: Given<'find'>, sources: Sources): Promise<Answer<'find'>> {
  const learner = learnerFor(recipe, await sourceOf(recipe, sources));
  try {
    const { curve, used, suggestions } = await learner.lrFind({
      ...options,
      signal: sources.signal,
    });
    return { curve, used, suggestions };
  } finally {
    learner.dispose();
  }
}

async function inside(
  { recipe, step, images }: Given<'inside'>,
  sources: Sources,
): Promise<Inside> {
  const inspector = new StepInspector([step - 1]);
  const learner = await replayTo(recipe, await sourceOf(recipe, sources), step, {
    callbacks: [inspector],
    signal: sources.signal,
  });
  learner.dispose();
  const { loss, lr, mom, labels, input, activations, weights, gradients } = inspector.steps.get(
    step - 1,
  )!;
  const first = ({ shape, values }: { shape: number[]; values: ArrayLike<number> }) => {
    const count = Math.min(images, shape[0]!);
    const each = values.length / shape[0]!;
    return {
      shape: [count, ...shape.slice(1)],
      values: Float32Array.from({ length: count * each }, (_, i) => values[i]!),
    };
  };
  return {
    step,
    loss,
    lr,
    mom,
    labels: labels.slice(0, images),
    input: first(input),
    activations: named([...activations].map(([name, output]) => [name, first(output)])),
    weights: named(weights),
    gradients: named(gradients),
  };
}

async function gradients({ recipe, step, ...asked }: Given<'gradients'>, sources: Sources) {
  const source = await sourceOf(recipe, sources);
  const learner = await replayTo(recipe, source, step, { signal: sources.signal });
  try {
    // A breath between two gradients, in which a stop is heard.
    const pause = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      if (sources.signal.aborted) throw new Stopped();
    };
    return await gradientCloud(learner, recipe, source, asked, pause);
  } finally {
    learner.dispose();
  }
}

async function sourceOf(recipe: Recipe, { digits, signal }: Sources): Promise<DigitSource> {
  const source = digits().then((all) => digitsFor(recipe, all));
  return unlessAborted(source, signal, () => new Stopped());
}
