import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { builtPages, DIST } from '../support/built-pages.ts';

const pages = builtPages();
const idsOf = (html: string) => new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
const anchors = new Map(pages.map(({ path, html }) => [`/${path}`, idsOf(html)]));

/** Links of a page to this site, as `[path, anchor]`, read from where the page stands. */
function internalLinks(path: string, html: string): [string, string][] {
  return [...html.matchAll(/<(?:a|link|script|img|source)\b[^>]*?\s(?:href|src)="([^"]+)"/g)]
    .map(([, href]) => new URL(href.replaceAll('&amp;', '&'), `http://localhost/${path}`))
    .filter(({ origin }) => origin === 'http://localhost')
    .map(({ pathname, hash }) => [pathname, decodeURIComponent(hash.slice(1))]);
}

test('every internal link leads to a page or a file', () => {
  const seen = pages.flatMap(({ path, html }) =>
    internalLinks(path, html).map(([target]) => ({ path, target })),
  );
  expect(seen.length).toBeGreaterThan(1000);
  const broken = seen.filter(
    ({ target }) => !anchors.has(target) && !existsSync(join(DIST, decodeURI(target))),
  );
  expect(broken).toEqual([]);
});

test('every anchor that is linked exists', () => {
  const seen = pages.flatMap(({ path, html }) =>
    internalLinks(path, html).map(([target, anchor]) => ({ path, target, anchor })),
  );
  // A fragment with a question mark is the state of a playground, read by the playground itself.
  const named = seen.filter(
    ({ target, anchor }) => anchor !== '' && !anchor.includes('?') && anchors.has(target),
  );
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(({ target, anchor }) => !anchors.get(target)?.has(anchor))).toEqual([]);
});

test('no id stands twice on a page', () => {
  const twice = pages.flatMap(({ path, html }) => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    return ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${path}#${id}`);
  });
  expect(twice).toEqual([]);
});
