import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, devices } from '@playwright/test';
import { BROWSER_FILE } from '../src/build/browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const found = `${root}${BROWSER_FILE}`;

/** Where `tests/run.mjs` builds the site a second time, as a project page lives: under a sub-path. */
const SUB_PATH = '/receptive-field/';
const SUB_PATH_DIST = 'tests/results/sub-path';

/** Chromium on the built site, as a reader meets it. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: 'results/artifacts',
  forbidOnly: true,
  fullyParallel: true,
  // One worker a core: trainings compete with everything else for them.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'results/site.json' }]],
  projects: [
    { name: 'root', testIgnore: 'sub-path/**', use: { baseURL: 'http://localhost:4399/' } },
    {
      name: 'sub-path',
      testMatch: 'sub-path/**/*.spec.ts',
      use: { baseURL: `http://localhost:4397${SUB_PATH}` },
    },
  ],
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: {
      executablePath: existsSync(found) ? readFileSync(found, 'utf8').trim() : undefined,
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: [
    {
      command: 'astro preview --port 4399',
      cwd: root,
      url: 'http://localhost:4399/',
      reuseExistingServer: false,
    },
    {
      command: `astro preview --port 4397 --outDir ${SUB_PATH_DIST}`,
      cwd: root,
      env: { BASE: SUB_PATH },
      url: `http://localhost:4397${SUB_PATH}`,
      reuseExistingServer: false,
    },
  ],
});
