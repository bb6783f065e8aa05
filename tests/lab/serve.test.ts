import { beforeAll, expect, test, vi } from 'vitest';
import { defaultRecipe, type Recipe } from '#cnn/math';
import type { Report } from '#lab';
import { type Message, parseMessage } from '../../src/lab/protocol.ts';
import { serve } from '../../src/lab/serve.ts';
import { images, madeUpDigits } from './made-up-digits.ts';
import { nodeBackend } from './node-backend.ts';

const recipe: Recipe = { ...defaultRecipe, batchSize: 16, steps: 6, lr: 0.01 };

beforeAll(nodeBackend);

function stage(open = async () => ({ digits: madeUpDigits(), backend: 'wasm', refused: [] })) {
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
