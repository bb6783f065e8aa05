import type { Page } from 'playwright';
import type { CountedBrowser } from './browser.ts';
import { cpuSeconds } from './cpu-time.ts';
import type { Entrant, Turns } from './entrant.ts';
import type { BenchPage } from './page/main.ts';
import type { Setting } from './settings.ts';

declare global {
  /** Stands in the pages, where the functions below are evaluated. */
  var benchPage: BenchPage;
}

/** A contestant's page, in a renderer process of its own. */
export async function openPage({ browser }: CountedBrowser, origin: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(origin);
  await page.waitForFunction('globalThis.benchPage !== undefined');
  return page;
}

/** All contestants of `page/contestants`. */
export async function browserEntrants(browser: CountedBrowser, origin: string): Promise<Entrant[]> {
  const page = await openPage(browser, origin);
  const listed = await page.evaluate(() => benchPage.list());
  await page.context().close();
  return Object.entries(listed).flatMap(([file, contestants]) =>
    contestants.map(({ settings, ...contestant }) => ({
      ...contestant,
      takes: ({ name }) => settings.includes(name),
      open: (setting) => openTurns(browser, origin, file, contestant.name, setting),
    })),
  );
}

/** Turns that also tell of the page they happen in. */
export interface PageTurns extends Turns {
  page: Page;
}

export async function openTurns(
  browser: CountedBrowser,
  origin: string,
  file: string,
  name: string,
  setting: Setting,
): Promise<PageTurns> {
  const page = await openPage(browser, origin);
  const close = () => page.context().close();
  try {
    const { engine, codeBytes } = await page.evaluate(
      ([file, name, setting]) => benchPage.open(file, name, setting),
      [file, name, setting] as const,
    );
    return {
      page,
      engine,
      codeBytes,
      run: (seconds) => page.evaluate((seconds) => benchPage.run(seconds), seconds),
      // The whole browser: only one of its pages has its turn.
      cpuSeconds: () => cpuSeconds(browser.pid),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
