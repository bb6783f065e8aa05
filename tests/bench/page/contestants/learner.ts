import plain from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import {
  ActivationStats,
  type Callback,
  CancelFit,
  CancelValid,
  ComposedEngine,
  Crew,
  type EngineFactory,
  fitRecipe,
  fusedEngine,
  learnerFor,
  registerEngine,
  type StepEngine,
} from '#cnn';
import { type BackendName, startBackend } from '#cnn/backend';
import type { Contestant, Session } from '../../contestant.ts';
import { recipeOf, type Setting } from '../../settings.ts';
import { images } from '../images.ts';

const net = 'The package as it stands: bias everywhere, running averages kept, every loss read.';

interface Ways {
  /** The package's own choice when absent. */
  order?: readonly BackendName[];
  /** The package's own choice when absent. */
  engine?: EngineFactory;
  /** What else looks on, made anew for each turn. */
  callbacks?(): Callback[];
}

/** Trains with the package's Learner on the page's main thread. */
async function learn(
  setting: Setting,
  { order, engine: factory, callbacks }: Ways = {},
): Promise<Session> {
  const wasmUrls = { plain, simd };
  const { name } = await startBackend(order ? { wasmUrls, order } : { wasmUrls });
  const recipe = recipeOf(setting, Number.MAX_SAFE_INTEGER);
  if (factory) registerEngine(factory);
  const learner = learnerFor(recipe, images);
  // What a learner shows as its model is its engine; one that emits code tells how much.
  const engine = learner.model as StepEngine & { codeBytes?: number };
  return {
    engine: `${engine.name}, ${name}${engine.cores === 2 ? ', two cores' : ''}`,
    codeBytes: engine.codeBytes,
    async run(seconds) {
      let [count, began, elapsed] = [0, 0, 0];
      const clock: Callback = {
        order: Number.POSITIVE_INFINITY,
        beforeFit: () => {
          began = performance.now();
        },
        afterBatch: ({ training, batch }) => {
          if (!training) return;
          count += batch.size;
          elapsed = (performance.now() - began) / 1000;
          if (elapsed >= seconds) throw new CancelFit();
        },
        beforeValidate: () => {
          throw new CancelValid();
        },
      };
      await fitRecipe(learner, recipe, { callbacks: [...(callbacks?.() ?? []), clock] });
      const { alone } = learner.runsOn;
      if (alone !== undefined) throw new Error(`The second core was lost: ${alone}.`);
      return { images: count, seconds: elapsed };
    },
  };
}

const composed: EngineFactory = (parts) => new ComposedEngine(parts);

/** Milliseconds the second core has to start. */
const START = 10_000;

async function onTwoCores(setting: Setting): Promise<Session> {
  const spawn = () => new Worker(new URL('../replica.ts', import.meta.url), { type: 'module' });
  const crew = new Crew(spawn, 2);
  await crew.ready(START);
  return learn(setting, { engine: fusedEngine({ crew }) });
}

export const contestants: readonly Contestant[] = [
  {
    name: 'learner',
    title: 'Receptive Field',
    note: `${net} Engine and backend by the package's own choice, on the main thread.`,
    open: (setting) => learn(setting),
  },
  {
    name: 'learner-fused',
    title: 'Receptive Field, code emitted for the net',
    note: 'The same, with the whole step in WebAssembly that the page writes for this very net.',
    open: (setting) => learn(setting, { engine: fusedEngine() }),
  },
  {
    name: 'two-workers',
    title: 'Receptive Field on two cores',
    note: 'The same with half of each batch in a worker: the gradients of the whole batch, batch norm over all its images.',
    takes: ({ batchSize, optimizer }) => batchSize === 512 && optimizer === 'sgd',
    open: onTwoCores,
  },
  {
    name: 'learner-reproducible',
    title: 'Receptive Field, emitted and reproducible',
    note: 'The same without fused multiply-adds, which round differently from one machine to the next.',
    takes: ({ batchSize, optimizer }) => batchSize === 64 && optimizer === 'sgd',
    open: (setting) => learn(setting, { engine: fusedEngine({ reproducible: true }) }),
  },
  {
    name: 'learner-composed',
    title: 'Receptive Field, composed operations',
    note: 'The same with operations of TensorFlow.js, as for networks that nothing faster covers.',
    takes: ({ optimizer }) => optimizer === 'sgd',
    open: (setting) => learn(setting, { engine: composed }),
  },
  {
    name: 'learner-stats',
    title: 'Receptive Field with ActivationStats',
    note: 'The same while the mean, deviation and histogram of every layer are taken of every batch.',
    takes: ({ norm, optimizer }) => norm === 'batch' && optimizer === 'sgd',
    open: (setting) => learn(setting, { callbacks: () => [new ActivationStats()] }),
  },
  {
    name: 'learner-cpu',
    title: 'Receptive Field, cpu backend',
    note: 'Composed operations in plain JavaScript, for browsers without WebAssembly.',
    takes: ({ batchSize }) => batchSize === 64,
    rounds: 2,
    open: (setting) => learn(setting, { order: ['cpu'], engine: composed }),
  },
];
