/**
 * How long a reader waits for an answer, on a processor slowed down four times, in headless Chromium:
 *
 *     node tests/responsiveness/run.ts [PLAYGROUND…] [--rounds N] [--demand]
 *
 * On its gallery page every control of a playground is worked by keys and every picture by the pointer. Measured is the
 * time from the event until all that it sets off in the page is computed, drawing by the browser not included. Beside it
 * stands a yardstick: the same for a page of one button, which nothing should be faster than. `--demand` fails when the
 * 95th percentile of a playground is over its limit.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { playgrounds } from '../../src/playgrounds/list.ts';
import { openBrowser, ROOT } from '../bench/browser.ts';
import { serveFiles } from '../bench/file-server.ts';
import { type Answered, answersOf } from './answers.ts';
import { workedBy } from './hand.ts';

/** Milliseconds at the 95th percentile. */
const LIMIT = 50;
const SLOWER = 4;

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1' },
    demand: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const ids = playgrounds.map(({ id }) => id);
const unknown = positionals.find((id) => !ids.includes(id));
const rounds = Number(values.rounds);
if (unknown !== undefined || !Number.isInteger(rounds) || rounds < 1) {
  console.error(
    unknown !== undefined
      ? `There is no playground "${unknown}"; there are ${ids.join(', ')}.`
      : `--rounds is "${values.rounds}"; it accepts a whole number from 1.`,
  );
  process.exit(2);
}
const folder = join(ROOT, 'dist');
if (!existsSync(join(folder, 'index.html'))) {
  console.error('Build the site first: npm run build.');
  process.exit(2);
}

const share = (sorted: readonly Answered[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]?.milliseconds ?? 0;
const cell = (value: number) => value.toFixed(0).padStart(7);

const { origin } = await serveFiles(folder);
const { browser, close } = await openBrowser();
let missed = 0;

/** Works a page and says how long its answers took. */
async function measure(name: string, open: string, figure: string): Promise<number> {
  const all: Answered[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    if (open.startsWith('http')) await page.goto(open, { waitUntil: 'networkidle' });
    else await page.setContent(open);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    all.push(...(await answersOf(page, (note) => workedBy(page, figure, note))));
    await page.close();
  }
  const sorted = all.toSorted((a, b) => a.milliseconds - b.milliseconds);
  const p95 = share(sorted, 0.95);
  const worst = sorted.at(-1);
  console.log(
    `${name.padEnd(18)}${cell(sorted.length)}${cell(share(sorted, 0.5))}${cell(p95)}${cell(worst?.milliseconds ?? 0)}  ${worst?.what ?? ''}`,
  );
  return p95;
}

console.log(`${''.padEnd(18)} events  median    95 %  worst, in milliseconds, and what took it`);
const button = '<main id="one"><button>Press</button></main>';
await measure('yardstick', button, '#one');
for (const id of positionals.length > 0 ? positionals : ids) {
  if ((await measure(id, `${origin}/playgrounds/${id}/`, `#${id}`)) > LIMIT) missed++;
}
await close();
console.log(
  missed === 0
    ? `All within ${LIMIT} ms at the 95th percentile.`
    : `${missed} over ${LIMIT} ms at the 95th percentile.`,
);
if (values.demand && missed > 0) process.exitCode = 1;
process.exit();
