import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { builtPages, DIST } from '../support/built-pages.ts';

const pages = builtPages();
const questions = pages.filter(({ path }) => path.startsWith('questions/'));
const file = (path: string) => readFileSync(join(DIST, path), 'utf8');
const meta = (html: string, name: string) =>
  new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(html)?.[1] ?? '';
const plain = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#34;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');

test('every page names a picture of 1200 by 630 that is there, and each question has its own', () => {
  const cards = pages.map(({ html }) => new URL(meta(html, 'og:image')).pathname);
  for (const card of new Set(cards)) {
    const png = readFileSync(join(DIST, card));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)], card).toEqual([1200, 630]);
  }
  expect(new Set(questions.map(({ html }) => meta(html, 'og:image'))).size).toBe(questions.length);
  for (const { html } of pages) expect(meta(html, 'twitter:card')).toBe('summary_large_image');
});

test('every question page tells search engines its question and its short answer', () => {
  for (const { path, html } of questions) {
    const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
    const data = JSON.parse(json ?? '');
    expect(data['@type']).toBe('QAPage');
    expect(data.mainEntity.acceptedAnswer.text).toBe(plain(meta(html, 'description')));
    expect(data.mainEntity.answerCount).toBe(1);
    expect(new URL(data.mainEntity.url).pathname).toBe(`/${path}`);
    expect(html).toContain(`<link rel="canonical" href="${data.mainEntity.url}">`);
  }
});

test('the sitemap lists every page that may be listed, and no other', () => {
  const listed = [...file('sitemap.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) =>
    new URL(loc).pathname.slice(1),
  );
  const open = pages.filter(({ html }) => !html.includes('<meta name="robots" content="noindex">'));
  expect(listed.sort()).toEqual(open.map(({ path }) => path).sort());
  expect(pages.length - open.length).toBe(2);
  expect(file('robots.txt')).toMatch(/^Sitemap: https?:\/\/.*\/sitemap\.xml$/m);
});

test('every answer has a Markdown copy without a tag or an address of its own', () => {
  const index = file('llms.txt');
  for (const { path, html } of questions) {
    const copy = path.replace(/\/$/, '.md');
    expect(html).toContain(`<link rel="alternate" type="text/markdown" href="/${copy}">`);
    expect(index).toContain(`/${copy})`);
    const text = file(copy).replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
    expect(text).toMatch(/^# \w+\. /);
    expect(text, copy).not.toMatch(/<\/?[A-Z]|\]\(\/|\{claim:|\\claim\{/);
    expect(text).toContain('## Sources');
  }
});

test('the feed is RSS, and every page says where it is', () => {
  expect(file('rss.xml')).toMatch(/^<\?xml version="1.0".*<rss version="2.0">.*<\/rss>$/s);
  for (const { html } of pages) expect(html).toContain('type="application/rss+xml"');
});

test('the page to print holds the 43 answers, with their contents, and no island', async ({
  page,
}) => {
  await page.goto('print/');
  await expect(page.locator('article')).toHaveCount(43);
  expect(await page.locator('astro-island').count()).toBe(0);
  const ids = await page.locator('article').evaluateAll((all) => all.map(({ id }) => `#${id}`));
  const contents = await page
    .locator('.contents a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(contents).toEqual(ids);
  expect(await page.locator('link[rel="canonical"]').count()).toBe(1);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Site' })).toBeHidden();
  expect(
    await page
      .locator('article')
      .first()
      .evaluate((it) => getComputedStyle(it).breakBefore),
  ).toBe('page');
});

test('nothing made for machines asks for a file that is not there', () => {
  for (const path of ['llms.txt', 'rss.xml', 'sitemap.xml', 'robots.txt'])
    for (const [address] of file(path).matchAll(/http:\/\/localhost:4321\/[^\s<)]*/g)) {
      const { pathname } = new URL(address);
      expect(existsSync(join(DIST, pathname)), address).toBe(true);
    }
});
