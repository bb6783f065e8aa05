import { expect, test } from '@playwright/test';
import { builtPages } from '../support/built-pages.ts';

const PAGE = 'questions/16-receptive-field/';
const MEANING = /how fast the loss changes with it/;

test.describe('a term of the glossary', () => {
  test('says its meaning on hover, and the pointer may go into it', async ({ page }) => {
    await page.goto(PAGE);
    const term = page.locator('a.term', { hasText: 'gradient' }).first();
    const meaning = page.locator('.meaning:popover-open');
    await term.hover();
    await expect(meaning).toContainText(MEANING);
    await meaning.hover();
    await page.waitForTimeout(400);
    await expect(meaning).toBeVisible();
    await page.mouse.move(0, 0);
    await expect(meaning).toBeHidden();
  });

  test('says it on focus, leads on with Tab, and closes with Escape', async ({ page }) => {
    await page.goto(PAGE);
    const term = page.locator('a.term', { hasText: 'gradient' }).first();
    const meaning = page.locator('.meaning:popover-open');
    await term.focus();
    await expect(meaning).toContainText(MEANING);
    await expect(term).toHaveAccessibleDescription(MEANING);
    await page.keyboard.press('Tab');
    await expect(meaning.getByRole('link').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(meaning).toBeHidden();
  });

  test('goes to the glossary on a click or Enter', async ({ page }) => {
    await page.goto(PAGE);
    await page.locator('a.term', { hasText: 'gradient' }).first().focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/glossary\/#gradient$/);
    await expect(page.locator('#gradient')).toBeInViewport();
  });
});

test.describe('under a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('the first tap shows the meaning above the word, and a link in it goes on', async ({
    page,
  }) => {
    await page.goto(PAGE);
    const term = page.locator('a.term', { hasText: 'gradient' }).first();
    await term.scrollIntoViewIfNeeded();
    await term.tap();
    const meaning = page.locator('.meaning:popover-open');
    await expect(meaning).toContainText(MEANING);
    expect(page.url()).toMatch(/receptive-field\/$/);
    const [word, box] = [await term.boundingBox(), await meaning.boundingBox()];
    expect(box!.y + box!.height <= word!.y || box!.y >= word!.y + word!.height).toBe(true);
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(360);
    await meaning.getByRole('link', { name: 'Glossary' }).tap();
    await expect(page).toHaveURL(/glossary\/#gradient$/);
  });

  test('a tap elsewhere closes it', async ({ page }) => {
    await page.goto(PAGE);
    const meaning = page.locator('.meaning:popover-open');
    await page.locator('a.term', { hasText: 'gradient' }).first().tap();
    await expect(meaning).toBeVisible();
    await page.getByRole('heading', { level: 1 }).tap();
    await expect(meaning).toBeHidden();
  });
});

test('without scripts every term is a link to its line in the glossary', () => {
  const pages = builtPages();
  const glossary = pages.find(({ path }) => path === 'glossary/')!.html;
  const terms = pages
    .filter(({ path }) => path.startsWith('questions/'))
    .flatMap(({ html }) => [...html.matchAll(/<a class="term" href="\/glossary\/#([^"]+)"/g)]);
  expect(terms.length).toBeGreaterThan(15);
  for (const [, id] of terms) expect(glossary).toContain(`id="${id}"`);
});
