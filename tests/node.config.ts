import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Node, no browser, no build: the CNN package, the lab, the models, the content checks, the house. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/packed-digits.ts'],
    // Two workers on two cores: the trainings inside are long, the rest is not worth a process.
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    reporters: ['default', ['json', { outputFile: 'tests/results/node.json' }]],
  },
});
