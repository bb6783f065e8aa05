import { type Adapter, adapters as adaptersHere, isReal } from './adapters.ts';
import { type BackendName, type BackendOptions, type Refusal, startBackend } from './backend.ts';
import { type Graphics, graphicsInUse } from './graphics.ts';
import {
  defaultRecipe,
  type Recipe,
  type Runner,
  type RunnerChoice,
  type Timing,
} from './math/index.ts';
import { type Contestant, type RaceOptions, race } from './race.ts';
import { stepsOf } from './timed-steps.ts';

export * from './backend.ts';
export * from './choose-cores.ts';
export type { Graphics } from './graphics.ts';

/** What a choice goes by. */
export interface ChooseOptions
  extends Pick<BackendOptions, 'wasmUrls' | 'onRefused' | 'timeLimit'> {
  /** What the reader asked for. */
  wanted?: Runner | undefined;
  /** An earlier choice: kept to as long as the browser names the same graphics processors. */
  remembered?: RunnerChoice | undefined;
  /** Whose graphics processor was lost lately: they are not tried. */
  avoid?: readonly Runner[];
  /** The browser's graphics processors; tests name others. */
  adapters?: () => Promise<Adapter[]>;
  /** Whose steps are timed; the chapter's run when absent. */
  recipe?: Recipe;
  /** For the race. */
  now?: RaceOptions['now'];
}

/** Who computes from now on. */
export interface Chosen {
  choice: RunnerChoice;
  /** TensorFlow.js's backend. */
  backend: BackendName;
  refused: Refusal[];
  /** What it computes on, when that can be lost. */
  graphics?: Graphics;
}

/** Where to look for each, and what to be content with instead. */
const orders: Record<Runner, readonly BackendName[]> = {
  emitted: ['wasm', 'cpu'],
  'two-cores': ['wasm', 'cpu'],
  wasm: ['wasm', 'cpu'],
  webgpu: ['webgpu', 'wasm', 'cpu'],
  webgl: ['webgl', 'wasm', 'cpu'],
  cpu: ['cpu'],
};

/** Milliseconds a graphics processor has to start for the race; a reader is waiting. */
const BRIEFLY = 3000;

/**
 * Starts who computes: whom the reader asked for, who was the fastest before, or the winner of a race between emitted
 * code and the graphics processors that are real. Without one of these there is no race. Whoever computes has passed
 * the numeric test of `startBackend`; when it does not, the next one takes over, with a reason.
 *
 * @throws Error when nobody is left, with the reason of each
 */
export async function chooseRunner({
  wanted,
  remembered,
  avoid = [],
  adapters = adaptersHere,
  recipe = defaultRecipe,
  now,
  onRefused,
  ...files
}: ChooseOptions = {}): Promise<Chosen> {
  const refused: Refusal[] = [];
  const refuse = (refusal: Refusal) => {
    refused.push(refusal);
    onRefused?.(refusal);
  };
  const start = (runner: Runner, order = orders[runner], timeLimit = files.timeLimit) =>
    startBackend({
      ...files,
      ...(timeLimit !== undefined && { timeLimit }),
      // The place of a graphics processor that was tried in vain is emitted code's.
      ...(runner === 'wasm' && { emitted: false }),
      order,
      onRefused: refuse,
    });
  const settle = async (
    runner: Runner,
    by: RunnerChoice['by'],
    timings: Timing[] = [],
    started = start(runner),
  ): Promise<Chosen> => {
    const { name } = await started;
    const instead = runner === 'wasm' ? name : 'emitted';
    const came: Runner = name === runner ? runner : instead;
    const graphics = graphicsInUse();
    const choice: RunnerChoice = { runner: came, by, device, timings };
    return { choice, backend: name, refused, ...(graphics && { graphics }) };
  };

  let device = '';
  for (const name of avoid) refuse({ name, why: 'its graphics processor was lost' });
  if (wanted !== undefined) return settle(avoid.includes(wanted) ? 'emitted' : wanted, 'reader');
  // Whoever wins, emitted code is in the race: it starts while the browser looks for its graphics processors.
  const emitted = start('emitted');
  const found = await Promise.all([adapters(), emitted.catch(() => {})]).then(([found]) => found);
  device = found.map(({ runner, name }) => `${runner} ${name}`).join('; ');
  const real = found.filter((one) => isReal(one) && !avoid.includes(one.runner));
  if (real.length === 0) return settle('emitted', 'alone', [], emitted);
  if (remembered?.device === device && !avoid.includes(remembered.runner)) {
    const { runner, timings } = remembered;
    // On how many cores is settled for each training.
    return runner === 'emitted' || runner === 'two-cores'
      ? settle('emitted', 'remembered', timings, emitted)
      : settle(runner, 'remembered', timings);
  }
  const contestants: Contestant[] = [
    { runner: 'emitted', start: () => emitted.then(() => stepsOf(recipe)) },
    ...real.map(({ runner }) => ({
      runner,
      start: () => start(runner, [runner], BRIEFLY).then(() => stepsOf(recipe)),
    })),
  ];
  const timings = await race(contestants, { ...(now && { now }) });
  return settle(timings[0]?.runner ?? 'emitted', 'measured', timings);
}
