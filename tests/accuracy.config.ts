import { defineConfig } from '@playwright/test';
import site from './site.config.ts';

/** Whole trainings in Chromium on the built site: minutes, so a command of its own (`npm run accuracy`). */
export default defineConfig(site, {
  testMatch: 'accuracy/**/*.ts',
  projects: [{ name: 'accuracy', use: { baseURL: 'http://localhost:4399/' } }],
  // One after the other: two trainings at once would only share the cores.
  workers: 1,
  timeout: 600_000,
  reporter: [['list']],
  webServer: [site.webServer].flat().slice(0, 1) as NonNullable<typeof site.webServer>,
});
