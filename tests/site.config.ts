import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, devices } from '@playwright/test';
import { BROWSER_FILE } from '../src/build/browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const found = `${root}${BROWSER_FILE}`;

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
  use: {
    ...devices['Desktop Chrome'],
    baseURL: 'http://localhost:4399/',
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
  webServer: {
    command: 'astro preview --port 4399',
    cwd: root,
    url: 'http://localhost:4399/',
    reuseExistingServer: false,
  },
});
