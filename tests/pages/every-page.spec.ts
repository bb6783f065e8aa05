import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { builtPages } from '../support/built-pages.ts';

const pages = builtPages();

/** One tab goes from page to page, as a reader's does: what pages share is fetched and compiled once a worker. */
const test = base.extend<object, { tab: Page }>({
  tab: [
    async ({ browser }, use) => {
      const tab = await browser.newPage();
      await use(tab);
      await tab.close();
    },
    { scope: 'worker' },
  ],
});

/** Every figure that has come into view is alive. */
const settled = (tab: Page) =>
  tab.waitForFunction(
    () =>
      [...document.querySelectorAll('astro-island[ssr]')].every(
        (island) => (island.firstElementChild?.getBoundingClientRect().top ?? 0) > innerHeight,
      ),
    undefined,
    { polling: 50 },
  );

const desk = { width: 1280, height: 720 };

/**
 * Both looks have the same tree; in the second one only colours are new, and these are all on other pages than those of
 * single answers: the print page has every answer, the gallery every playground.
 */
const looks: { colorScheme: 'light' | 'dark'; rules?: string[] }[] = [
  { colorScheme: 'light' },
  { colorScheme: 'dark', rules: ['color-contrast', 'link-in-text-block'] },
];

/** Astro puts this before the first island, wherever that stands; a style element belongs into the head. */
const ISLAND_STYLE =
  /<style>astro-island,astro-slot,astro-static-slot\{display:contents\}<\/style>/;

test('the site has its 43 answers, home, gallery, playgrounds, about, errata and 404', () => {
  const paths = pages.map(({ path }) => path);
  expect(paths.filter((path) => path.startsWith('questions/'))).toHaveLength(43);
  for (const path of [
    '',
    'about/',
    'glossary/',
    'print/',
    'errata/',
    'playgrounds/',
    'playgrounds/kernel-bench/',
    'playgrounds/trainer/',
    '404.html',
  ])
    expect(paths).toContain(path);
});

for (const { path, html } of pages) {
  test.describe(`/${path}`, () => {
    test('is usable by anyone, fits a phone of 320 pixels, is quiet, and asks nobody else for anything', async ({
      tab: page,
      baseURL,
    }) => {
      const loud: string[] = [];
      const foreign: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') loud.push(message.text());
      });
      page.on('pageerror', (error) => loud.push(error.message));
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (/^https?:$/.test(url.protocol) && url.origin !== new URL(baseURL ?? '').origin)
          foreign.push(request.url());
      });
      await page.setViewportSize({ width: 320, height: 640 });
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await page.goto(`${baseURL}${path}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        320,
      );
      await page.setViewportSize(desk);
      await settled(page);
      for (const { colorScheme, rules } of path.startsWith('questions/')
        ? looks.slice(0, 1)
        : looks) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        // Legacy mode leaves out frames, of which there are none, and with them a list of all that passed: on a page of
        // many cells that list is most of the work.
        const { violations } = await new AxeBuilder({ page })
          .setLegacyMode()
          .options({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) })
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
        ).toEqual([]);
      }
      page.removeAllListeners();
      expect(loud).toEqual([]);
      expect(foreign).toEqual([]);
    });

    test('is valid HTML', async () => {
      const { results } = await new HtmlValidate({
        extends: ['html-validate:recommended'],
        rules: {
          // KaTeX and Shiki write style attributes; Astro writes the doctype and void tags in its own style, and React
          // attributes in camel case and ids with an underscore, which HTML reads as well.
          'attr-case': 'off',
          'valid-id': ['error', { relaxed: true }],
          'no-inline-style': 'off',
          'doctype-style': 'off',
          'void-style': 'off',
          'no-trailing-whitespace': 'off',
          'attribute-boolean-style': 'off',
          'attribute-empty-style': 'off',
          'long-title': 'off',
          'require-sri': 'off',
          // Astro's hydration element and MathML are valid where they stand.
          'element-name': ['error', { whitelist: ['astro-island'] }],
          'unknown-char-reference': 'off',
        },
      }).validateString(html.replace(ISLAND_STYLE, ''));
      const messages = results.flatMap((result) =>
        result.messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
      );
      expect(messages).toEqual([]);
    });
  });
}
