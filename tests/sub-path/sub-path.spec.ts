import { expect, test } from '@playwright/test';

/** The site as a project page: everything it asks for has to stand under its own path. */
test.beforeEach(async ({ page, baseURL }) => {
  page.on('response', (response) => {
    expect(response.url().startsWith(baseURL ?? ''), response.url()).toBe(true);
    expect(response.status(), response.url()).toBeLessThan(400);
  });
});

test('a reader walks from the home page to an answer and on to the next', async ({
  page,
  baseURL,
}) => {
  await page.goto('');
  await page
    .getByRole('link', { name: /top edge detector/ })
    .first()
    .click();
  await expect(page).toHaveURL(`${baseURL}questions/02-top-edge-kernel/`);
  await page.getByRole('navigation', { name: /next/i }).getByRole('link').last().click();
  await expect(page).toHaveURL(`${baseURL}questions/03-kernel-operation/`);
  // Terms keep a link of their own, hidden until it is asked for.
  await page.locator('.text a[href*="/questions/"]:visible').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.url().startsWith(`${baseURL}questions/`)).toBe(true);
});

test('a run trains', async ({ page }) => {
  await page.goto('questions/11-convolutional-neural-network/#trainer?steps=3&batchSize=64');
  const trainer = page.locator('.trainer');
  await trainer.scrollIntoViewIfNeeded();
  await trainer.getByRole('button', { name: /^Train/ }).click();
  await expect(trainer.getByRole('button', { name: /^Train/ })).toBeVisible({ timeout: 60_000 });
  await expect(trainer).toContainText(/3 of 3|after 3/);
});

test('a search finds a page and leads there', async ({ page, baseURL }) => {
  await page.goto('');
  await page.keyboard.press('/');
  await page.getByRole('dialog').getByRole('searchbox').fill('stride');
  const hit = page
    .getByRole('dialog')
    .getByRole('link', { name: /stride/i })
    .first();
  await hit.click();
  expect(page.url().startsWith(`${baseURL}questions/`)).toBe(true);
});
