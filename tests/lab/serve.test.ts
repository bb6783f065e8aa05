import { beforeAll, expect, test, vi } from 'vitest';
import { startBackend } from '#cnn/backend';
import { type DigitSource, defaultRecipe, type Recipe } from '#cnn/math';
import type { Report } from '#lab';
import { type Message, parseMessage } from '../../src/lab/protocol.ts';
import { type Bench, serve } from '../../src/lab/serve.ts';
import { images, madeUpDigits } from './made-up-digits.ts';
import { nodeBackend } from './node-backend.ts';

const recipe: Recipe = { ...defaultRecipe, batchSize: 16, steps: 6, lr: 0.01 };

beforeAll(nodeBackend);

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
  hear({ type: 'fit', run: 1, recipe });
  expect(await end(1)).toEqual({ type: 'ended', cancelled: false });
  const steps = reports(1).flatMap((report) => (report.type === 'batch' ? [report.step] : []));
  expect(steps).toEqual([1, 2, 3, 4, 5, 6]);
  expect(posted.length).toBeLessThan(reports(1).length);
});

test('a stop ends its own run only', async () => {
  const { hear, end } = stage();
  hear({ type: 'fit', run: 5, recipe });
  hear({ type: 'stop', run: 4 });
  expect(await end(5)).toEqual({ type: 'ended', cancelled: false });
  hear({ type: 'fit', run: 6, recipe: { ...recipe, steps: 2000 } });
  hear({ type: 'stop', run: 6 });
  expect(await end(6)).toEqual({ type: 'ended', cancelled: true });
});

test('a new training stops the one before', async () => {
  const { hear, end } = stage();
  hear({ type: 'fit', run: 1, recipe: { ...recipe, steps: 2000 } });
  hear({ type: 'fit', run: 2, recipe });
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
  hear({ type: 'fit', run: 1, recipe });
  expect(await end(1)).toEqual({
    type: 'failed',
    message: 'This browser cannot compute.',
    retry: true,
  });
  hear({ type: 'fit', run: 2, recipe });
  expect(await end(2)).toEqual({ type: 'ended', cancelled: false });
});

test('the trained network answers, and nobody answers before', async () => {
  const { hear, end, posted } = stage();
  hear({ type: 'examine', ask: 1 });
  await vi.waitFor(() => expect(posted).toHaveLength(1));
  expect(posted[0]).toEqual({
    type: 'refused',
    ask: 1,
    message: 'There is no trained network yet. Press Train first.',
  });
  hear({ type: 'fit', run: 1, recipe });
  await end(1);
  hear({ type: 'predict', ask: 2, pixels: images(0, 3).pixels });
  hear({ type: 'examine', ask: 3 });
  await vi.waitFor(() => expect(posted.at(-1)?.type).toBe('examined'));
  expect(posted.at(-2)).toMatchObject({ type: 'predicted', ask: 2 });
  const last = posted.at(-1);
  if (last?.type !== 'examined') throw new Error('no examination');
  expect(last.examination.labels).toHaveLength(20);
  expect(last.examination.probabilities).toHaveLength(200);
});

test('a stop is heard while the backend opens', async () => {
  const { hear, end } = stage(() => new Promise(() => {}));
  hear({ type: 'fit', run: 1, recipe });
  setTimeout(() => hear({ type: 'stop', run: 1 }), 10);
  expect(await end(1)).toEqual({ type: 'ended', cancelled: true });
});

test('a run stopped before it began leaves the network before it alone', async () => {
  let stuck = false;
  const digits = madeUpDigits();
  const chunk: DigitSource['chunk'] = (index) =>
    stuck ? new Promise(() => {}) : digits.chunk(index);
  const { hear, end, posted } = stage(benchWith({ ...digits, chunk }));
  hear({ type: 'fit', run: 1, recipe });
  await end(1);
  stuck = true;
  hear({ type: 'fit', run: 2, recipe: { ...recipe, net: 'three_or_seven', norm: 'none' } });
  setTimeout(() => hear({ type: 'stop', run: 2 }), 10);
  expect(await end(2)).toEqual({ type: 'ended', cancelled: true });
  hear({ type: 'predict', ask: 1, pixels: images(0, 1).pixels });
  await vi.waitFor(() => expect(posted.at(-1)).toMatchObject({ type: 'predicted', ask: 1 }));
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
  hear({ type: 'fit', run: 1, recipe });
  await end(1);
  held = true;
  hear({ type: 'examine', ask: 1 });
  await vi.waitFor(() => expect(held).toBe(false));
  hear({ type: 'fit', run: 2, recipe });
  await end(2);
  arrive();
  hear({ type: 'predict', ask: 2, pixels: images(0, 20).pixels });
  const answered = (type: Message['type']) =>
    vi.waitFor(() => {
      const answer = posted.find((message) => message.type === type || message.type === 'refused');
      if (!answer) throw new Error('still waiting');
      return answer;
    });
  const examined = await answered('examined');
  const predicted = await answered('predicted');
  if (examined.type !== 'examined' || predicted.type !== 'predicted') throw new Error('refused');
  expect([...examined.examination.probabilities]).toEqual(predicted.probabilities.flat());
});

test('a network for threes and sevens is examined with its own images', async () => {
  const { hear, end, posted } = stage(benchWith(madeUpDigits({ trainCount: 200 })));
  hear({ type: 'fit', run: 1, recipe: { ...recipe, net: 'three_or_seven', norm: 'none' } });
  await end(1);
  hear({ type: 'examine', ask: 1 });
  await vi.waitFor(() => expect(posted.at(-1)?.type).toBe('examined'));
  const last = posted.at(-1);
  if (last?.type !== 'examined') throw new Error('no examination');
  expect([...last.examination.labels]).toEqual([0, 1, 0, 1]);
  expect(last.examination.probabilities).toHaveLength(8);
});

// The last one: it stops the backend all others compute on.
test('after every backend was refused, the next training starts one', async () => {
  let tries = 0;
  const { hear, end } = stage(async () => {
    const init = tries++ === 0 ? { init: async () => false } : {};
    const { name, refused } = await startBackend({ order: ['cpu'], ...init });
    return { digits: madeUpDigits(), backend: name, refused };
  });
  hear({ type: 'fit', run: 1, recipe });
  expect(await end(1)).toMatchObject({ type: 'failed', retry: true });
  hear({ type: 'fit', run: 2, recipe });
  expect(await end(2)).toEqual({ type: 'ended', cancelled: false });
});
