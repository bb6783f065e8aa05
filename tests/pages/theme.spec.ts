import { expect, test } from '@playwright/test';

const paper = (page: import('@playwright/test').Page) =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('the page follows the system until a reader switches, and remembers the switch', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('about/');
  const dark = await paper(page);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await paper(page);
  expect(light).not.toBe(dark);

  await page.getByRole('contentinfo').getByText('Dark', { exact: true }).click();
  expect(await paper(page)).toBe(dark);
  await page.goto('questions/06-stride/');
  expect(await paper(page)).toBe(dark);

  await page.getByRole('contentinfo').getByText('System', { exact: true }).click();
  expect(await paper(page)).toBe(light);
});

test('a page prints on white without its controls', async ({ page }) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.goto('questions/02-top-edge-kernel/');
  expect(
    await page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('color-scheme'),
    ),
  ).toBe('light');
  await expect(page.getByRole('navigation', { name: 'Site' })).toBeHidden();
  await expect(page.getByRole('figure').first()).toBeVisible();
});
