import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium } from 'playwright';
import { BROWSER_FILE, BROWSER_FLAGS } from '../../src/build/browser.mjs';
import { atEnd } from './clean-up.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const found = join(ROOT, BROWSER_FILE);
const settings = {
  executablePath: existsSync(found) ? readFileSync(found, 'utf8').trim() : undefined,
  args: [
    ...BROWSER_FLAGS,
    '--no-first-run',
    // Nobody looks at these pages, and they are to run as if somebody did.
    '--disable-background-timer-throttling',
    '--disable-renderer-backgrounding',
    '--disable-backgrounding-occluded-windows',
    '--enable-precise-memory-info',
  ],
  // The clean-up closes it, in its order.
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
};

/** A browser whose processes can be counted. */
export interface CountedBrowser {
  browser: Browser;
  /** The process all of its others descend from. */
  pid: number;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<CountedBrowser> {
  const server = await chromium.launchServer(settings);
  const close = atEnd(() => server.close());
  const browser = await chromium.connect(server.wsEndpoint());
  return { browser, pid: server.process().pid!, close };
}

/** A browser with a profile on disk, as a reader's, so that it keeps compiled code between visits. */
export async function openProfile(): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-profile-'));
  // Tasks of their own, for the browser may be gone before it is closed; its last files are written while it closes.
  const remove = atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const context = await chromium.launchPersistentContext(folder, settings);
  const closeContext = atEnd(() => context.close());
  const close = async () => {
    await closeContext();
    await remove();
  };
  return { context, close };
}
