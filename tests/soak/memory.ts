import type { BrowserContext, Page } from 'playwright';
import { clickTrain, openTrainer } from '../bench/trainer-page.ts';

/** Runs after which everything has been loaded and compiled. */
const SETTLED = 10;

/** Bytes of JavaScript that are alive. */
async function heapOf(page: Page) {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devTools.send('Runtime.getHeapUsage');
  await devTools.detach();
  return usedSize;
}

/** Short runs one after the other, each deleted from the list. */
export async function memoryOver(context: BrowserContext, origin: string, runs: number) {
  const page = await openTrainer(
    context,
    origin,
    'norm=batch&batchSize=64&lr=0.01&schedule=one-cycle&optimizer=adam&steps=30&seed=1',
  );
  const figure = page.locator('#trainer');
  let before = 0;
  for (let run = 1; run <= runs; run++) {
    await clickTrain(page);
    await figure.locator('.outcome', { hasText: 'validation digits right' }).waitFor();
    await figure.getByText(/of 997 validation digits wrong/).waitFor();
    await figure.getByRole('button', { name: /^Delete run/ }).click();
    if (run === SETTLED) before = await heapOf(page);
  }
  const after = await heapOf(page);
  const kilo = (bytes: number) => Math.round(bytes / 1000);
  return {
    before: kilo(before),
    after: kilo(after),
    left: Math.round((after - before) / (runs - SETTLED)),
  };
}
