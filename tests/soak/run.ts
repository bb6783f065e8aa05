/**
 * `npm run soak`: what a long visit to the trainer is like, in headless Chromium on the built site:
 *
 *     node tests/soak/run.ts [--rounds N] [--runs N] [--demand]
 *
 * 1. The speed of a training with every panel of the figure open, as a share of the same training in a worker on an
 *    empty page; both take turns.
 * 2. While it trains a hand works the figure: the longest task of the page, and how long an interaction takes until it
 *    is painted, as browsers measure it (Event Timing, the 98th percentile as for INP).
 * 3. Memory before and after many short runs, each deleted when it is over.
 *
 * `--demand` fails when one of them is over its limit.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser, openProfile, ROOT } from '../bench/browser.ts';
import { bundlePage } from '../bench/bundle.ts';
import { cleanUp } from '../bench/clean-up.ts';
import { serveFiles } from '../bench/file-server.ts';
import { openTurns } from '../bench/in-browser.ts';
import { settings } from '../bench/settings.ts';
import { median as medianOf } from '../bench/statistics.ts';
import { memoryOver } from './memory.ts';
import { openPanels, trainingAlone, trainingUnderHand } from './panels.ts';

/** Least share of the bare speed, most milliseconds of a task and of an interaction, most bytes a run leaves behind. */
const LIMITS = { share: 0.8, task: 50, interaction: 100, left: 20_000 };
/** Seconds of a turn. */
const TURN = 8;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    runs: { type: 'string', default: '50' },
    demand: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const runs = Number(values.runs);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(runs) || runs < 20) {
  console.error('--rounds is a whole number from 1, --runs one from 20.');
  process.exit(2);
}
const dist = join(ROOT, 'dist');
if (!existsSync(join(dist, 'index.html'))) {
  console.error('Build the site first: npm run build.');
  process.exit(2);
}

let missed = 0;
const tell = (what: string, met: boolean) => {
  if (!met) missed++;
  console.log(`${met ? 'met   ' : 'missed'} ${what}`);
};

try {
  const site = await serveFiles(dist);
  const bench = await serveFiles(await bundlePage());
  const browser = await openBrowser();
  const { context } = await openProfile();
  for (const name of ['b64 BN', 'b512 BN'] as const) {
    const setting = settings.find((one) => one.name === name)!;
    const bare = await openTurns(browser, bench.origin, './contestants/lab.ts', 'lab', setting);
    const page = await openPanels(context, site.origin, setting);
    const turns: { bare: number; open: number; task: number; interaction: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const chunk = await bare.run(TURN);
      const open = await trainingAlone(page, setting.batchSize, TURN);
      const hand = await trainingUnderHand(page, TURN);
      turns.push({ bare: chunk.images / chunk.seconds, open, ...hand });
    }
    await bare.close();
    await page.close();
    const median = (of: (turn: (typeof turns)[number]) => number) => medianOf(turns.map(of));
    const share = median(({ bare, open }) => open / bare);
    tell(
      `${name}: ${Math.round(median(({ open }) => open))} images a second with every panel open, ` +
        `${(share * 100).toFixed(0)} % of ${Math.round(median(({ bare }) => bare))} on an empty page; wanted at least ${LIMITS.share * 100} %`,
      share >= LIMITS.share,
    );
    const task = median(({ task }) => task);
    tell(
      `${name}: ${task === 0 ? 'no task of the page over 50 ms' : `longest task of the page ${task.toFixed(0)} ms`} while a hand works it; wanted at most ${LIMITS.task}`,
      task <= LIMITS.task,
    );
    const interaction = median(({ interaction }) => interaction);
    tell(
      `${name}: interactions painted within ${interaction.toFixed(0)} ms; wanted at most ${LIMITS.interaction}`,
      interaction <= LIMITS.interaction,
    );
  }
  const memory = await memoryOver(context, site.origin, runs);
  tell(
    `${runs} runs: ${memory.before} kB of JavaScript after ten, ${memory.after} kB in the end, ` +
      `${memory.left} bytes a run; wanted at most ${LIMITS.left}`,
    memory.left <= LIMITS.left,
  );
} finally {
  await cleanUp();
}
if (values.demand && missed > 0) process.exitCode = 1;
process.exit();
