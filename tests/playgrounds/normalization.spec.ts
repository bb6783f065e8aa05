import { expect, type Page, test } from '@playwright/test';

async function figure(page: Page, address = 'questions/39-batch-norm-statistics/') {
  await page.goto(address);
  const found = page.locator('#normalization');
  await found.scrollIntoViewIfNeeded();
  await expect(found.locator('astro-island:not([ssr])')).toBeAttached();
  await expect(found.getByRole('button', { name: 'Reset' })).toBeEnabled();
  return found;
}
const result = (found: Awaited<ReturnType<typeof figure>>) => found.locator('.formula .result');

test('a mouse takes a mate out and the followed number moves; in evaluation it stays', async ({
  page,
}) => {
  const found = await figure(page);
  const before = await result(found).textContent();
  await found.getByRole('checkbox', { name: '7' }).click();
  await expect(result(found)).not.toHaveText(before!);
  await found.getByRole('radio', { name: 'evaluation' }).click();
  const evaluated = await result(found).textContent();
  await found.getByRole('checkbox', { name: '8' }).click();
  await expect(found.getByText(/^Whoever is in the batch, it stays/)).toBeVisible();
  await expect(result(found)).toHaveText(evaluated!);
  await found.getByRole('button', { name: 'Reset' }).click();
  await expect(result(found)).toHaveText(before!);
});

test('by keyboard the last layer is left with one digit, and refuses in PyTorch’s words', async ({
  page,
}) => {
  const found = await figure(page);
  await found.getByRole('radio', { name: /^first conv/ }).focus();
  await page.keyboard.press('ArrowRight');
  for (const mate of ['1', '7']) {
    await found.getByRole('checkbox', { name: mate }).focus();
    await page.keyboard.press('Space');
  }
  await expect(
    found.getByText('Expected more than 1 value per channel when training').first(),
  ).toBeVisible();
  await found.getByRole('radio', { name: 'training' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(result(found)).toHaveText(/^= −?\d/);
});

test('by keyboard the numbers of the layer are sorted, and a wrong answer is put right', async ({
  page,
}) => {
  const found = await figure(page, 'questions/38-batch-norm-parameters/');
  for (const name of ['bn1.weight', 'bn1.running_mean']) {
    await found.getByRole('group', { name }).getByRole('radio', { name: 'by gradient' }).focus();
    await page.keyboard.press('Space');
  }
  await expect(found.getByText('1 of 2 right, 4 to go.')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(found.getByText('2 of 2 right, 4 to go.')).toBeVisible();
});

test('by keyboard a cell is picked, and each norm lights the cells that share its mean', async ({
  page,
}) => {
  const found = await figure(page, 'questions/fr2-other-normalization/');
  await found.getByRole('gridcell').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(found.getByText(/^Channel 1 of the 1 shares .* 4 of 32 cells/)).toBeVisible();
  await expect(found.getByRole('gridcell', { name: /shares$/ })).toHaveCount(4);
  await found.getByRole('radio', { name: 'batch', exact: true }).focus();
  for (const cells of [8, 4, 1]) {
    await page.keyboard.press('ArrowRight');
    await expect(found.getByRole('gridcell', { name: /shares$/ })).toHaveCount(cells);
  }
});

test('other batches are drawn, and the digit’s output wanders less in large ones', async ({
  page,
}) => {
  const found = await figure(page, 'questions/40-batch-norm-generalization/');
  const strips = found.getByRole('img', { name: /^Outputs of the last batch norm/ });
  const before = await strips.getAttribute('aria-label');
  await found.getByRole('button', { name: 'Draw other batches' }).click();
  await expect(strips).not.toHaveAttribute('aria-label', before!);
  await expect(strips).toHaveAccessibleName(/with 512 by 0\.(0\d|1)\./);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a tap on the curve shows how far the running mean had come', async ({ page }) => {
    const found = await figure(page, 'playgrounds/normalization/#normalization?view=running');
    const chart = found.getByRole('img', { name: /^The mean of the channel/ });
    await chart.scrollIntoViewIfNeeded();
    const box = (await chart.boundingBox())!;
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await expect(found.getByRole('slider', { name: 'After batch' })).toHaveAttribute(
      'aria-valuetext',
      /^(58|59) of 117: running mean/,
    );
  });

  test('the other order is trained and stopped here', async ({ page }) => {
    const found = await figure(page, 'questions/fr3-activation-order/');
    await found.getByRole('radio', { name: 'conv, batch norm, ReLU' }).tap();
    await expect(found.getByText(/^The next layer gets mean .*, 0 % negative/)).toBeVisible();
    await found.getByRole('button', { name: 'Train it here' }).tap();
    await expect(found.getByText(/^Batch [1-9]\d* of 117\.$/)).toBeVisible({ timeout: 60_000 });
    await found.getByRole('button', { name: 'Stop' }).tap();
    await expect(found.getByRole('button', { name: 'Train it here' })).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the numbers with each mate are in a table', async ({ page }) => {
    await page.goto('questions/39-batch-norm-statistics/');
    const found = page.locator('#normalization');
    await expect(found.getByText(/^One mate swapped moves it by up to/)).toBeVisible();
    await found.getByText('the numbers as a table').click();
    await expect(found.getByRole('row')).toHaveCount(10);
  });
});
