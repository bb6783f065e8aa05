/** A run as the text that a browser keeps: thinned to what a chart can show, its numbers as base64. Reading is strict. */
import { everyChoice, parseRecipe } from '#cnn/math';
import { emptyRun, type RunState } from '#lab';
import { type FloatsText, floatsOf, floatsText } from './number-texts.ts';

/** A run with what the reader wrote beside it. */
export interface KeptRun {
  id: string;
  name: string;
  note: string;
  run: RunState;
}

const VERSION = 1;
/** Steps, passes and frames that are kept of a longer run, its last among them. */
const MOST = { batches: 600, epochs: 200, frames: 24 };
export const LONGEST = { name: 60, note: 600 };

interface Packed {
  version: number;
  id: string;
  name: string;
  note: string;
  facts: Pick<RunState, (typeof plain)[number]>;
  batches: Record<(typeof batchParts)[number], FloatsText>;
  epochs: Record<(typeof epochParts)[number], FloatsText>;
  frames: { steps: FloatsText; values: FloatsText[] };
}

const plain = [
  'phase',
  'recipe',
  'stepsPerEpoch',
  'trainCount',
  'validCount',
  'classes',
  'parameters',
  'engine',
  'backend',
  'seconds',
  'steered',
  'resumed',
  'problem',
] as const;
const batchParts = ['step', 'loss', 'smoothLoss', 'lr', 'mom'] as const;
const epochParts = ['epoch', 'step', 'trainLoss', 'validLoss', 'accuracy'] as const;

/** Every so many-th item, the last among them. */
function thinned<Item>(items: readonly Item[], most: number): Item[] {
  const every = Math.max(1, Math.ceil(items.length / most));
  return items.filter((_, i) => i % every === 0 || i === items.length - 1);
}

export function packed({ id, name, note, run }: KeptRun): string {
  const columns = <Part extends string>(
    rows: readonly Readonly<Record<Part, number>>[],
    parts: readonly Part[],
  ) =>
    Object.fromEntries(
      parts.map((part) => [part, floatsText(rows.map((row) => row[part]))]),
    ) as Record<Part, FloatsText>;
  const frames = thinned(run.frames, MOST.frames);
  const { phase, ...facts } = Object.fromEntries(plain.map((key) => [key, run[key]])) as Pick<
    RunState,
    (typeof plain)[number]
  >;
  const whole: Packed = {
    version: VERSION,
    id,
    name,
    note,
    facts: { ...facts, phase, steered: thinned(run.steered, MOST.epochs) },
    batches: columns(thinned(run.batches, MOST.batches), batchParts),
    epochs: columns(thinned(run.epochs, MOST.epochs), epochParts),
    frames: {
      steps: floatsText(frames.map(({ step }) => step)),
      values: frames.map(({ values }) => floatsText(values)),
    },
  };
  return JSON.stringify(whole);
}

/** @throws Error with a sentence when the text is no run of this page */
export function unpacked(text: string): KeptRun {
  const read = JSON.parse(text) as Partial<Packed> | null;
  if (typeof read !== 'object' || read === null) throw new Error('It is no run.');
  if (read.version !== VERSION) throw new Error('It is of another version of this page.');
  const { id, name, note, facts, batches, epochs, frames } = read as Packed;
  const words = [id, name, note].every((word) => typeof word === 'string');
  if (!words || name.length > LONGEST.name || note.length > LONGEST.note) {
    throw new Error('Its name or note is none.');
  }
  const rows = <Part extends string>(columns: Record<Part, FloatsText>, parts: readonly Part[]) => {
    const read = parts.map((part) => floatsOf(columns[part]));
    if (read.some(({ length }) => length !== read[0]!.length)) throw new Error('Its rows differ.');
    return Array.from(
      read[0]!,
      (_, i) =>
        Object.fromEntries(parts.map((part, at) => [part, read[at]![i]!])) as Record<Part, number>,
    );
  };
  const steps = floatsOf(frames.steps);
  return {
    id,
    name,
    note,
    run: {
      ...emptyRun,
      ...factsOf(facts),
      batches: rows(batches, batchParts),
      epochs: rows(epochs, epochParts),
      frames: frames.values.map((values, i) => ({
        step: steps[i]!,
        values: Array.from(floatsOf(values)),
      })),
    },
  };
}

const over: readonly RunState['phase'][] = ['ended', 'stopped', 'failed'];

function factsOf(facts: Packed['facts']): Packed['facts'] {
  const count = (
    name: 'stepsPerEpoch' | 'trainCount' | 'validCount' | 'parameters' | 'seconds',
  ) => {
    const value = facts[name];
    if (typeof value !== 'number' || !(value >= 0)) throw new Error(`Its ${name} is no number.`);
    return value;
  };
  const { phase, classes, engine, backend, steered, resumed, problem } = facts;
  const strings = Array.isArray(classes) && classes.every((word) => typeof word === 'string');
  if (!over.includes(phase) || !strings || typeof backend !== 'string' || !Array.isArray(steered)) {
    throw new Error('Its facts are none.');
  }
  return {
    phase,
    recipe: parseRecipe(facts.recipe, everyChoice),
    stepsPerEpoch: count('stepsPerEpoch'),
    trainCount: count('trainCount'),
    validCount: count('validCount'),
    parameters: count('parameters'),
    seconds: count('seconds'),
    classes,
    // Earlier runs did not say.
    engine: { name: typeof engine?.name === 'string' ? engine.name : '' },
    backend,
    resumed: Array.isArray(resumed) ? resumed.map(Number) : [],
    steered: steered.map(({ step, lr, mom }) => ({ step: Number(step), lr, mom })),
    ...(problem ? { problem: { message: String(problem.message), retry: false } } : {}),
  };
}
