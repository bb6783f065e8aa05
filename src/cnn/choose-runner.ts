import { adam } from './adam.ts';
import { type Adapter, adapters as adaptersHere, isReal } from './adapters.ts';
import { type BackendName, type BackendOptions, type Refusal, startBackend } from './backend.ts';
import { networkFor } from './build.ts';
import { engineFor } from './choose-engine.ts';
import {
  defaultRecipe,
  imagePixels,
  type Recipe,
  type Runner,
  type RunnerChoice,
  random,
  type Timing,
} from './math/index.ts';
import { type Contestant, type RaceOptions, race } from './race.ts';

export * from './backend.ts';

/** What a choice goes by. */
export interface ChooseOptions
  extends Pick<BackendOptions, 'wasmUrls' | 'onRefused' | 'timeLimit'> {
  /** What the reader asked for. */
  wanted?: Runner | undefined;
  /** An earlier choice: kept to as long as the browser names the same graphics processors. */
  remembered?: RunnerChoice | undefined;
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
}

/** Where to look for each, and what to be content with instead. */
const orders: Record<Runner, readonly BackendName[]> = {
  emitted: ['wasm', 'cpu'],
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
    const came = name === runner ? runner : instead;
    return { choice: { runner: came, by, device, timings }, backend: name, refused };
  };

  let device = '';
  if (wanted !== undefined) return settle(wanted, 'reader');
  // Whoever wins, emitted code is in the race: it starts while the browser looks for its graphics processors.
  const emitted = start('emitted');
  const found = await Promise.all([adapters(), emitted.catch(() => {})]).then(([found]) => found);
  device = found.map(({ runner, name }) => `${runner} ${name}`).join('; ');
  const real = found.filter(isReal);
  if (real.length === 0) return settle('emitted', 'alone', [], emitted);
  if (remembered?.device === device) {
    const { runner, timings } = remembered;
    return settle(runner, 'remembered', timings, runner === 'emitted' ? emitted : start(runner));
  }
  const contestants: Contestant[] = [
    { runner: 'emitted', start: () => emitted.then(() => steps(recipe)) },
    ...real.map(({ runner }) => ({
      runner,
      start: () => start(runner, [runner], BRIEFLY).then(() => steps(recipe)),
    })),
  ];
  const timings = await race(contestants, { ...(now && { now }) });
  return settle(timings[0]?.runner ?? 'emitted', 'measured', timings);
}

/** Real steps of a run, on images of noise. */
function steps(recipe: Recipe) {
  const { batchSize, lr, seed } = recipe;
  const model = networkFor(recipe);
  const optimizer = adam(model.parameters);
  // Far too small to learn, so that no step differs from the one before.
  optimizer.lr = lr / 1e4;
  const engine = engineFor({ model, optimizer, batchSize });
  const { uniform, integer } = random(seed, 'race');
  const batch = {
    images: Float32Array.from({ length: batchSize * imagePixels }, () => 2 * uniform() - 1),
    labels: Int32Array.from({ length: batchSize }, () => integer(2)),
    size: batchSize,
  };
  const moments = { afterPred: () => {}, afterLoss: () => {}, beforeBackward: () => {} };
  return {
    step() {
      engine.trainBatch(batch, moments);
      engine.step();
    },
    end: () => engine.dispose(),
  };
}
