import { expect, type Page, test } from '@playwright/test';

async function figure(page: Page, address = 'questions/36-color-dim-column/') {
  await page.goto(address);
  const found = page.locator('#activation-stats');
  await found.scrollIntoViewIfNeeded();
  await expect(found.locator('astro-island:not([ssr])')).toBeAttached();
  await expect(found.getByRole('button', { name: 'Reset' })).toBeEnabled();
  return { found, batch: found.getByRole('slider', { name: /^Batch/ }) };
}

test('a press on the colourful dimension moves every chart to that batch', async ({ page }) => {
  const { found, batch } = await figure(page, 'questions/37-bad-training/');
  const map = found.getByRole('img', { name: /^Histogram of what conv4 puts out/ });
  const box = (await map.boundingBox())!;
  await page.mouse.click(box.x + (box.width * 9.5) / 117, box.y + box.height / 2);
  await expect(batch).toHaveAttribute('aria-valuetext', /^10 of 117: mean/);
  await expect(found.getByRole('img', { name: /^std of conv4 .* at batch 10\.$/ })).toBeVisible();
});

test('by keyboard a column is built step by step, and a batch laid open with its dead units', async ({
  page,
}) => {
  const { found, batch } = await figure(page);
  await batch.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(batch).toHaveAttribute('aria-valuetext', /^2 of 117/);
  await found.getByRole('radio', { name: '1 count' }).focus();
  for (const says of [/Take log/, /Give each bar its colour/, /Stand the strip on end/]) {
    await page.keyboard.press('ArrowRight');
    await expect(found.getByText(says)).toBeVisible();
  }
  await found.getByRole('radio', { name: 'one column' }).focus();
  await page.keyboard.press('ArrowRight');
  await found.getByRole('button', { name: 'Open batch 2' }).focus();
  await page.keyboard.press('Enter');
  await expect(found.getByRole('radiogroup', { name: 'Units of conv4' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(found.getByText(/its highest number before the ReLU is/)).toBeVisible();
});

test('a run trained in the tab takes the place of the recorded one', async ({ page }) => {
  const { found, batch } = await figure(page);
  const recorded = await batch.getAttribute('aria-valuetext');
  await found.getByRole('button', { name: 'Train it here' }).click();
  await expect(found.getByRole('button', { name: 'Train it again' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(batch).toHaveAttribute('aria-valuetext', /: mean .*, std .*, near zero /);
  expect(recorded).toMatch(/^40 of 117/);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a tap on a chart chooses a batch, and run B is dead there', async ({ page }) => {
    const { found, batch } = await figure(page, 'questions/28-near-zero-activations/');
    const chart = found.getByRole('img', { name: /^% near zero of conv4/ });
    await chart.scrollIntoViewIfNeeded();
    const box = (await chart.boundingBox())!;
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await expect(batch).toHaveAttribute('aria-valuetext', /^4\d\d of 937: .*near zero (1|0\.99)$/);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the recorded run is drawn, with what it reached', async ({ page }) => {
    await page.goto('questions/37-bad-training/');
    const found = page.locator('#activation-stats');
    await expect(found.getByText('A recorded run; its counts')).toBeVisible();
    await expect(found.getByRole('img', { name: /^Histogram of what conv4/ })).toBeVisible();
  });
});
