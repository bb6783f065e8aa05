import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { atEnd } from './clean-up.ts';

/** Builds the contestants' page as the site is built. @returns the folder it is in, removed at the end */
export async function bundlePage(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-page-'));
  atEnd(() => rmSync(outDir, { recursive: true, force: true }));
  await build({
    root: fileURLToPath(new URL('page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 5000 },
    worker: { format: 'es' },
  });
  return outDir;
}
