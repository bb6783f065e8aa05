import { expect, type Page, test } from '@playwright/test';
import { expectSaved } from './taken-along.ts';

const page29 = 'questions/29-batch-size/';

async function batch(page: Page, address = page29) {
  await page.goto(address);
  const figure = page.locator('#batch-size');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('astro-island:not([ssr])')).toBeAttached();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  return figure;
}

test('a mouse picks a size off the curve and lights one mini-batch', async ({ page }) => {
  const figure = await batch(page);
  const curve = figure.getByRole('img', { name: /^Spread of the gradients/ });
  await curve.scrollIntoViewIfNeeded();
  const box = (await curve.boundingBox())!;
  await page.mouse.click(box.x + 2, box.y + box.height / 2);
  await expect(figure.getByRole('slider', { name: 'Batch size' })).toHaveAttribute(
    'aria-valuetext',
    '8 images',
  );
  await expect(
    figure.getByRole('img', { name: /^Gradients of 32 mini-batches of 8/ }),
  ).toBeVisible();
  await figure.getByRole('img', { name: /^Gradients of 32/ }).click({ position: { x: 30, y: 30 } });
  await expect(figure.getByText(/^number \d+: length [\d.]+, \d+° off$/)).toBeVisible();
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(figure.getByText('none lit')).toBeVisible();
});

test('by keyboard the cloud tightens, and the budget counts the updates', async ({ page }) => {
  const figure = await batch(page);
  const angle = async () =>
    Number(
      /, (\d+)° from/.exec(
        await figure
          .getByText(/^Mini-batches of/)
          .first()
          .innerText(),
      )![1],
    );
  const before = await angle();
  await figure.getByRole('slider', { name: 'Batch size' }).focus();
  await page.keyboard.press('End');
  await expect(figure.getByText(/^Mini-batches of 512/).first()).toBeVisible();
  expect(await angle()).toBeLessThan(before);
  await figure.getByRole('slider', { name: 'Budget' }).focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await expect(figure.getByRole('row', { name: /^512 585 / })).toBeVisible();
  await expect(page).toHaveURL(/size=512&epochs=5/);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('another point is shown, and gradients are taken here and stopped', async ({ page }) => {
    const figure = await batch(page);
    const words = figure.getByText(/^Mini-batches of 64/).first();
    const before = await words.innerText();
    await figure.getByText('after 100 of 117').tap();
    await expect(words).not.toHaveText(before);
    await figure.getByRole('button', { name: 'Take the gradients here' }).tap();
    await expect(figure.getByText('Training 100 updates, then 224 gradients.')).toBeVisible();
    await figure.getByRole('button', { name: 'Stop' }).tap();
    await expect(figure.getByText('Recorded with seed 0.')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      360,
    );
  });
});

test('a bad link gives the start with a sentence; numbers can be taken along', async ({ page }) => {
  const figure = await batch(page, `${page29}#batch-size?size=9`);
  await expect(figure.getByRole('alert').first()).toContainText('The link’s “size” is “9”');
  await figure.getByText(/^More:/).click();
  await expectSaved(page, figure, { 'Numbers as CSV': 'batch-size.csv' });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the arrows, the spreads and the bill are there', async ({ page }) => {
    await page.goto(page29);
    const figure = page.locator('#batch-size');
    await expect(
      figure.getByRole('img', { name: /^Gradients of 32 mini-batches of 64/ }),
    ).toBeVisible();
    await expect(figure.getByRole('row', { name: /^64 937 / })).toBeVisible();
    await figure.getByText(/^More:/).click();
    await expect(figure.getByRole('row', { name: /^512 0\.\d+ 0\.\d+ \d+°$/ })).toBeVisible();
  });
});
