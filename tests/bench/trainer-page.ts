import type { BrowserContext, Page } from 'playwright';

declare global {
  /** Kept by the script below, in the page. */
  var noted: { clicked: number; firstBatch: number; tasks: { start: number; duration: number }[] };
}

/** Notes, in the page, when Train was clicked, when the first batch was reported, and every long task. */
function takeNotes() {
  globalThis.noted = { clicked: 0, firstBatch: 0, tasks: [] };
  addEventListener(
    'click',
    () => Object.assign(noted, { clicked: performance.now(), firstBatch: 0 }),
    true,
  );
  const hear = ({ data }: MessageEvent) => {
    const reports: { type: string }[] = data?.reports ?? [];
    if (reports.some(({ type }) => type === 'batch')) noted.firstBatch ||= performance.now();
  };
  const Plain = Worker;
  globalThis.Worker = class extends Plain {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', hear);
    }
  };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      noted.tasks.push({ start: startTime, duration });
    }
  }).observe({ type: 'longtask', buffered: true });
}

const PATH = '/questions/11-convolutional-neural-network/';

/** The page with the trainer, as a reader has it in front of him; `link` sets the trainer up. */
export async function openTrainer(
  context: BrowserContext,
  origin: string,
  link = '',
): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(takeNotes);
  await page.goto(`${origin}${PATH}${link && `#trainer?${link}`}`, { waitUntil: 'networkidle' });
  const figure = page.locator('#trainer');
  await figure.scrollIntoViewIfNeeded();
  await figure.locator('button:enabled', { hasText: /^Train$/ }).waitFor();
  return page;
}

const trainButton = (page: Page) =>
  page.locator('#trainer').getByRole('button', { name: /^Train/ });
export const pointAtTrain = (page: Page) => trainButton(page).hover();
export const clickTrain = (page: Page) => trainButton(page).click();

/** Milliseconds from the latest click to the first report of a batch. */
export async function firstBatch(page: Page): Promise<number> {
  await page.waitForFunction(() => noted.firstBatch > 0, undefined, { timeout: 120_000 });
  return page.evaluate(() => noted.firstBatch - noted.clicked);
}

/** Whether a training is under way. */
export const isTraining = (page: Page) =>
  page.locator('#trainer').getByRole('button', { name: 'Stop' }).isVisible();
