/**
 * `npm run scale -- 1000`: builds a copy of the site with so many made-up questions, and says what that takes: processor time
 * of the build with all its children, bytes of HTML, memory at its highest, and how fast the search answers. Ends with 1
 * when a limit is passed.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BROWSER_FILE, BROWSER_FLAGS } from '../../src/build/browser.mjs';
import { serveFiles } from '../bench/file-server.ts';
import { writeQuestions } from './questions.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const count = Number(process.argv[2] ?? 1000);
if (!Number.isInteger(count) || count < 1 || count > 15_000) {
  console.error('Say how many questions to make up, from 1 to 15,000: npm run scale -- 1000');
  process.exit(1);
}
/** What a build may take, for this many questions and fewer. */
const LIMITS = [
  { questions: 1000, cpu: 40, htmlMb: 25, rssGb: 3, searchMs: 100 },
  { questions: 5000, cpu: 150, htmlMb: Infinity, rssGb: 3, searchMs: 100 },
].find(({ questions }) => count <= questions);

/** A copy with caches of its own: the first build is what is measured. */
function copySite() {
  const site = mkdtempSync(join(tmpdir(), 'scale-'));
  // Times too, or the digits would be packed anew.
  for (const name of [
    'astro.config.mjs',
    'package.json',
    'tsconfig.json',
    'content',
    'public',
    'src',
  ])
    cpSync(join(root, name), join(site, name), { recursive: true, preserveTimestamps: true });
  mkdirSync(join(site, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.') || name === '.bin')
      symlinkSync(join(root, 'node_modules', name), join(site, 'node_modules', name));
  return site;
}

/** Resident memory of a process and its descendants, in bytes. */
function memoryOf(pid) {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const family = new Set([pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [own, parent] of rows)
      if (family.has(parent) && !family.has(own)) grown = Boolean(family.add(own));
  }
  return rows.reduce((sum, [own, , rss]) => sum + (family.has(own) ? rss * 1024 : 0), 0);
}

/** Builds, and gives processor seconds (the shell's own count of its children) and the highest memory seen. */
async function build(site) {
  const shell = spawn(
    'bash',
    [
      '-c',
      '"$0" node_modules/astro/bin/astro.mjs build > build.log 2>&1; code=$?; times; exit $code',
      process.execPath,
    ],
    {
      cwd: site,
      env: { ...process.env, NODE_OPTIONS: '', BASE: '/', SITE: 'http://localhost' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let times = '';
  shell.stdout.on('data', (text) => (times += text));
  let rss = 0;
  const watch = setInterval(() => (rss = Math.max(rss, memoryOf(shell.pid))), 500);
  const code = await new Promise((done) => shell.on('close', done));
  clearInterval(watch);
  if (code !== 0) {
    console.error(readFileSync(join(site, 'build.log'), 'utf8').slice(-3000));
    throw new Error(
      'The site with the made-up questions was not built; the end of its log stands above.',
    );
  }
  const spent = times.trim().split('\n').at(-1) ?? '';
  const cpu = [...spent.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, m, s]) => sum + 60 * m + Number(s),
    0,
  );
  return { cpu, rss };
}

function bytesOf(folder, ending) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith(ending))
    .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
}

/** Types words into the search and waits for what it says: milliseconds for each, in order. */
async function searchTimes(site) {
  const { chromium } = await import('playwright');
  const { origin } = await serveFiles(join(site, 'dist'));
  const found = join(root, BROWSER_FILE);
  const browser = await chromium.launch({
    executablePath: existsSync(found) ? readFileSync(found, 'utf8').trim() : undefined,
    args: BROWSER_FLAGS,
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}/about/`);
    await page.keyboard.press('/');
    // The first answer also loads the index, once a visit.
    const words = [
      'weight',
      'stride',
      'kernel',
      'padding',
      'batch norm',
      'receptive field',
      'momentum',
      'made-up',
      'gradient',
      'flatten',
      'learning rate',
    ];
    return await page.evaluate(async (queries) => {
      const input = document.querySelector('dialog.search input');
      const said = document.querySelector('dialog.search .said');
      const times = [];
      for (const query of queries) {
        const start = performance.now();
        await new Promise((answered) => {
          const observer = new MutationObserver(() => {
            observer.disconnect();
            answered();
          });
          observer.observe(said, { childList: true, characterData: true, subtree: true });
          input.value = query;
          input.dispatchEvent(new Event('input'));
        });
        times.push(performance.now() - start);
      }
      return times;
    }, words);
  } finally {
    await browser.close();
  }
}

const site = copySite();
try {
  writeQuestions(join(site, 'content/questions'), count);
  const { cpu, rss } = await build(site);
  const htmlMb = bytesOf(join(site, 'dist'), '.html') / 1e6;
  const [first, ...later] = await searchTimes(site);
  const worst = Math.max(...later);
  const rows = [
    ['processor time of the build', cpu, LIMITS?.cpu, 's'],
    ['HTML', htmlMb, LIMITS?.htmlMb, 'MB'],
    ['memory at its highest', rss / 1e9, LIMITS?.rssGb, 'GB'],
    ['slowest search of ten', worst, LIMITS?.searchMs, 'ms'],
    ['first search, with the index', first, undefined, 'ms'],
  ];
  console.log(`${count.toLocaleString('en')} made-up questions beside the 43`);
  for (const [what, value, limit, unit] of rows) {
    const most = limit === undefined || limit === Infinity ? '' : `, at most ${limit}`;
    console.log(`  ${what}: ${value.toFixed(unit === 'GB' ? 2 : 1)} ${unit}${most}`);
    if (limit !== undefined && value > limit) process.exitCode = 1;
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(site, { recursive: true });
}
// The server would keep it alive.
process.exit();
