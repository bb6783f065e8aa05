import type { PlaywrightTestConfig } from '@playwright/test';
import site from './site.config.ts';

const [root] = [site.webServer ?? []].flat();

/** Whole trainings in Chromium on the built site: minutes, so a command of its own (`npm run accuracy`). */
const config: PlaywrightTestConfig = {
  ...site,
  projects: [{ name: 'accuracy', use: site.projects![0]!.use! }],
  testMatch: 'accuracy/*.ts',
  // One after the other: two trainings at once would only share the cores.
  workers: 1,
  timeout: 600_000,
  reporter: [['list']],
  webServer: root,
};
export default config;
