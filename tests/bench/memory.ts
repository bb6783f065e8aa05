import type { CountedBrowser } from './browser.ts';
import { openTurns, type PageTurns } from './in-browser.ts';
import type { HeapFigures, MemoryFigures } from './results.ts';
import { settings } from './settings.ts';

const [setting] = settings;

async function heapOf({ page }: PageTurns): Promise<HeapFigures> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('HeapProfiler.collectGarbage');
  await devTools.detach();
  return page.evaluate(() => ({
    js: (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
    wasm: benchPage.wasmBytes(),
  }));
}

/** What the package's Learner holds after its first steps, and after many more. */
export async function measureMemory(
  browser: CountedBrowser,
  origin: string,
  steps: number,
  say: (what: string) => void,
): Promise<MemoryFigures> {
  const file = './contestants/learner.ts';
  const turns = await openTurns(browser, origin, file, 'learner', setting);
  try {
    await turns.run(1);
    const before = await heapOf(turns);
    let done = 0;
    while (done < steps) {
      const { images } = await turns.run(2);
      done += images / setting.batchSize;
      say(`memory: step ${done} of ${steps}`);
    }
    return { steps: done, before, after: await heapOf(turns) };
  } finally {
    await turns.close();
  }
}
