import { expect, type Page, test } from '@playwright/test';
import { expectSaved } from './taken-along.ts';

const page15 = 'questions/15-multiplications/';
const page12 = 'questions/12-refactoring/';

/** The figure, scrolled to and taken over by its script. */
async function summary(page: Page, address = page15) {
  await page.goto(address);
  const figure = page.locator('#net-summary');
  await figure.locator('.choices').first().scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  return {
    figure,
    line: (layer: number) =>
      figure
        .getByRole('row')
        .filter({ has: page.getByRole('button', { name: `Conv2d, layer ${layer}` }) }),
    open: (layer: number) => figure.getByRole('button', { name: `Conv2d, layer ${layer}` }),
    places: figure.getByRole('slider', { name: 'Places of the kernel, counted' }),
    spoken: figure.getByRole('status'),
  };
}

test('a mouse opens a layer, changes it, and the rest follows', async ({ page }) => {
  const { figure, line, open } = await summary(page);
  await expect(line(3)).toContainText('64 x 16 x 4 x 4');
  await expect(line(3).getByRole('cell')).toContainText([
    '',
    '1,168',
    '18,432',
    '12,800',
    '56,448',
  ]);
  await open(2).click();
  await expect(open(2)).toHaveAttribute('aria-expanded', 'true');
  await figure.getByRole('textbox', { name: 'Filters, channels out' }).fill('16');
  await expect(line(2)).toContainText('64 x 16 x 7 x 7');
  await expect(line(3).getByRole('cell').nth(2)).toHaveText('36,864');
  await figure.getByText('ten digits', { exact: true }).click();
  await figure.getByText('× 4', { exact: true }).click();
  await expect(line(4)).toContainText('64 x 512 x 2 x 2');
  await expect(figure.getByText(/the work piles up in the deep layers/)).toBeVisible();
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(line(2)).toContainText('64 x 8 x 7 x 7');
});

test('the third layer is predicted and counted by keyboard alone', async ({ page }) => {
  const { figure, places, line } = await summary(page);
  await figure.getByRole('button', { name: 'Hide the counts' }).focus();
  await page.keyboard.press('Enter');
  await expect(line(3).getByRole('cell').nth(2)).toHaveText('?');
  await figure.getByRole('textbox', { name: /How many multiplications/ }).focus();
  await page.keyboard.type('56,448');
  await page.keyboard.press('Enter');
  await expect(figure.getByText(/^Not 56,448\. That is the book’s way/)).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('18432');
  await page.keyboard.press('Enter');
  await expect(figure.getByText('Right: 18,432.')).toBeVisible();
  await places.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(places).toHaveAttribute('aria-valuetext', '1 of 16');
  await expect(figure.getByText(/^1,152 products so far/)).toBeVisible();
  await expect(page).toHaveURL(/place=1/);
});

test('ten numbers or one: the game of the definition', async ({ page }) => {
  const { figure } = await summary(page, page12);
  const long = figure.getByRole('region', { name: 'Written out' });
  await long.getByRole('button', { name: 'kernel of layer 1, 3' }).click();
  await expect(long.getByText(/^28 → 13 → 7/).last()).toContainText(
    'The grid is not what it should be after layer 1, and nothing complains.',
  );
  while ((await long.getByRole('button', { pressed: false }).count()) > 0)
    await long.getByRole('button', { pressed: false }).first().click();
  await expect(long.locator('.said')).toContainText('Done, with 10 changes.');
  const short = figure.getByRole('region', { name: 'With conv()' });
  await short.getByRole('button', { name: 'default kernel of conv(), 3' }).click();
  await expect(short.locator('.said')).toContainText('Done, with 1 change');
  await figure.getByRole('radio', { name: /8, 16, 3, stride=2, padding=0/ }).check();
  await expect(figure.getByText(/^Found: line 3\./)).toBeVisible();
});

test('a bad link gives the starting state and a sentence, a kernel too large PyTorch’s words', async ({
  page,
}) => {
  const { figure, line, open } = await summary(page, `${page15}#net-summary?layers=8-3-2`);
  await expect(figure.getByRole('alert').filter({ hasText: 'link' })).toContainText(
    'The figure shows its starting state instead.',
  );
  await open(5).click();
  await figure.getByRole('slider', { name: 'Padding' }).press('Home');
  await expect(
    figure.getByRole('alert').filter({ hasText: 'PyTorch refuses layer 5' }),
  ).toContainText(
    "Calculated padded input size per channel: (2 x 2). Kernel size: (3 x 3). Kernel size can't be greater than actual input size",
  );
  await figure.getByRole('button', { name: 'Set its kernel to 2 × 2' }).click();
  await expect(line(5)).toContainText('64 x 2 x 1 x 1');
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a tap on the grid counts up to that place, a tap on a bar opens its layer', async ({
    page,
  }) => {
    const { figure, places, open } = await summary(page);
    const grid = figure.getByRole('img', { name: /^The grid that enters, 7 by 7/ });
    await grid.tap({ position: { x: 20, y: 20 } });
    await expect(places).toHaveAttribute('aria-valuetext', '1 of 16');
    await figure.locator('.bars').last().locator('g').nth(3).tap();
    await expect(open(4)).toHaveAttribute('aria-expanded', 'true');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

test('code and numbers can be taken along', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { figure } = await summary(page);
  await figure.getByText(/^More:/).click();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await figure.getByRole('button', { name: 'Copy as PyTorch' }).click();
  await expect.poll(clipboard).toContain('nn.Conv2d(8, 16, 3, stride=2, padding=1),');
  await figure.getByRole('button', { name: 'Copy as fastai' }).click();
  await expect.poll(clipboard).toContain('learn.summary()');
  await expectSaved(page, figure, {
    'Numbers as CSV': 'net-summary.csv',
    'Picture as SVG': 'net-summary.svg',
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the summary, the counts and the code are there', async ({ page }) => {
    await page.goto(page15);
    const figure = page.locator('#net-summary');
    await expect(figure.getByRole('row', { name: /^Total params/ })).toContainText('6,722');
    await expect(figure.getByText('The output grid: 4 · 4 · (1,168 − 16) = 18,432.')).toBeVisible();
    await figure.getByText('The code, layer by layer').click();
    await expect(figure.getByText('nn.Conv2d(8, 16, 3, stride=2, padding=1),')).toBeVisible();
  });
});
