/**
 * `npm run bench`: how fast the chapter's net trains here, beside others on the same core. Measures in headless Chromium
 * and, where Python has it, in PyTorch; prints tables, then a line for each target.
 *
 *     npm run bench -- [--quick] [--rounds N] [--only NAME …] [--setting NAME …] [--json FILE] [--from FILE] [--readme] [--demand]
 *
 * --quick sees whether everything runs; --only and --setting measure a part, without start-up and memory; --json keeps
 * every sample; --from tells such a file again and measures nothing; --readme writes the tables into README.md; --demand fails when a target is missed. Progress is told on
 * stderr. Ctrl-C closes what was opened.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/build/run.mjs';
import { openBrowser, ROOT } from './browser.ts';
import { bundlePage } from './bundle.ts';
import { cleanUp, wasStopped } from './clean-up.ts';
import type { Entrant } from './entrant.ts';
import { serveFiles } from './file-server.ts';
import { browserEntrants } from './in-browser.ts';
import { machine } from './machine.ts';
import { measureMemory } from './memory.ts';
import { type Options, readOptions } from './options.ts';
import { race } from './race.ts';
import { withBlock } from './readme-block.ts';
import { report, verdictLines } from './report.ts';
import type { Results } from './results.ts';
import { settings } from './settings.ts';
import { measureSite } from './site.ts';
import { findTorch, torchEntrants } from './torch/torch.ts';
import { verdictsOn } from './verdicts.ts';

/** On a terminal one line that changes, elsewhere a line each. */
function say(what: string) {
  const { stderr } = process;
  stderr.write(stderr.isTTY ? `\r\u001b[K${what}` : `${what}\n`);
}

/** @throws Error when one is not known */
function wanted(entrants: Entrant[], only: string[]): Entrant[] {
  const names = entrants.map(({ name }) => name);
  const odd = only.find((name) => !names.includes(name));
  if (odd !== undefined) {
    throw new Error(`--only is "${odd}"; the contestants here are ${names.join(', ')}.`);
  }
  return only.length === 0 ? entrants : entrants.filter(({ name }) => only.includes(name));
}

/** As often as there is something new: many minutes may stand behind the file. */
function keep(results: Results, json: string | undefined) {
  if (json === undefined) return;
  const whole = { ...results, verdicts: verdictsOn(results) };
  writeFileSync(json, `${JSON.stringify(whole, null, 2)}\n`);
}

const kept = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Results;

async function measure(options: Options): Promise<Results> {
  const { rounds, seconds, only } = options;
  const dist = join(ROOT, 'dist');
  const skipped: string[] = [];
  say('the page is built');
  const page = await serveFiles(await bundlePage());
  const browser = await openBrowser();
  const torch = findTorch();
  if (!torch) {
    skipped.push(
      'PyTorch was not measured: no python3 with torch was found (PYTHON names another program).',
    );
  }
  const entrants = wanted(
    [...(await browserEntrants(browser, page.origin)), ...(torch ? torchEntrants(torch) : [])],
    only,
  );
  const results: Results = {
    date: new Date().toISOString(),
    machine: machine(browser.browser.version(), torch?.version),
    rounds,
    seconds,
    contestants: entrants.map(({ name, title, note }) => ({ name, title, note })),
    columns: [],
    skipped,
  };
  // A file that cannot be written is heard of now, not after the first column.
  keep(results, options.json);
  for (const setting of settings.filter(({ name }) => options.settings.includes(name))) {
    results.columns.push(await race(setting, entrants, { rounds, seconds, say }));
    keep(results, options.json);
  }
  if (options.site) {
    say('the site is built');
    // Its words go to stderr, where progress belongs.
    if (run('astro', ['build'], { cwd: ROOT, stdio: ['ignore', 2, 2] })) {
      results.site = await measureSite(dist, options, say);
    } else skipped.push('The site was not measured: it could not be built.');
    keep(results, options.json);
    results.memory = await measureMemory(browser, page.origin, options.memorySteps, say);
    keep(results, options.json);
  }
  say('');
  return results;
}

try {
  const options = readOptions(process.argv.slice(2));
  const results = options.from ? kept(options.from) : await measure(options);
  const text = report(results);
  const verdicts = verdictsOn(results);
  console.log(`${text}\n\n${verdictLines(verdicts).join('\n')}`);
  if (options.readme) {
    const readme = join(ROOT, 'README.md');
    writeFileSync(readme, withBlock(readFileSync(readme, 'utf8'), text));
  }
  if (options.demand && verdicts.some(({ met }) => met === false)) process.exitCode = 1;
} catch (error) {
  if (!wasStopped()) console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await cleanUp();
}
