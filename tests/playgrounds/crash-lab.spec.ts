import { expect, type Page, test } from '@playwright/test';

async function lab(page: Page, address = 'questions/30-high-rate-at-start/') {
  await page.goto(address);
  const figure = page.locator('#crash-lab');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('astro-island:not([ssr])')).toBeAttached();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  return figure;
}

test('a mouse draws what it expects, then sees what happened', async ({ page }) => {
  const figure = await lab(page);
  await figure.getByRole('button', { name: 'Hide the curve' }).click();
  const chart = figure.getByRole('img', { name: /^Share of conv4 near zero over the run/ });
  const box = (await chart.boundingBox())!;
  await page.mouse.click(box.x + box.width - 2, box.y + 1);
  await expect(chart).toHaveAccessibleName(/You expect 0\.5, 0\.5, 0\.5, 0\.5, (1|0\.99)\./);
  await figure.getByRole('button', { name: 'Show what happened' }).click();
  await expect(figure.getByText(/^Your curve is 0\.\d+ off on average/).first()).toBeVisible();
});

test('by keyboard one switch at a time leads through the chapter’s runs', async ({ page }) => {
  const figure = await lab(page);
  await expect(figure.getByText(/^This is the chapter’s run B\./)).toBeVisible();
  await figure.getByRole('radio', { name: 'batches of 64' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByText(/^This is the chapter’s run C\./)).toBeVisible();
  await figure.getByRole('radio', { name: 'constant rate' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByText(/^This is the chapter’s run D\./)).toBeVisible();
  await figure.getByRole('radio', { name: 'no norm' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByRole('button', { name: 'Run E' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a tap on a panel sets the switches, and a run is trained and stopped here', async ({
    page,
  }) => {
    const figure = await lab(page);
    await figure.getByRole('button', { name: 'Run D' }).tap();
    await expect(figure.getByRole('radio', { name: '1cycle' })).toBeChecked();
    await figure.getByRole('button', { name: 'Train it here' }).tap();
    await expect(figure.getByText(/^Batch [1-9]\d* of 117\.$/)).toBeVisible({ timeout: 60_000 });
    await figure.getByRole('button', { name: 'Stop' }).tap();
    await expect(figure.getByRole('button', { name: 'Train it here' })).toBeVisible();
  });
});
