import { expect, type Page, test } from '@playwright/test';

const answer = 'questions/fr1-classic-features/';

/** The figure, scrolled to and taken over by its script. */
async function features(page: Page, address = answer) {
  await page.goto(address);
  const figure = page.locator('#classic-features');
  await figure.getByRole('slider', { name: 'Pixel looked at' }).scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  return { figure, look: figure.getByRole('slider', { name: 'Pixel looked at' }) };
}

test('a mouse chooses a feature and a pixel, and the reading follows', async ({ page }) => {
  const { figure, look } = await features(page);
  await figure.locator('label').filter({ hasText: 'HOG' }).click();
  await expect(figure.getByRole('img', { name: /^Directions of edge/ })).toBeVisible();
  await look.click({ position: { x: 2, y: 2 } });
  await expect(look).toHaveAttribute('aria-valuetext', /^row 0, column 0, pixel 0; /);
});

test('keys choose a feature, walk over the image, and start over', async ({ page }) => {
  const { figure, look } = await features(page);
  await figure.getByRole('radio', { name: 'Harris' }).focus();
  await page.keyboard.press('Space');
  await expect(figure.getByRole('img', { name: 'corner response' })).toBeVisible();
  await look.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(look).toHaveAttribute('aria-valuetext', /^row 6, column 8, pixel 254; corner/);
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(look).toHaveAttribute('aria-valuetext', /^row 5, column 7, pixel 155; strength/);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a tap chooses, and a drawing travels in the link', async ({ page }) => {
    const { figure } = await features(page);
    await figure.getByText('my drawing').tap();
    await figure.getByRole('application').tap();
    await expect(page).toHaveURL(/digit=drawing&drawing=[\w-]{2}/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

test('a link opens its feature, and the classifiers train in the tab', async ({ page }) => {
  const { figure } = await features(page, `${answer}#classic-features?feature=lbp&digit=7`);
  await expect(figure.getByRole('img', { name: 'code, 0 to 255' })).toBeVisible();
  const row = figure.getByRole('row', { name: /^LBP/ });
  const recorded = await row.getByRole('cell').nth(2).innerText();
  await figure.getByRole('button', { name: 'Train all in this tab' }).click();
  await expect(row.getByRole('cell').nth(3)).toHaveText(recorded, { timeout: 60_000 });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the pictures and the recorded accuracies are there', async ({ page }) => {
    await page.goto(answer);
    const figure = page.locator('#classic-features');
    await expect(figure.getByRole('img', { name: 'strength of edge' })).toBeVisible();
    await expect(figure.getByRole('row', { name: /^HOG 2005 324 99\.5 %/ })).toBeVisible();
  });
});
