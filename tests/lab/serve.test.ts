import { beforeAll, expect, test, vi } from 'vitest';
import { type Cores, startBackend } from '#cnn/backend';
import { type DigitSource, defaultRecipe, type Recipe, type RunnerChoice } from '#cnn/math';
import type { Report } from '#lab';
import { type Command, type Message, parseMessage, type Wish } from '../../src/lab/protocol.ts';
import type { Answer, Question, QuestionName } from '../../src/lab/questions.ts';
import { type Bench, serve } from '../../src/lab/serve.ts';
import { images, madeUpDigits } from './made-up-digits.ts';
import { nodeBackend } from './node-backend.ts';

const recipe: Recipe = { ...defaultRecipe, batchSize: 16, steps: 6, lr: 0.01 };

beforeAll(nodeBackend);

const fitting = (run: number, of: Recipe = recipe, wish: Wish = {}): Command => ({
  ...{ type: 'fit', run, recipe: of, wish },
});
/** Files of a reader: forty images of ten classes, each a bar. */
function ownBars(): NonNullable<Wish['own']> {
  const header = (...numbers: number[]) => {
    const view = new DataView(new ArrayBuffer(4 * numbers.length));
    for (const [i, number] of numbers.entries()) view.setUint32(4 * i, number);
    return view.buffer;
  };
  const labels = Uint8Array.from({ length: 40 }, (_, i) => i % 10);
  const pixels = new Uint8Array(40 * 784);
  for (const [i, label] of labels.entries())
    pixels.fill(255, i * 784 + label * 56, i * 784 + label * 56 + 84);
  const file = (path: string, ...parts: BlobPart[]) => ({ path, file: new Blob(parts) });
  return {
    key: 'bars',
    files: [
      file('images', header(0x803, 40, 28, 28), pixels),
      file('labels', header(0x801, 40), labels),
    ],
  };
}
const asking = (ask: number, question: Question): Command => ({ type: 'ask', ask, question });

/** The answer to the latest question of a name. */
function latest<Name extends QuestionName>(posted: Message[], name: Name): Answer<Name> {
  const found = posted.findLast((message) => message.type === 'answered' && message.name === name);
  if (found?.type !== 'answered') throw new Error(`nothing was answered to ${name}`);
  return found.answer as Answer<Name>;
}

const benchWith = (digits: DigitSource) => async (): Promise<Bench> => ({
  digits,
  backend: 'wasm',
  refused: [],
});

function stage(open = benchWith(madeUpDigits())) {
  const posted: Message[] = [];
  // As a browser would: what is posted is copied, and the page checks it.
  const hear = serve({
    post: (message) => posted.push(parseMessage(structuredClone(message))),
    open,
  });
  const reports = (run: number): Report[] =>
    posted.flatMap((message) =>
      message.type === 'reports' && message.run === run ? message.reports : [],
    );
  const end = (run: number) =>
    vi.waitFor(
      () => {
        const last = reports(run).at(-1);
        if (last?.type !== 'ended' && last?.type !== 'failed') throw new Error('still running');
        return last;
      },
      { timeout: 60_000 },
    );
  return { posted, hear, reports, end };
}

test('a training is told whole, with fewer messages than reports', async () => {
  const { hear, end, reports, posted } = stage();
  hear(fitting(1));
  expect(await end(1)).toEqual({ type: 'ended', cancelled: false });
  const steps = reports(1).flatMap((report) => (report.type === 'batch' ? [report.step] : []));
  expect(steps).toEqual([1, 2, 3, 4, 5, 6]);
  expect(posted.length).toBeLessThan(reports(1).length);
});

test('a stop ends its own run only', async () => {
  const { hear, end } = stage();
  hear(fitting(5));
  hear({ type: 'stop', run: 4 });
  expect(await end(5)).toEqual({ type: 'ended', cancelled: false });
  hear(fitting(6, { ...recipe, steps: 2000 }));
  hear({ type: 'stop', run: 6 });
  expect(await end(6)).toEqual({ type: 'ended', cancelled: true });
});

test('a new training stops the one before', async () => {
  const { hear, end } = stage();
  hear(fitting(1, { ...recipe, steps: 2000 }));
  hear(fitting(2));
  expect(await end(1)).toEqual({ type: 'ended', cancelled: true });
  expect(await end(2)).toEqual({ type: 'ended', cancelled: false });
});

test('a bench that could not be opened fails the run, and the next training opens it anew', async () => {
  let tries = 0;
  const { hear, end } = stage(async () => {
    tries++;
    if (tries === 1) throw new Error('This browser cannot compute.');
    return { digits: madeUpDigits(), backend: 'cpu', refused: [] };
  });
  hear(fitting(1));
  expect(await end(1)).toEqual({
    type: 'failed',
    message: 'This browser cannot compute.',
    retry: true,
  });
  hear(fitting(2));
  expect(await end(2)).toEqual({ type: 'ended', cancelled: false });
});

test('the trained network answers, and nobody answers before', async () => {
  const { hear, end, posted } = stage();
  hear(asking(1, { name: 'examine', given: {} }));
  await vi.waitFor(() => expect(posted).toHaveLength(1));
  expect(posted[0]).toEqual({
    type: 'refused',
    ask: 1,
    message: 'There is no trained network yet. Press Train first.',
  });
  hear(fitting(1));
  await end(1);
  hear(asking(2, { name: 'predict', given: { pixels: images(0, 3).pixels } }));
  hear(asking(3, { name: 'examine', given: {} }));
  const examination = await vi.waitFor(() => latest(posted, 'examine'));
  expect(posted.at(-2)).toMatchObject({ type: 'answered', name: 'predict', ask: 2 });
  expect(examination.labels).toHaveLength(20);
  expect(examination.probabilities).toHaveLength(200);
});

test('a stop is heard while the backend opens', async () => {
  const { hear, end } = stage(() => new Promise(() => {}));
  hear(fitting(1));
  setTimeout(() => hear({ type: 'stop', run: 1 }), 10);
  expect(await end(1)).toEqual({ type: 'ended', cancelled: true });
});

test('a run stopped before it began leaves the network before it alone', async () => {
  let stuck = false;
  const digits = madeUpDigits();
  const chunk: DigitSource['chunk'] = (index) =>
    stuck ? new Promise(() => {}) : digits.chunk(index);
  const { hear, end, posted } = stage(benchWith({ ...digits, chunk }));
  hear(fitting(1));
  await end(1);
  stuck = true;
  hear(fitting(2, { ...recipe, net: 'three_or_seven', norm: 'none' }));
  setTimeout(() => hear({ type: 'stop', run: 2 }), 10);
  expect(await end(2)).toEqual({ type: 'ended', cancelled: true });
  hear(asking(1, { name: 'predict', given: { pixels: images(0, 1).pixels } }));
  await vi.waitFor(() => expect(posted.at(-1)).toMatchObject({ type: 'answered', ask: 1 }));
});

test('an examination during which a new training begins asks the new network', async () => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const digits = madeUpDigits();
  let held = false;
  const valid = async () => {
    if (held) {
      held = false;
      await arrived;
    }
    return digits.valid();
  };
  const { hear, end, posted } = stage(benchWith({ ...digits, valid }));
  hear(fitting(1));
  await end(1);
  held = true;
  hear(asking(1, { name: 'examine', given: {} }));
  await vi.waitFor(() => expect(held).toBe(false));
  hear(fitting(2));
  await end(2);
  arrive();
  hear(asking(2, { name: 'predict', given: { pixels: images(0, 20).pixels } }));
  const { probabilities } = await vi.waitFor(() => latest(posted, 'examine'));
  const predicted = await vi.waitFor(() => latest(posted, 'predict'));
  expect([...probabilities]).toEqual(predicted.flat());
});

test('a network for threes and sevens is examined with its own images', async () => {
  const { hear, end, posted } = stage(benchWith(madeUpDigits({ trainCount: 200 })));
  hear(fitting(1, { ...recipe, net: 'three_or_seven', norm: 'none' }));
  await end(1);
  hear(asking(1, { name: 'examine', given: {} }));
  const { labels, probabilities } = await vi.waitFor(() => latest(posted, 'examine'));
  expect([...labels]).toEqual([0, 1, 0, 1]);
  expect(probabilities).toHaveLength(8);
});

test('weights that were saved answer as the network did that they came from', async () => {
  const { hear, end, posted } = stage();
  const { pixels } = images(0, 5);
  hear(fitting(1));
  await end(1);
  hear(asking(1, { name: 'predict', given: { pixels } }));
  hear(asking(2, { name: 'weights', given: {} }));
  const weights = await vi.waitFor(() => latest(posted, 'weights'));
  const before = latest(posted, 'predict');
  expect(weights['conv1.weight']!.shape).toEqual([5, 5, 1, 8]);
  hear(fitting(2, { ...recipe, seed: 7 }));
  await end(2);
  hear(asking(3, { name: 'load', given: { recipe, weights } }));
  await vi.waitFor(() => latest(posted, 'load'));
  hear(asking(4, { name: 'predict', given: { pixels } }));
  await vi.waitFor(() => expect(posted.at(-1)).toMatchObject({ ask: 4 }));
  expect(latest(posted, 'predict')).toEqual(before);
  hear(asking(5, { name: 'load', given: { recipe, weights: {} } }));
  await vi.waitFor(() => expect(posted.at(-1)).toMatchObject({ type: 'refused', ask: 5 }));
});

test('in training a batch-mate changes what a layer says of an image, in evaluation it does not', async () => {
  const { hear, end, posted } = stage();
  hear(fitting(1));
  await end(1);
  const outputs = async (ask: number, mate: number, training: boolean) => {
    const pixels = new Uint8Array(2 * 784);
    pixels.set(images(0, 1).pixels);
    pixels.fill(mate, 784);
    hear(asking(ask, { name: 'forward', given: { pixels, layers: ['bn1'], training } }));
    await vi.waitFor(() => expect(posted.at(-1)).toMatchObject({ ask }));
    const { shape, values } = latest(posted, 'forward').bn1!;
    expect(shape).toEqual([2, 14, 14, 8]);
    return values.subarray(0, values.length / 2);
  };
  expect(await outputs(1, 0, true)).not.toEqual(await outputs(2, 255, true));
  expect(await outputs(3, 0, false)).toEqual(await outputs(4, 255, false));
});

test('a search for a rate, the inside of a step and a cloud of gradients are answered', async () => {
  const { hear, posted } = stage();
  hear(asking(1, { name: 'find', given: { recipe, options: { numIt: 12 } } }));
  hear(asking(2, { name: 'inside', given: { recipe, step: 3, images: 2 } }));
  const sizes = [4, 32];
  const given = { recipe, step: 2, sizes, count: 6, reference: 80 };
  hear(asking(3, { name: 'gradients', given }));
  await vi.waitFor(() => expect(posted.at(-1)).toMatchObject({ type: 'answered', ask: 3 }), {
    timeout: 30_000,
  });
  const { curve } = latest(posted, 'find');
  expect(curve.lrs[0]).toBeCloseTo(1e-7, 12);
  const inside = latest(posted, 'inside');
  expect(inside).toMatchObject({
    step: 3,
    labels: { length: 2 },
    input: { shape: [2, 28, 28, 1] },
  });
  expect(inside.activations.conv2!.shape).toEqual([2, 7, 7, 16]);
  expect(inside.gradients['conv1.weight']!.shape).toEqual([5, 5, 1, 8]);
  const { clouds } = latest(posted, 'gradients');
  const mean = (cloud: (typeof clouds)[number]) =>
    cloud.reduce((sum, { cosine }) => sum + cosine, 0) / cloud.length;
  expect(clouds.map((cloud) => cloud.length)).toEqual([6, 6]);
  expect(mean(clouds[1]!)).toBeGreaterThan(mean(clouds[0]!));
});

// The last one: it stops the backend all others compute on.
test('after every backend was refused, the next training starts one', async () => {
  let tries = 0;
  const { hear, end } = stage(async () => {
    const init = tries++ === 0 ? { init: async () => false } : {};
    const { name, refused } = await startBackend({ order: ['cpu'], ...init });
    return { digits: madeUpDigits(), backend: name, refused };
  });
  hear(fitting(1));
  expect(await end(1)).toMatchObject({ type: 'failed', retry: true });
  hear(fitting(2));
  expect(await end(2)).toEqual({ type: 'ended', cancelled: false });
});

test('each training runs on as many cores as were settled for it, and a long one on own images is followed by a measurement', async () => {
  const choice = (batchSize: number): RunnerChoice => ({
    runner: batchSize < 16 ? 'two-cores' : 'emitted',
    by: 'measured',
    device: '',
    timings: [],
    timed: `${batchSize}`,
  });
  const asked: number[] = [];
  const free: boolean[] = [];
  const cores: Cores = {
    settle: async ({ batchSize }, mayMeasure) => {
      free.push(mayMeasure);
      const refused = [{ name: 'the second core', why: 'it fell silent' }];
      return { choice: choice(batchSize), refused };
    },
    measure: async ({ batchSize }) => {
      asked.push(batchSize);
      return choice(batchSize);
    },
  };
  const bench = benchWith(madeUpDigits());
  const { hear, end, reports, posted } = stage(async () => ({ ...(await bench()), cores }));
  const short = { ...recipe, steps: 1 };
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  for (const [run, of] of [short, { ...short, batchSize: 8 }].entries()) {
    hear(fitting(run, of));
    await end(run);
    const began = reports(run).find((report) => report.type === 'began');
    expect(began).toMatchObject({
      choice: choice(of.batchSize),
      refused: [{ name: 'the second core', why: 'it fell silent' }],
    });
  }
  // Both were over before a second core could be worth it.
  expect(asked).toEqual([]);
  let time = 0;
  now.mockImplementation(() => (time += 400));
  try {
    // On the site's digits a run is the same each time, whatever was measured.
    hear(fitting(2, short));
    await end(2);
    hear(fitting(3, short, { own: ownBars() }));
    await end(3);
    expect(free).toEqual([false, false, false, true]);
    await vi.waitFor(() => expect(asked).toEqual([16]));
    await vi.waitFor(() => expect(posted).toContainEqual({ type: 'measured', choice: choice(16) }));
  } finally {
    now.mockRestore();
  }
});

test('a training whose graphics processor goes says so, and nothing that it computed afterwards', async () => {
  let lose = () => {};
  const lost = new Promise<void>((resolve) => {
    lose = resolve;
  });
  let gone = false;
  const choice: RunnerChoice = { runner: 'webgl', by: 'reader', device: '', timings: [] };
  const { posted, hear, reports } = stage(async () => ({
    ...(await benchWith(madeUpDigits())()),
    ...{ choice, graphics: { isLost: () => gone, lost } },
  }));
  hear(fitting(1, { ...recipe, steps: 2000 }));
  await vi.waitFor(() => expect(reports(1).some(({ type }) => type === 'batch')).toBe(true));
  gone = true;
  const told = reports(1).length;
  lose();
  await vi.waitFor(() => expect(posted).toContainEqual({ type: 'lost', runner: 'webgl' }));
  await new Promise((resolve) => setTimeout(resolve, 100));
  // What was gathered before may still come, in one message.
  expect(reports(1).length - told).toBeLessThan(20);
  expect(reports(1).some(({ type }) => type === 'ended' || type === 'failed')).toBe(false);
});
