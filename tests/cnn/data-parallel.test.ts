import { Worker } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import {
  adam,
  type Batch,
  Crew,
  type CrewWorker,
  DataLoaders,
  fitRecipe,
  fusedEngine,
  learnerFor,
  networkFor,
  registerEngine,
  type StepEngine,
  sgd,
} from '#cnn';
import { defaultRecipe, type Recipe } from '#cnn/math';
import { bringTogether } from '../../src/cnn/wasm/index.ts';
import { onBackend } from './each-backend.ts';
import { madeUpDigits } from './made-up-digits.ts';
import { workerHere } from './worker-here.ts';

/** One that joins and never says a word. */
const silent = (): CrewWorker => ({
  onmessage: null,
  onerror: null,
  terminate: vi.fn(),
  postMessage() {},
});

/** A thread of its own. */
function thread(): CrewWorker {
  const node = new Worker(new URL('./replica-thread.ts', import.meta.url));
  const worker: CrewWorker = {
    onmessage: null,
    onerror: null,
    terminate: () => node.terminate(),
    postMessage: (joining, moved) => node.postMessage(joining, moved as never),
  };
  node.on('message', (data) => worker.onmessage?.(new MessageEvent('message', { data })));
  node.on('error', () => worker.onerror?.(new Event('error') as ErrorEvent));
  return worker;
}

const crews: Crew[] = [];
const engines: StepEngine[] = [];
function crewOf(spawn: () => CrewWorker, cores = 2): Crew {
  const crew = new Crew(spawn, cores);
  crews.push(crew);
  return crew;
}

const recipe: Recipe = { ...defaultRecipe, batchSize: 47, lr: 0.01 };
const quiet = { afterPred: () => {}, afterLoss: () => {}, beforeBackward: () => {} };

function engineOf(of: Recipe, crew?: Crew, rule = sgd): StepEngine {
  const model = networkFor(of);
  const optimizer = rule(model.parameters, { lr: of.lr });
  const engine = fusedEngine({ crew })({ model, optimizer, batchSize: of.batchSize })!;
  engines.push(engine);
  return engine;
}

/** The first images of a pass. */
async function batchOf(size: number): Promise<Batch> {
  const data = new DataLoaders(madeUpDigits({ chunkSizes: [size] }), { batchSize: size, seed: 7 });
  return (await data.train().next()).value!;
}

/** The largest difference, as a share of the largest number of the same array. */
function apart(right: readonly ArrayLike<number>[], got: readonly ArrayLike<number>[]): number {
  expect(got).toHaveLength(right.length);
  const largest = Math.max(...right.flatMap((array) => Array.from(array, Math.abs)));
  const distances = right.flatMap((array, k) =>
    Array.from(array, (value, i) => Math.abs(value - got[k]![i]!)),
  );
  return Math.max(...distances) / largest;
}

test('moments of parts become those of the whole, with a mean a million times the deviation', () => {
  const values = Array.from({ length: 60 }, (_, i) => 1e6 + Math.sin(i * i));
  const momentsOf = (some: readonly number[]) => {
    const mean = some.reduce((sum, value) => sum + value, 0) / some.length;
    const squares = some.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { count: some.length, first: Float64Array.of(mean), second: Float64Array.of(squares) };
  };
  const parts = [values.slice(0, 1), values.slice(1, 42), values.slice(42)].map(momentsOf);
  const whole = momentsOf(values);
  const into = { kind: 'moments' as const, ...momentsOf([0]) };
  bringTogether(into, parts);
  expect(into.count).toBe(60);
  expect(into.first[0]! / whole.first[0]!).toBeCloseTo(1, 12);
  expect(into.second[0]! / whole.second[0]!).toBeCloseTo(1, 6);
});

onBackend('cpu', () => {
  afterEach(() => {
    for (const engine of engines.splice(0)) engine.dispose();
    for (const crew of crews.splice(0)) crew.letGo('the test is over');
  });

  test.each([
    { norm: 'none', cores: 2, size: 47, tolerance: 1e-6 },
    { norm: 'none', cores: 3, size: 47, tolerance: 1e-6 },
    { norm: 'batch', cores: 2, size: 47, tolerance: 1e-5 },
    { norm: 'batch', cores: 3, size: 47, tolerance: 1e-5 },
    // Parts of 6 and 1; of 12 and 3; of 6, 6 and 7.
    { norm: 'batch', cores: 2, size: 7, tolerance: 1e-5 },
    { norm: 'batch', cores: 2, size: 15, tolerance: 1e-5 },
    { norm: 'none', cores: 3, size: 19, tolerance: 1e-6 },
  ] as const)(
    'replicas find the gradients and statistics of one engine: norm $norm, $cores of them, $size images',
    async ({ norm, cores, size, tolerance }) => {
      const batch = await batchOf(size);
      const of = { ...recipe, norm };
      const [alone, together] = [engineOf(of), engineOf(of, crewOf(workerHere, cores))];
      const losses: number[] = [];
      const moments = { ...quiet, afterLoss: (loss: number) => losses.push(loss) };
      expect(alone.trainBatch(batch, moments)).toBe(true);
      const later = together.trainBatch(batch, moments);
      expect(later).toBeInstanceOf(Promise);
      expect(await later).toBe(true);
      expect(together.cores).toBe(cores);
      expect(losses[1]! / losses[0]!).toBeCloseTo(1, 6);
      expect(apart(alone.gradients(), together.gradients())).toBeLessThan(tolerance);
      const [right, got] = [alone, together].map((engine) => [...engine.read().model.values()]);
      expect(apart(right!, got!)).toBeLessThan(1e-6);
    },
  );

  test.each([
    ['SGD', sgd],
    ['Adam', adam],
  ] as const)('ten steps lead to the same numbers: %s', async (_, rule) => {
    const [alone, together] = [
      engineOf(recipe, undefined, rule),
      engineOf(recipe, crewOf(workerHere), rule),
    ];
    const batch = await batchOf(47);
    for (let step = 0; step < 10; step++) {
      await alone.trainBatch(batch, quiet);
      await together.trainBatch(batch, quiet);
      expect([alone.step(), together.step()]).toEqual([true, true]);
    }
    const [right, got] = [alone, together].map((engine) => [...engine.read().model.values()]);
    expect(apart(right!, got!)).toBeLessThan(1e-3);
    // What was learned in vain is forgotten by all.
    for (const engine of [alone, together]) engine.goBack();
    await alone.trainBatch(batch, quiet);
    await together.trainBatch(batch, quiet);
    expect(apart(alone.gradients(), together.gradients())).toBeLessThan(1e-3);
  });

  test('a whole fit in two threads ends where one thread ends, and gives the same bits again', async () => {
    const of: Recipe = { ...recipe, batchSize: 16, steps: 6, lr: 0.003 };
    const fit = async (crew?: Crew) => {
      const takeBack = registerEngine(fusedEngine({ crew }));
      const learner = learnerFor(of, madeUpDigits({ chunkSizes: [64] }));
      takeBack();
      await fitRecipe(learner, of);
      const { losses } = learner.recorder;
      const { cores, alone } = learner.runsOn;
      learner.dispose();
      return { losses, cores, alone };
    };
    const crew = crewOf(thread);
    await crew.ready(20_000);
    const [one, two, again] = [await fit(), await fit(crew), await fit(crew)];
    expect([one.cores, two.cores, two.alone]).toEqual([undefined, 2, undefined]);
    expect(again).toEqual(two);
    two.losses.forEach((loss, step) => {
      expect(loss).toBeCloseTo(one.losses[step]!, 4);
    });
  });

  test('a batch that is watched is seen whole', async () => {
    const engine = engineOf(recipe, crewOf(workerHere));
    const shapes: (readonly number[])[] = [];
    const stop = engine.watch(({ shape }) => shapes.push(shape));
    const batch = await batchOf(47);
    expect(engine.trainBatch(batch, quiet)).toBe(true);
    expect(shapes[0]).toEqual([47, 14, 14, 8]);
    stop();
    expect(engine.trainBatch(batch, quiet)).toBeInstanceOf(Promise);
  });

  test('a batch of numbers that somebody changed is trained on as it is', async () => {
    const [alone, together] = [engineOf(recipe), engineOf(recipe, crewOf(workerHere))];
    const batches = [await batchOf(47), await batchOf(47)] as const;
    for (const { images } of batches) images.fill(1, 0, 784 * 20);
    expect(alone.trainBatch(batches[0], quiet)).toBe(true);
    expect(together.trainBatch(batches[1], quiet)).toBe(true);
    expect(together.gradients()).toEqual(alone.gradients());
  });

  test('a batch too small for all is trained on by one', async () => {
    const engine = engineOf(recipe, crewOf(workerHere));
    expect(engine.trainBatch(await batchOf(2), quiet)).toBe(true);
  });

  test('a question in the middle of a batch is answered by the network before it', async () => {
    const engine = engineOf(recipe, crewOf(workerHere));
    const { images } = await batchOf(3);
    const before = engine.predict(images, 3);
    const training = engine.trainBatch(await batchOf(47), quiet);
    await Promise.resolve();
    expect(engine.predict(images, 3)).toEqual(before);
    expect(await training).toBe(true);
  });

  /** A batch whose worker fails in the middle, and what comes after. */
  async function withoutHelp(crew: Crew, fail = () => {}) {
    const [alone, together] = [engineOf(recipe), engineOf(recipe, crew)];
    const batch = await batchOf(47);
    alone.trainBatch(batch, quiet);
    const training = together.trainBatch(batch, quiet);
    fail();
    expect(await training).toBe(true);
    expect(together.gradients()).toEqual(alone.gradients());
    expect([together.cores, together.alone]).toEqual([1, crew.lost]);
    expect(together.trainBatch(batch, quiet)).toBe(true);
    // Nor is it asked by who comes later.
    expect(engineOf(recipe, crew).trainBatch(batch, quiet)).toBe(true);
    return crew.lost;
  }

  test('a worker that falls silent is done without, from the batch it left lying', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const wait = () => vi.advanceTimersByTime(60_000);
      expect(await withoutHelp(crewOf(silent), wait)).toBe('it fell silent');
    } finally {
      vi.useRealTimers();
    }
  });

  test('so is one that cannot take the network', async () => {
    const narrow = () => {
      const worker = workerHere();
      const { postMessage } = worker;
      worker.postMessage = (joining, moved) =>
        postMessage({ ...joining, plan: { ...joining.plan, layers: [] } }, moved);
      return worker;
    };
    expect(await withoutHelp(crewOf(narrow))).toBe(
      'it does not end in one row of logits for each image',
    );
  });

  test('so is one whose program fails, and it is ended', async () => {
    const worker = silent();
    const fail = () => worker.onerror?.(new Event('error') as ErrorEvent);
    expect(
      await withoutHelp(
        crewOf(() => worker),
        fail,
      ),
    ).toBe('its program failed');
    expect(worker.terminate).toHaveBeenCalledOnce();
  });

  test('a worker that does not start is let go', async () => {
    const crew = crewOf(silent);
    await expect(crew.ready(10)).rejects.toThrow('it did not start within 0.01 seconds');
    expect(crew.lost).toBe('it did not start within 0.01 seconds');
  });
});
