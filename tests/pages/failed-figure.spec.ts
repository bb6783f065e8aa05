import { expect, test } from '@playwright/test';

test('a figure whose program does not arrive says so', async ({ page }) => {
  await page.route(/KernelBench.*\.js/, (route) => route.abort());
  await page.goto('questions/02-top-edge-kernel/');
  const figure = page.locator('#kernel-bench');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('alert').first()).toContainText('could not be loaded');
  await expect(figure.getByText('762').first()).toBeVisible();
});
