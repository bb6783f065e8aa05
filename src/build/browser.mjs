/**
 * Finds a Chromium for the tests, or gets one. Each candidate has to open a blank page before it counts: a browser
 * that is installed but lacks a system library is the usual trouble on a bare machine.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { run } from './run.mjs';

const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';
const CHROMIUM = '/usr/bin/chromium';

const SYSTEM = {
  linux: [
    // Chromium without the parts that need a window: the same pages, in half the time.
    HEADLESS_SHELL,
    CHROMIUM,
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** No sandbox, because continuous integration is often root; and no talk with anybody. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where the found path is kept for the test configuration. */
export const BROWSER_FILE = 'node_modules/.cache/receptive-field/browser';

/** Tries it as the tests will use it. */
async function opensAPage(path) {
  if (!path || !existsSync(path)) return false;
  const { chromium } = await import('playwright');
  try {
    const browser = await chromium.launch({
      executablePath: path,
      args: BROWSER_FLAGS,
      timeout: 60_000,
    });
    const page = await browser.newPage();
    await page.setContent('<p>ready</p>');
    const opened = (await page.textContent('p')) === 'ready';
    await browser.close();
    return opened;
  } catch {
    return false;
  }
}

/** The steps in order; each gives a path that may work, the later ones by installing something. */
function candidates(root) {
  const require = createRequire(join(root, 'package.json'));
  const playwrightPath = () => require('playwright').chromium.executablePath();
  return [
    { name: 'CHROMIUM_PATH', find: () => process.env.CHROMIUM_PATH },
    { name: 'the last one found', find: () => readIfThere(join(root, BROWSER_FILE)) },
    ...(SYSTEM[process.platform] ?? []).map((path) => ({ name: path, find: () => path })),
    { name: "Playwright's Chromium", find: playwrightPath },
    {
      name: 'a download by Playwright',
      find: () => {
        run('npx', ['playwright', 'install', 'chromium'], { cwd: root });
        return playwrightPath();
      },
    },
    ...[HEADLESS_SHELL, CHROMIUM].map((path) => ({
      name: "the system's package manager",
      find: () => fromDebian(path),
    })),
    { name: 'the npm package @sparticuz/chromium', find: () => unpackSparticuz(root) },
  ];
}

/** Debian's package of that program, where this process may install one. */
function fromDebian(path) {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !existsSync('/usr/bin/apt-get'))
    return;
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', basename(path)]);
  return path;
}

/**
 * A Chromium for machines where nothing may be installed. It brings the libraries that a bare machine lacks, but unpacks
 * them only where it believes to be in Amazon's cloud, and it needs to be told where they are: hence the small script.
 */
function unpackSparticuz(root) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return;
  // A folder of its own: it is a stand-in for a browser, not something the site is built with.
  const folder = join(root, 'node_modules/.cache/sparticuz');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts'];
  run('npm', ['install', ...flags, '@sparticuz/chromium@153.0.0'], { cwd: folder });
  const unpack = `import chromium from '@sparticuz/chromium';
    const program = await chromium.executablePath();
    console.log(JSON.stringify([program, process.env.LD_LIBRARY_PATH, process.env.FONTCONFIG_PATH]));`;
  const { stdout } = spawnSync('node', ['--input-type=module', '-e', unpack], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  });
  const [program, libraries, fonts] = JSON.parse(stdout);
  const script = join(folder, 'chromium');
  writeFileSync(
    script,
    `#!/bin/sh\nLD_LIBRARY_PATH='${libraries}' FONTCONFIG_PATH='${fonts}' exec '${program}' "$@"\n`,
    {
      mode: 0o755,
    },
  );
  return script;
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** Leaves the path of a working Chromium in BROWSER_FILE, or ends the process with what to do. */
export async function ensureBrowser(root) {
  for (const { name, find } of candidates(root)) {
    let path;
    try {
      path = await find();
    } catch {
      continue;
    }
    if (!(await opensAPage(path))) continue;
    mkdirSync(join(root, 'node_modules/.cache/receptive-field'), { recursive: true });
    writeFileSync(join(root, BROWSER_FILE), path);
    console.log(`Browser for the tests: ${path} (${name})`);
    return;
  }
  console.error(
    'No Chromium could be found or installed. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to its program file, then run the command again.',
  );
  process.exit(1);
}
