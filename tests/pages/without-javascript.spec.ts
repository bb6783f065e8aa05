import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { withClaims } from '#claims';
import { builtPages } from '../support/built-pages.ts';

test.use({ javaScriptEnabled: false });

const folder = fileURLToPath(new URL('../../content/questions/', import.meta.url));
const plain = (markdown: string) =>
  markdown
    .replace(/`([^`]*)`/g, '$1')
    .replace(/(^|[^\w*])\*([^*\s][^*]*)\*/g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim();
/** Typographic quotes are the page's, straight ones the author's. */
const straight = (text: string) =>
  text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/\s+/g, ' ').trim();

for (const { path } of builtPages().filter((page) => page.path.startsWith('questions/'))) {
  test(`/${path} is complete`, async ({ page }) => {
    const source = readFileSync(`${folder}${path.split('/')[1]}.mdx`, 'utf8');
    const [, frontmatter, ...body] = source.split(/^---$/m);
    const { question, answer } = parse(frontmatter);
    await page.goto(path);
    expect(straight(await page.getByRole('heading', { level: 1 }).innerText())).toBe(
      plain(question),
    );
    expect(straight(await page.locator('main').innerText())).toContain(
      straight(plain(withClaims(answer))),
    );
    for (const [, heading] of body.join('---').matchAll(/^## (.*)$/gm))
      await expect(
        page.getByRole('heading', { level: 2, name: heading, exact: true }),
      ).toBeVisible();
    await expect(page.getByRole('heading', { level: 2, name: 'Sources' })).toBeVisible();
  });
}

test('every answer can be reached from the home page', async ({ page }) => {
  await page.goto('');
  const hrefs = await page
    .locator('main a[href*="/questions/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const files = readdirSync(folder).filter((name) => !name.startsWith('_'));
  for (const file of files) expect(hrefs).toContain(`/questions/${file.replace('.mdx', '')}/`);
});
