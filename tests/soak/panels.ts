import type { BrowserContext, Page } from 'playwright';
import { recipeLimits } from '#cnn/math';
import { learningRate, type Setting } from '../bench/settings.ts';
import { clickTrain, isTraining, openTrainer } from '../bench/trainer-page.ts';

declare global {
  /** In the page: what the turn was like. */
  var turn: { steps: number; seconds: number; task: number; interactions: number[] };
}

/** In the page: from now on. */
function beginTurn() {
  globalThis.turn = { steps: 0, seconds: 0, task: 0, interactions: [] };
}

/** In the page, once: fills the turn. */
function watch() {
  globalThis.turn = { steps: 0, seconds: 0, task: 0, interactions: [] };
  let last = { step: 0, seconds: 0 };
  const hear = ({ data }: MessageEvent) => {
    for (const report of data?.reports ?? []) {
      if (report.type === 'began') last = { step: 0, seconds: 0 };
      if (report.type !== 'batch') continue;
      turn.steps += report.step - last.step;
      turn.seconds += report.seconds - last.seconds;
      last = report;
    }
  };
  const Plain = Worker;
  globalThis.Worker = class extends Plain {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', hear);
    }
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) turn.task = Math.max(turn.task, duration);
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) {
      if (entry.interactionId > 0) turn.interactions.push(entry.duration);
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

/** The trainer with all that can be opened open, set up for a training as long as there is one. */
export async function openPanels(context: BrowserContext, origin: string, setting: Setting) {
  const { batchSize, norm, optimizer } = setting;
  await context.addInitScript(watch);
  const page = await openTrainer(
    context,
    origin,
    `norm=${norm}&batchSize=${batchSize}&lr=${learningRate}&schedule=constant&optimizer=${optimizer}&steps=${recipeLimits.steps.max}&seed=1`,
  );
  await page.locator('#trainer').evaluate((figure) => {
    for (const panel of figure.querySelectorAll('details')) panel.open = true;
  });
  // A browser that tells of no long task is not one to measure by.
  await page.evaluate(async () => {
    for (const until = performance.now() + 80; performance.now() < until; );
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (turn.task < 50) throw new Error('This browser does not tell of long tasks.');
  });
  return page;
}

const figureOf = (page: Page) => page.locator('#trainer');

async function train(page: Page) {
  if (await isTraining(page)) return;
  await clickTrain(page);
  await figureOf(page).getByRole('button', { name: 'Stop' }).waitFor();
}

/** Begins to train, and forgets how that was. */
async function begin(page: Page) {
  await page.evaluate(beginTurn);
  await train(page);
  await page.waitForFunction(() => turn.steps > 0);
  await page.evaluate(beginTurn);
}

async function end(page: Page) {
  const had = await page.evaluate(() => turn);
  await figureOf(page).getByRole('button', { name: 'Stop' }).click();
  await figureOf(page).locator('.outcome', { hasText: 'Stopped' }).waitFor();
  return had;
}

/** Trains for some seconds while nobody touches anything. @returns images a second */
export async function trainingAlone(page: Page, batchSize: number, seconds: number) {
  await begin(page);
  for (const until = performance.now() + seconds * 1000; performance.now() < until; ) {
    await page.waitForTimeout(100);
    await train(page);
  }
  const had = await end(page);
  return (had.steps * batchSize) / had.seconds;
}

/** Trains for some seconds while the kernels are chosen by keys and the curve is scrubbed. @returns milliseconds */
export async function trainingUnderHand(page: Page, seconds: number) {
  const kernel = figureOf(page).locator('.kernels input:checked');
  const scrub = figureOf(page).getByRole('slider', { name: 'images seen' });
  await begin(page);
  for (const until = performance.now() + seconds * 1000; performance.now() < until; ) {
    for (const [control, key] of [
      [kernel, 'ArrowRight'],
      [scrub, 'ArrowLeft'],
      [scrub, 'End'],
    ] as const) {
      await control.focus();
      await page.keyboard.press(key);
      await page.waitForTimeout(150);
    }
    await train(page);
  }
  const { task, interactions } = await end(page);
  const sorted = interactions.toSorted((a, b) => a - b);
  // What took less than a frame is not told of.
  return { task, interaction: sorted[Math.floor(0.98 * sorted.length)] ?? 16 };
}
