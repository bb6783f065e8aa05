import { brotliCompressSync, constants } from 'node:zlib';
import type { BrowserContext } from 'playwright';
import { openProfile } from './browser.ts';
import { type FileServer, serveFiles } from './file-server.ts';
import type { SiteFigures } from './results.ts';
import { spreadOf } from './statistics.ts';
import { clickTrain, firstBatch, isTraining, openTrainer, pointAtTrain } from './trainer-page.ts';

const link = (steps: number) =>
  `norm=batch&batchSize=64&lr=0.06&schedule=one-cycle&optimizer=adam&steps=${steps}&seed=1`;
/** Longer than anybody looks. */
const LONG = 2000;
/** Seconds; the page gets ready when the pointer comes to the button. */
const REST = 1;
const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Measures the built site. @param folder of the build */
export async function measureSite(
  folder: string,
  { clicks, watched }: { clicks: number; watched: number },
  say: (what: string) => void,
): Promise<SiteFigures> {
  const server = await serveFiles(folder);
  const { context, close } = await openProfile();
  try {
    say('site: what a training fetches');
    const fetched = await measureFetched(context, server);
    say('site: from the click to the first step');
    const firstStep = await measureFirstStep(context, server, clicks, REST);
    const firstStepAtOnce = await measureFirstStep(context, server, clicks, 0);
    say(`site: ${watched} seconds of training`);
    const longestTask = await measureTasks(context, server, watched);
    return { firstStep, firstStepAtOnce, fetched, longestTask, watched };
  } finally {
    await close();
  }
}

/** Begins with an empty cache, and leaves a full one. */
async function measureFetched(context: BrowserContext, server: FileServer) {
  const page = await openTrainer(context, server.origin, link(3));
  server.asked();
  await clickTrain(page);
  await page.locator('#trainer .outcome', { hasText: 'validation digits right' }).waitFor();
  await pause(1);
  const fetched = { program: 0, digits: 0 };
  for (const path of server.asked()) {
    // The digits are packed already.
    if (path.endsWith('.bin')) fetched.digits += server.read(path).length;
    else fetched.program += compressed(server.read(path));
  }
  await page.close();
  return fetched;
}

const compressed = (bytes: Buffer) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** @param rest seconds for which the pointer lies on the button before it is pressed */
async function measureFirstStep(
  context: BrowserContext,
  server: FileServer,
  clicks: number,
  rest: number,
) {
  const times: number[] = [];
  // The browser keeps compiled code only of what it has met more than once, so the first visits do not count.
  for (let visit = -2; visit < clicks; visit++) {
    const page = await openTrainer(context, server.origin, link(LONG));
    await pause(0.5);
    if (rest > 0) await pointAtTrain(page);
    await pause(rest);
    await clickTrain(page);
    const time = await firstBatch(page);
    if (visit >= 0) times.push(time);
    await pause(0.5);
    await page.close();
  }
  return spreadOf(times);
}

async function measureTasks(context: BrowserContext, server: FileServer, seconds: number) {
  const page = await openTrainer(context, server.origin, link(LONG));
  await clickTrain(page);
  await firstBatch(page);
  const from = await page.evaluate(() => performance.now());
  for (const until = performance.now() + seconds * 1000; performance.now() < until; ) {
    await pause(0.25);
    if (!(await isTraining(page))) await clickTrain(page);
  }
  const tasks = await page.evaluate(
    (from) => noted.tasks.filter(({ start }) => start >= from).map(({ duration }) => duration),
    from,
  );
  await page.close();
  return Math.max(0, ...tasks);
}
