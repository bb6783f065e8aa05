import { expect, type Page, test } from '@playwright/test';
import { expectSaved } from './taken-along.ts';

const page31 = 'questions/31-one-cycle/';

async function cycle(page: Page, address = page31) {
  await page.goto(address);
  const figure = page.locator('#one-cycle');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('astro-island:not([ssr])')).toBeAttached();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  return figure;
}

test('a mouse drags the peak, draws a line of its own, and goes back', async ({ page }) => {
  const figure = await cycle(page);
  const peak = figure.getByRole('slider', { name: 'Highest rate' });
  await expect(peak).toHaveAttribute('aria-valuetext', '0.06');
  const chart = figure.getByRole('img', { name: /^Learning rate over 117 batches/ });
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.boundingBox())!;
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(0.25, 0.4));
  await page.mouse.down();
  await page.mouse.move(...at(0.5, 0.2), { steps: 4 });
  await page.mouse.up();
  await expect(peak).toHaveAttribute('aria-valuetext', /^0\.0(79|8|80\d|79\d)$/);
  await expect(figure.getByText(/highest at batch 5[89] of 117/).first()).toBeVisible();

  await figure.getByRole('radio', { name: 'draw my own' }).check({ force: true });
  await page.mouse.move(...at(0, 0.9));
  await page.mouse.down();
  await page.mouse.move(...at(1, 0.9), { steps: 12 });
  await page.mouse.up();
  await expect(figure.getByText(/^Your line begins at 0\.0(1|0\d+), /).first()).toBeVisible();
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(peak).toHaveAttribute('aria-valuetext', '0.06');
});

test('by keyboard handles move, and a pick is graded by three trainings', async ({ page }) => {
  const figure = await cycle(page, `${page31}#one-cycle?panel=finder&pick=0.03`);
  await figure.getByRole('slider', { name: 'Your pick' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByRole('slider', { name: 'Your pick' })).toHaveAttribute(
    'aria-valuetext',
    /^0\.03\d+, loss \d/,
  );
  await figure.getByRole('button', { name: 'Grade my pick' }).focus();
  await page.keyboard.press('Enter');
  await expect(figure.getByText(/^Batch [1-9]\d* of 351, three trainings/)).toBeVisible({
    timeout: 60_000,
  });
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('button', { name: 'Grade my pick' })).toBeVisible();

  await figure.getByRole('radio', { name: 'find the rate' }).focus();
  await page.keyboard.press('ArrowRight');
  const peak = figure.getByRole('slider', { name: 'Highest rate' });
  await peak.focus();
  await page.keyboard.press('ArrowUp');
  await expect(peak).toHaveAttribute('aria-valuetext', '0.063');
  await figure.getByRole('slider', { name: 'Share of training' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/pctStart=0\.26/);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a race shows its recorded end, then runs here and stops', async ({ page }) => {
    const figure = await cycle(page);
    await figure.getByText('race it').tap();
    await expect(figure.getByText('Yours wins. A recorded race.')).toBeVisible();
    await figure.getByText('no annealing').tap();
    await expect(figure.getByRole('row', { name: /^no annealing/ })).toContainText('% right');
    await figure.getByRole('button', { name: 'Race them again here' }).tap();
    await expect(figure.getByText(/^Batch [1-9]\d* of 234,/)).toBeVisible({ timeout: 60_000 });
    await figure.getByRole('button', { name: 'Stop' }).tap();
    await expect(figure.getByRole('button', { name: /^Race them/ })).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
  });
});

test('a bad link gives the start with a sentence; code and files can be taken along', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = await cycle(page, `${page31}#one-cycle?lrMax=99`);
  await expect(figure.getByRole('alert').first()).toContainText('The link’s “lrMax” is “99”');
  await figure.getByText(/^More:/).click();
  for (const [name, text] of [
    ['Copy as fastai', 'fit_one_cycle(1, lr_max=0.06'],
    ['Copy as PyTorch', 'OneCycleLR(optimizer, max_lr=0.06, total_steps=118'],
  ] as const) {
    await figure.getByRole('button', { name }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(text);
  }
  await expectSaved(page, figure, { 'Numbers as CSV': 'one-cycle.csv' });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the curves and where the balls end are there', async ({ page }) => {
    await page.goto('questions/32-high-learning-rate/');
    const figure = page.locator('#one-cycle');
    await expect(
      figure.getByRole('img', { name: /^Learning rate over 117 batches/ }),
    ).toBeVisible();
    await expect(figure.getByRole('row', { name: /^a fifth of the rate/ })).toContainText('of 20');
    await figure.getByText(/^More:/).click();
    await figure.getByText('The schedule as a table').click();
    await expect(figure.getByRole('row', { name: /^0 0\.008 0\.95/ })).toBeVisible();
  });
});
