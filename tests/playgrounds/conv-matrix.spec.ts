import { expect, type Page, test } from '@playwright/test';
import { expectSaved } from './taken-along.ts';

const page10 = 'questions/10-convolution-as-matrix/';

/** The figure, scrolled to and taken over by its script. */
async function matrix(page: Page, address = page10) {
  await page.goto(address);
  const figure = page.locator('#conv-matrix');
  await figure.locator('.desk, .refused').first().scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  return {
    figure,
    picture: figure.getByRole('img', { name: /^A matrix of/ }),
    entry: figure.getByRole('slider', { name: 'Entry of the matrix' }),
    weight: (name: string) => figure.getByRole('textbox', { name, exact: true }),
    output: figure.getByRole('grid', { name: 'The output' }).getByRole('gridcell'),
    now: figure.getByRole('row', { name: /^as things stand/ }),
  };
}

test('a mouse on a weight lights its copies, and a new number moves them all', async ({ page }) => {
  const { figure, weight, output, picture } = await matrix(page);
  await weight('α').hover();
  await expect(figure.getByText('α stands in the matrix 4 times, one number: 1.')).toBeVisible();
  await expect(figure.locator('path.copies')).toHaveAttribute('d', /^(M\d+ \d+h1v1h-1z){4}$/);
  await expect(output).toHaveText(['3', '12', '12', '−6']);
  await weight('α').fill('5');
  await expect(output).toHaveText(['7', '36', '48', '14']);
  await expect(figure.getByText(/gives the same 4 numbers as sliding the kernel/)).toBeVisible();
  const box = (await picture.boundingBox())!;
  const cell = box.width / 10.5;
  await page.mouse.move(box.x + 4.5 * cell, box.y + 3 * cell);
  await expect(
    figure.getByText('Row 1 is output 0, 1, column 4 is pixel 1, 1: γ = 2, times 5 makes 10.'),
  ).toBeVisible();
  await expect(figure.locator('.number-grid .cell.seen')).toHaveCount(4);
  await expect(figure.locator('.sum .term.lit')).toHaveText('2 · 5');
});

test('a tie is cut and paid for by keyboard alone', async ({ page }) => {
  const { figure, entry, output, now } = await matrix(page);
  await entry.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(entry).toHaveAttribute(
    'aria-valuetext',
    /^Row 1 is output 0, 1, column 1 is pixel 0, 1: α = 1/,
  );
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('status').filter({ hasText: 'Pinned.' })).toBeAttached();
  await figure.getByRole('button', { name: 'Cut the tie of α' }).focus();
  await page.keyboard.press('Enter');
  await expect(now).toContainText('7');
  await figure.getByRole('textbox', { name: 'Row 1, column 1: this entry alone' }).fill('3');
  await expect(output).toHaveText(['3', '24', '12', '−6']);
  await expect(
    figure.getByText(/^This is no convolution any more: .* up to 12 apart/),
  ).toBeVisible();
  await figure.getByRole('button', { name: 'Tie everything again' }).focus();
  await page.keyboard.press('Enter');
  await expect(output).toHaveText(['3', '12', '12', '−6']);
});

test('9 numbers become 529,984 on the digit’s 28 by 28', async ({ page }) => {
  const { figure, now, picture } = await matrix(
    page,
    `${page10}#conv-matrix?height=28&width=28&kernel=3`,
  );
  await expect(picture).toHaveAccessibleName(/676 rows and 784 columns/);
  await expect(now).toContainText('9');
  await figure.getByRole('button', { name: 'Cut all ties' }).click();
  await expect(now).toContainText('6,084');
  await figure.getByRole('button', { name: 'Free the zeros' }).click();
  await expect(now).toContainText('529,984');
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(now).toContainText('4');
});

test('a bad link gives the starting state and a sentence, a kernel too large PyTorch’s words', async ({
  page,
}) => {
  const { figure } = await matrix(page, `${page10}#conv-matrix?weights=1,2,3`);
  await expect(figure.getByRole('alert').filter({ hasText: 'link' })).toHaveText(
    'The link has 3 numbers for “weights”; a matrix of this shape takes 4. The figure shows its starting state instead.',
  );
  await figure.getByRole('slider', { name: 'Kernel' }).press('End');
  await expect(figure.getByRole('alert').filter({ hasText: 'PyTorch refuses' })).toContainText(
    "Kernel size: (5 x 5). Kernel size can't be greater than actual input size",
  );
  await figure.getByRole('button', { name: 'Set the kernel to 3 × 3' }).click();
  await expect(
    figure.getByRole('img', { name: /^A matrix of 1 rows? and 9 columns/ }),
  ).toBeVisible();
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a tap on an output pins its row everywhere', async ({ page }) => {
    const { figure, output } = await matrix(page);
    await output.nth(2).tap();
    await expect(output.nth(2)).toHaveClass(/lit/);
    await expect(figure.locator('.number-grid .cell.seen')).toHaveCount(4);
    await expect(figure.locator('.sum')).toContainText('row 2, output 1, 0: 1 · 9');
    await expect(page).toHaveURL(/pin=r2/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

test('code and numbers can be taken along', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { figure } = await matrix(page);
  await figure.getByText(/^More:/).click();
  await figure.getByRole('button', { name: 'Copy as PyTorch' }).click();
  await expect(figure.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('torch.allclose(M @');
  await expectSaved(page, figure, {
    'Numbers as CSV': 'conv-matrix.csv',
    'Picture as SVG': 'conv-matrix.svg',
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the matrix, a written row and the bill are there', async ({ page }) => {
    await page.goto(page10);
    const figure = page.locator('#conv-matrix');
    await expect(
      figure.getByRole('img', { name: /^A matrix of 4 rows and 9 columns/ }),
    ).toBeVisible();
    await expect(figure.locator('.sum output')).toHaveText('3');
    await figure.getByText('The numbers as a table').click();
    const rows = figure.getByRole('region', { name: /as a table/ }).getByRole('row');
    await expect(rows).toHaveCount(5);
    await expect(rows.nth(2).getByRole('cell')).toHaveText([
      '0',
      '1',
      '−1',
      '0',
      '2',
      '−2',
      '0',
      '0',
      '0',
      '12',
    ]);
  });
});
