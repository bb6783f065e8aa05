import type { Page } from 'playwright';

/** What one event took, from when it came to when the page had nothing left to compute for it. */
export interface Answered {
  what: string;
  milliseconds: number;
}

declare global {
  /** In the page: when the last event came, and when its answer was computed. */
  var latest: { came: number; done: number };
}

/** Events that readers cause; each is timed from its own stamp to two turns of the event loop later, when React is done. */
function timeEvents() {
  globalThis.latest = { came: 0, done: 0 };
  const turn = () => {
    const { port1, port2 } = new MessageChannel();
    return new Promise<void>((resolve) => {
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  };
  for (const type of ['keydown', 'pointermove', 'pointerdown', 'click', 'input', 'change']) {
    addEventListener(
      type,
      async ({ timeStamp }) => {
        // One press is several events; what counts is from the first to the end of the last.
        if (latest.done >= latest.came) latest.came = timeStamp;
        latest.done = 0;
        await turn();
        await turn();
        latest.done = performance.now();
      },
      true,
    );
  }
}

/**
 * Works a page and collects how long each answer took.
 *
 * @param work does one thing after the other, and says of each what it was when it is done
 */
export async function answersOf(
  page: Page,
  work: (note: (what: string) => Promise<void>) => Promise<void>,
): Promise<Answered[]> {
  const answers: Answered[] = [];
  await page.evaluate(timeEvents);
  await work(async (what) => {
    await page.waitForFunction(() => latest.done > 0, undefined, { polling: 20, timeout: 5000 });
    const milliseconds = await page.evaluate(() => latest.done - latest.came);
    answers.push({ what, milliseconds });
  });
  return answers;
}
