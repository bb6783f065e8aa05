/**
 * `npm run lighthouse`: Lighthouse's mobile preset on home, question 11 and question 15 of the built site, the median
 * of three runs each. Fails below 100 for accessibility, best practices and SEO, and below 98 for performance.
 * A command of its own and not a test: its performance score is a timing, and timings need a quiet machine.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BROWSER_FILE } from '../src/build/browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const origin = 'http://localhost:4398';
const pages = [
  '/',
  '/questions/11-convolutional-neural-network/',
  '/questions/15-multiplications/',
];
const wanted = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 };
const RUNS = 3;

const browser = `${root}${BROWSER_FILE}`;
if (!existsSync(`${root}dist/index.html`) || !existsSync(browser)) {
  console.error('Build the site and find a browser first: npm test does both.');
  process.exit(1);
}

function scores(url) {
  const flags = ['--quiet', '--output=json', '--chrome-flags=--headless --no-sandbox'];
  const { stdout } = spawnSync('lighthouse', [url, ...flags], {
    env: { ...process.env, CHROME_PATH: readFileSync(browser, 'utf8').trim() },
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const { categories, audits } = JSON.parse(stdout);
  for (const { id, title, score, scoreDisplayMode } of Object.values(audits))
    if (scoreDisplayMode === 'binary' && score === 0) console.log(`  fails: ${id} (${title})`);
  return Object.fromEntries(
    Object.keys(wanted).map((name) => [name, Math.round(categories[name].score * 100)]),
  );
}

const server = spawn('serve', ['dist', '--listen', '4398', '--no-clipboard'], {
  cwd: root,
  stdio: 'ignore',
});
let low = 0;
try {
  for (let i = 0; i < 50; i++) {
    if (
      await fetch(origin).then(
        () => true,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  for (const page of pages) {
    const runs = Array.from({ length: RUNS }, () => scores(origin + page));
    for (const [name, least] of Object.entries(wanted)) {
      const sorted = runs.map((run) => run[name]).sort((a, b) => a - b);
      const median = sorted[Math.floor(RUNS / 2)];
      if (median < least) low += 1;
      console.log(
        `${page} ${name} ${median} (${sorted.join(', ')})${median < least ? `, wanted ${least}` : ''}`,
      );
    }
  }
} finally {
  server.kill();
}
process.exitCode = low === 0 ? 0 : 1;
