import { expect, type Page, test } from '@playwright/test';

const page18 = 'questions/18-trace-precedents/';

/** The figure, scrolled to and taken over by its script. */
async function tracer(page: Page, address: string) {
  await page.goto(address);
  const figure = page.locator('#precedent-tracer');
  await figure.getByRole('button', { name: /^Trace precedents/ }).scrollIntoViewIfNeeded();
  await expect(figure.locator('astro-island:not([ssr])')).toBeAttached();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  return {
    figure,
    precedents: figure.getByRole('button', { name: /^Trace precedents/ }),
    dependents: figure.getByRole('button', { name: /^Trace dependents/ }),
    clear: figure.getByRole('button', { name: /^Remove arrows/ }),
    cell: figure.getByRole('slider', { name: 'Chosen cell' }),
    picture: figure.getByRole('img', { name: /^\d grids and their filters/ }),
    told: figure
      .locator('p.said')
      .filter({ hasText: /^(Precedents:|Dependents:|Nothing is traced)/ }),
  };
}

const twice = 'Precedents: 3×3 of Conv1 with filter 2, then 7×7 of Input with filter 1.';

test('by mouse: a cell of the sheet, traced twice, and a pixel’s dependents', async ({ page }) => {
  const { figure, precedents, dependents, clear, told } = await tracer(page, page18);
  await expect(told).toHaveText(twice);
  await clear.click();
  await expect(told).toHaveText('Nothing is traced.');
  await figure
    .getByRole('grid', { name: 'Conv2', exact: true })
    .getByRole('gridcell', { name: 'AR5' })
    .click();
  await expect(figure.getByText('=SUMPRODUCT(AD5:AF7,$AM$11:$AO$13)')).toBeVisible();
  await expect(figure.locator('.of-cell output')).toHaveText('0.082');
  await precedents.click();
  await expect(told).toHaveText('Precedents: 3×3 of Conv1 with filter 2.');
  await precedents.click();
  await expect(told).toHaveText(twice);
  await expect(precedents).toBeDisabled();
  await clear.click();
  await figure.getByRole('grid', { name: 'Input' }).getByRole('gridcell', { name: /^G6:/ }).click();
  await dependents.click();
  await dependents.click();
  await expect(told).toHaveText('Dependents: 2×2 of Conv1, then 2×2 of Conv2.');
});

test('by keyboard alone: another cell, P and P, D, A', async ({ page }) => {
  const { cell, told, figure } = await tracer(
    page,
    `${page18}#precedent-tracer?view=picture&down=0`,
  );
  await expect(told).toHaveText('Nothing is traced.');
  await cell.focus();
  await expect(cell).toHaveAttribute('aria-valuetext', 'Conv2, row 0, column 3, value 0.450');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await expect(cell).toHaveAttribute('aria-valuetext', 'Conv2, row 1, column 2, value 0.135');
  await page.keyboard.press('p');
  await page.keyboard.press('p');
  await expect(told).toHaveText(twice);
  await expect(figure.getByRole('status').filter({ hasText: '7×7' })).toHaveText(twice);
  await page.keyboard.press('p');
  await expect(figure.getByRole('status').filter({ hasText: 'no more precedents' })).toBeAttached();
  await page.keyboard.press('a');
  await expect(told).toHaveText('Nothing is traced.');
  await figure.getByRole('radio', { name: 'Conv1' }).focus();
  await page.keyboard.press('Space');
  await cell.focus();
  await page.keyboard.press('d');
  await expect(told).toHaveText(/^Dependents: \d×\d of Conv2\.$/);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a tap covers a pixel, and the cell above notices only inside its field', async ({
    page,
  }) => {
    const { figure, picture, told } = await tracer(page, 'questions/16-receptive-field/');
    await expect(told).toHaveText('Nothing is traced.');
    await picture.evaluate((drawing) => drawing.scrollIntoView({ block: 'start' }));
    const box = (await picture.boundingBox())!;
    const unit = box.width / Number((await picture.getAttribute('viewBox'))!.split(' ')[2]);
    const tap = (row: number, column: number) =>
      page.touchscreen.tap(box.x + (column + 0.5) * unit, box.y + (2 + row + 0.5) * unit);
    await tap(26, 26);
    await expect(
      figure
        .locator('p.said')
        .filter({ hasText: /^One pixel is changed\. The chosen cell did not move: 2\./ }),
    ).toBeVisible();
    await tap(5, 7);
    await expect(
      figure
        .locator('p.said')
        .filter({ hasText: /^2 pixels are changed\. The chosen cell went from 2\./ }),
    ).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await figure.getByRole('button', { name: 'Reset' }).tap();
    await expect(figure.locator('p.said').filter({ hasText: 'changed' })).toHaveCount(0);
    const up = figure.getByRole('button', { name: 'One row up' });
    expect((await up.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await up.tap();
    await expect(figure.locator('.of-cell')).toContainText('Conv3, row 0, column 1');
  });
});

test('a prediction is asked for, and a wrong one is answered', async ({ page }) => {
  const { figure, told } = await tracer(page, 'questions/17-receptive-field-size/');
  await expect(told).toHaveText('Precedents: 3×3 of Conv1 with filter 2.');
  const field = figure.getByRole('textbox', { name: /How many pixels wide/ });
  await field.fill('seven');
  await field.press('Enter');
  await expect(figure.getByText('“seven” is not a number.')).toBeVisible();
  await field.fill('9');
  await field.press('Enter');
  await expect(figure.getByText(/if the 3 windows stood side by side/)).toBeVisible();
  await field.fill('7');
  await figure.getByRole('button', { name: 'Check' }).click();
  await expect(figure.getByText(/^7 it is\./)).toBeVisible();
  await expect(told).toHaveText(twice);
});

test('paths, the gradient, own layers: the address follows and brings the state back', async ({
  page,
  context,
}) => {
  const { figure } = await tracer(page, `${page18}#precedent-tracer?view=picture`);
  await figure.getByText('paths', { exact: true }).click();
  await expect(figure.getByText('paths from a pixel to the chosen cell')).toBeVisible();
  await figure.getByText(/^More:/).click();
  await figure.getByRole('combobox', { name: 'stride of layer 2' }).selectOption('1');
  await expect(figure.getByText('3 + 2 · 2 = 7')).toBeVisible();
  await expect(page).toHaveURL(/layers=3s2,3&/);
  const copy = await tracer(await context.newPage(), page.url());
  await expect(copy.figure.getByText('paths from a pixel to the chosen cell')).toBeVisible();
  await copy.figure.getByRole('button', { name: 'Reset' }).click();
  await expect(copy.told).toHaveText(twice);
});

test('a net trained in this tab gives the gradient, and a bad link a sentence', async ({
  page,
}) => {
  const { figure } = await tracer(
    page,
    `${page18}#precedent-tracer?view=picture&image=3&layers=3s2p1,3s2p1,3s2p1,3s2p1,3s2p1&at=5,0,0&overlay=gradient&marks=outlines&down=0`,
  );
  await expect(figure.getByText(/a recorded training/)).toBeVisible();
  await figure.getByRole('button', { name: 'Train the 3 or 7 net now' }).click();
  await expect(figure.getByText(/^Step \d+ of 386\.$/)).toBeVisible({ timeout: 60_000 });
  await figure.getByRole('button', { name: 'Stop' }).click();
  await expect(
    figure.getByText(/Weights of the 3 or 7 net, trained just now in this tab/),
  ).toBeVisible();

  await page.goto(`${page18}#precedent-tracer?at=9,0,0`);
  await page.reload();
  await expect(figure.getByRole('alert').filter({ hasText: 'grid' })).toHaveText(
    'There is no grid 9; the stack has grids 0 to 2. The figure shows its starting state instead.',
  );
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the sheet, its formula, the trace as a table and the workbooks are there', async ({
    page,
    request,
  }) => {
    await page.goto(page18);
    const figure = page.locator('#precedent-tracer');
    await expect(figure.locator('noscript p')).toContainText('the picture stands still');
    await expect(figure.getByText(twice)).toBeVisible();
    await expect(figure.getByRole('gridcell', { name: 'AT4: 0.45' })).toHaveText('0.45');
    await figure.getByText('The trace as a table').click();
    await expect(figure.getByRole('row', { name: /^2 / })).toContainText(
      'rows 0 to 6, columns 12 to 18',
    );
    for (const link of await figure.getByRole('link', { name: /\.xlsx$/ }).all()) {
      const file = await request.get(new URL((await link.getAttribute('href'))!, page.url()).href);
      expect(file.status()).toBe(200);
      // A zip file, as every .xlsx is.
      expect((await file.body()).subarray(0, 2).toString()).toBe('PK');
    }
  });
});
