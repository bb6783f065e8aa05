/**
 * Makes a fresh clone ready: `npm ci` when the lock file is not what was installed last, and with `--browser` a
 * Chromium that can really open a page. Starts on whatever Node the machine has (20 or newer), so plain built-ins only.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from './browser.mjs';
import { run } from './run.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const STAMP = join(ROOT, 'node_modules/.set-up');

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(
    `Node ${process.versions.node} is too old: this project starts on Node 20 or newer.`,
  );
  process.exit(1);
}

const lock = createHash('sha256')
  .update(readFileSync(join(ROOT, 'package-lock.json')))
  .digest('hex');
const installed = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
if (installed !== lock) {
  console.log('Installing what package-lock.json names …');
  if (
    !run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: ROOT,
    })
  ) {
    console.error(
      'npm ci did not finish; its message stands above. Check the network, then run the command again.',
    );
    process.exit(1);
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, lock);
}

if (process.argv.includes('--browser')) await ensureBrowser(ROOT);
