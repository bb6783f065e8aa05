import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, devices } from '@playwright/test';
import { BROWSER_FILE, BROWSER_FLAGS } from '../src/build/browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const found = `${root}${BROWSER_FILE}`;

/** `tests/run.mjs` builds the site a second time, as a project page of a code host lives: under a sub-path. */
const SUB_PATH = '/receptive-field/';

/** Two checkouts may test at once: `SITE_PORT` moves the servers of one of them; the sub-path's is the port below. */
const PORT = Number(process.env.SITE_PORT ?? 4399);
const SUB_PATH_PORT = PORT - 1;

/** Chromium on the built site, as a reader meets it. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: 'results/artifacts',
  forbidOnly: true,
  fullyParallel: true,
  // A shared machine may stall a browser once; the list names every test that needed its second try.
  retries: process.env.CI ? 1 : 0,
  // One worker a core: trainings compete with everything else for them.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'results/site.json' }]],
  projects: [
    { name: 'root', testIgnore: 'sub-path/**', use: { baseURL: `http://localhost:${PORT}/` } },
    {
      name: 'sub-path',
      testMatch: 'sub-path/**/*.spec.ts',
      use: { baseURL: `http://localhost:${SUB_PATH_PORT}${SUB_PATH}` },
    },
  ],
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: {
      executablePath: existsSync(found) ? readFileSync(found, 'utf8').trim() : undefined,
      args: BROWSER_FLAGS,
    },
  },
  // Not `astro preview`: it runs once a project, and a reader may have `npm start` open.
  // Uncompressed: every test comes with an empty cache, and packing the same files for each would take a core's time.
  webServer: [
    { folder: 'dist', port: PORT, path: '/' },
    { folder: 'tests/results/sub-path', port: SUB_PATH_PORT, path: SUB_PATH },
  ].map(({ folder, port, path }) => ({
    command: `serve ${folder} --listen ${port} --no-compression --no-clipboard --no-request-logging`,
    cwd: root,
    env: { NO_UPDATE_CHECK: '1' },
    url: `http://localhost:${port}${path}`,
    reuseExistingServer: false,
  })),
});
