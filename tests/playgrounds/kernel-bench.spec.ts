import { expect, type Page, test } from '@playwright/test';
import { expectSaved } from './taken-along.ts';

const page2 = 'questions/02-top-edge-kernel/';

/** The figure, scrolled to and taken over by its script. */
async function bench(page: Page, address = page2) {
  await page.goto(address);
  const figure = page.locator('#kernel-bench');
  await figure.getByRole('img', { name: /Handwritten|zeros/ }).scrollIntoViewIfNeeded();
  await expect(figure.locator('astro-island:not([ssr])')).toBeAttached();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  return {
    figure,
    window: figure.getByRole('slider', { name: 'Window on the image' }),
    picture: figure.getByRole('img', { name: /Handwritten|zeros/ }),
    weight: (row: number, column: number) =>
      figure.getByRole('textbox', { name: `Weight, row ${row}, column ${column}` }),
    total: figure.locator('output'),
  };
}

/** The middle of a cell of a 28 × 28 picture, on the screen. */
async function middleOf(
  picture: { boundingBox(): Promise<{ x: number; y: number; width: number } | null> },
  row: number,
  column: number,
) {
  const box = (await picture.boundingBox())!;
  const cell = box.width / 28;
  return [box.x + (column + 0.5) * cell, box.y + (row + 0.5) * cell] as const;
}

test('a mouse drags the window down the rim, and the sum changes its sign', async ({ page }) => {
  const { figure, window, picture } = await bench(page);
  await expect(window).toHaveAttribute('aria-valuetext', 'centre row 5, column 7, response 762');
  await page.mouse.move(...(await middleOf(picture, 5, 7)));
  await page.mouse.down();
  await page.mouse.move(...(await middleOf(picture, 6, 7)));
  await expect(window).toHaveAttribute('aria-valuetext', 'centre row 6, column 7, response 135');
  await page.mouse.move(...(await middleOf(picture, 7, 7)));
  await page.mouse.up();
  await expect(window).toHaveAttribute('aria-valuetext', 'centre row 7, column 7, response −702');
  await page.mouse.move(...(await middleOf(picture, 20, 20)));
  await expect(window).toHaveAttribute('aria-valuetext', 'centre row 7, column 7, response −702');
  await figure.getByText('bottom edge', { exact: true }).click();
  await expect(window).toHaveAttribute('aria-valuetext', 'centre row 7, column 7, response 702');
});

test('a drag that leaves the image stops at the last centre', async ({ page }) => {
  const { window, picture } = await bench(page);
  await page.mouse.move(...(await middleOf(picture, 5, 7)));
  await page.mouse.down();
  await page.mouse.move(...(await middleOf(picture, -9, -3)), { steps: 4 });
  await page.mouse.up();
  await expect(window).toHaveAttribute('aria-valuetext', 'centre row 1, column 1, response 0');
});

test('a click on the response moves the window there', async ({ page }) => {
  const { figure, window } = await bench(page);
  const response = figure.getByRole('img', { name: /^Response to top edge/ });
  await page.mouse.click(...(await middleOf(response, 8, 18)));
  await expect(window).toHaveAttribute('aria-valuetext', 'centre row 8, column 18, response −29');
});

test('the whole question is done by keyboard and ear alone', async ({ page }) => {
  const { figure, window, weight, total } = await bench(page);
  await window.focus();
  for (const row of [6, 7, 8]) {
    await page.keyboard.press('ArrowDown');
    await expect(window).toHaveAttribute('aria-valuetext', new RegExp(`^centre row ${row}, `));
  }
  await expect(window).toHaveAttribute('aria-valuetext', 'centre row 8, column 7, response −678');
  await page.keyboard.press('Control+End');
  await expect(window).toHaveAttribute('aria-valuetext', 'centre row 26, column 26, response 0');
  await page.keyboard.press('Control+Home');
  await expect(window).toHaveAttribute('aria-valuetext', 'centre row 1, column 1, response 0');
  for (let step = 1; step < 5; step++) await page.keyboard.press('ArrowDown');
  for (let step = 1; step < 7; step++) await page.keyboard.press('ArrowRight');
  await expect(total).toHaveText('762');

  // From the window to the nine pixels, one tab stop, then through them by arrow.
  await page.keyboard.press('Tab');
  const pixels = figure.getByRole('grid', { name: 'The nine pixels under the window' });
  await expect(pixels.getByRole('gridcell').nth(4)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await expect(pixels.getByRole('gridcell').nth(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(pixels.getByRole('gridcell', { selected: true })).toHaveText('0');

  // On to the weights: nine labelled fields.
  await page.keyboard.press('Tab');
  await expect(weight(1, 1)).toBeFocused();
  await page.keyboard.type('0');
  await expect(total).toHaveText('762');
  await weight(3, 3).focus();
  await page.keyboard.type('0,5');
  await page.keyboard.press('Enter');
  await expect(weight(3, 3)).toHaveValue('0.5');
  await expect(total).toHaveText('635');
  await expect(
    figure.getByText(/Row 6: 254 times 1, plus 254 times 1, plus 254 times 0\.5, makes 635/),
  ).toBeAttached();

  // Back to a preset, spoken once.
  await figure.getByRole('radio', { name: 'identity' }).focus();
  await page.keyboard.press('Space');
  await expect(figure.getByRole('status').filter({ hasText: 'Kernel: identity.' })).toHaveText(
    'Kernel: identity. Response at row 5, column 7: 155.',
  );
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a tap moves the window, and buttons of 44 pixels move it by one', async ({ page }) => {
    const { figure, window, picture } = await bench(page);
    await page.touchscreen.tap(...(await middleOf(picture, 8, 18)));
    await expect(window).toHaveAttribute('aria-valuetext', 'centre row 8, column 18, response −29');
    await page.touchscreen.tap(...(await middleOf(picture, 6, 7)));
    const up = figure.getByRole('button', { name: 'One row up' });
    const box = (await up.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    await up.tap();
    await expect(window).toHaveAttribute('aria-valuetext', 'centre row 5, column 7, response 762');
  });

  test('a finger drags the window by its handle', async ({ page }) => {
    const { window, picture } = await bench(page);
    const [x, y] = await middleOf(picture, 5, 7);
    const [, below] = await middleOf(picture, 7, 7);
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x, y: at }],
      });
    await send('touchStart', y);
    await send('touchMove', (y + below) / 2);
    await send('touchMove', below);
    await send('touchEnd', below);
    await expect(window).toHaveAttribute('aria-valuetext', 'centre row 7, column 7, response −702');
  });

  test('nothing is wider than the screen', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await bench(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});

test('one of the nine lights up as pixel, weight and product', async ({ page }) => {
  const { figure, weight } = await bench(page);
  await weight(2, 3).hover();
  await expect(figure.locator('.cell.lit')).toHaveCount(2);
  await expect(figure.locator('.cell.lit').first()).toHaveText('246');
  await expect(figure.locator('.ledger .a.lit')).toHaveText('246');
  await expect(figure.locator('.ledger .k.lit')).toHaveText('0');
});

test('turned over, a weight meets the pixel on the other side', async ({ page }) => {
  const { figure, weight } = await bench(page, `${page2}#kernel-bench?flip=yes`);
  await weight(1, 1).hover();
  await expect(figure.locator('.ledger .a.lit')).toHaveText('254');
  await expect(figure.locator('output')).toHaveText('−762');
});

test.describe('a weight that is none', () => {
  for (const text of ['abc', '1e309', 'NaN', '']) {
    test(`"${text}" is answered at the field, and the last legal kernel stays`, async ({
      page,
    }) => {
      const { figure, weight, total } = await bench(page);
      const field = weight(3, 1);
      await field.fill(text);
      await field.press('Tab');
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(
        /Weight in row 3, column 1: .* Until then 1 goes on counting\./,
      );
      await expect(total).toHaveText('762');
      await figure.getByRole('button', { name: 'Reset' }).click();
      await expect(field).toHaveValue('1');
      await expect(field).not.toHaveAttribute('aria-invalid');
    });
  }
});

test('a link is an experiment: the address follows, and brings the same state back', async ({
  page,
}) => {
  const { figure, window } = await bench(page);
  await figure.getByText('left edge', { exact: true }).click();
  await window.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/#kernel-bench\?kernel=left-edge&at=5,8$/);
  const said = await window.getAttribute('aria-valuetext');

  const copy = await page.context().newPage();
  const second = await bench(copy, page.url());
  await expect(second.window).toHaveAttribute('aria-valuetext', said!);
  await expect(second.figure.getByRole('radio', { name: 'left edge' })).toBeChecked();
  await expect(second.figure.getByRole('img', { name: /Handwritten/ })).toBeInViewport();

  await second.figure.getByRole('button', { name: 'Reset' }).click();
  await expect(second.window).toHaveAttribute(
    'aria-valuetext',
    'centre row 5, column 7, response 762',
  );
  expect(new URL(copy.url()).hash).toBe('');
});

test('a bad link gives the starting state and a plain sentence', async ({ page }) => {
  const { figure, window } = await bench(page, `${page2}#kernel-bench?kernel=top-edge&at=99,7`);
  await expect(figure.getByRole('alert').filter({ hasText: 'link' })).toHaveText(
    'The link’s “at” is “99,7”; it takes a row and a column from 0 to 27, such as 5,7. The figure shows its starting state instead.',
  );
  await expect(window).toHaveAttribute('aria-valuetext', 'centre row 5, column 7, response 762');
});

test('on zeros every weight gives 0, and only a bias moves the sum', async ({ page }) => {
  const { figure, total } = await bench(page, 'questions/04-kernel-on-zeros/');
  await expect(total).toHaveText('0');
  for (let turn = 0; turn < 3; turn++) {
    await figure.getByRole('button', { name: 'Random kernel' }).click();
    await expect(total).toHaveText('0');
  }
  await figure.getByText(/^More:/).click();
  await figure.getByRole('textbox', { name: 'Bias, added to every sum' }).fill('0,5');
  await expect(total).toHaveText('0.5');
});

test('a drawing is made by pointer and by space bar, and travels in the link', async ({ page }) => {
  const { figure, picture } = await bench(page, 'questions/04-kernel-on-zeros/');
  await figure.getByText(/^More:/).click();
  await figure.getByText('paints ink').click();
  await picture.scrollIntoViewIfNeeded();
  await page.mouse.move(...(await middleOf(picture, 10, 5)));
  await page.mouse.down();
  await page.mouse.move(...(await middleOf(picture, 10, 12)));
  await page.mouse.up();
  const brush = figure.getByRole('slider', { name: 'Brush on the image' });
  await expect(brush).toHaveAttribute('aria-valuetext', 'row 10, column 12, pixel 255');
  await brush.focus();
  await page.keyboard.press('ArrowDown');
  await expect(brush).toHaveAttribute('aria-valuetext', 'row 11, column 12, pixel 0');
  await page.keyboard.press('Space');
  await expect(brush).toHaveAttribute('aria-valuetext', 'row 11, column 12, pixel 255');
  await expect(page).toHaveURL(/[?&]paint=/);
  const address = page.url();
  const copy = await bench(await page.context().newPage(), address);
  await expect(copy.window).toHaveAttribute(
    'aria-valuetext',
    'centre row 11, column 12, response −510',
  );
});

test('the code, the table and the pictures can be taken along', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { figure } = await bench(page);
  await figure.getByText(/^More:/).click();
  await figure.getByRole('button', { name: 'Copy as PyTorch' }).click();
  await expect(figure.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    'response[0, 0, 4, 6]        # 762.',
  );
  await expectSaved(page, figure, {
    'Numbers as CSV': 'kernel-bench.csv',
    'Picture as PNG': 'kernel-bench.png',
    'Picture as SVG': 'kernel-bench.svg',
  });
});

test('the window follows a drag without redrawing the pictures', async ({ page }) => {
  const { figure, window, picture } = await bench(page);
  await figure.evaluate((node) => {
    const seen = { count: 0 };
    Object.assign(globalThis, { seen });
    for (const image of node.querySelectorAll('svg[role="img"]'))
      new MutationObserver((changes) => {
        seen.count += changes.length;
      }).observe(image, { subtree: true, childList: true, attributes: true });
  });
  await page.mouse.move(...(await middleOf(picture, 5, 7)));
  await page.mouse.down();
  await page.mouse.move(...(await middleOf(picture, 20, 20)), { steps: 15 });
  await page.mouse.up();
  await expect(window).toHaveAttribute('aria-valuetext', /^centre row 20, column 20/);
  expect(
    await page.evaluate(() => (globalThis as unknown as { seen: { count: number } }).seen.count),
  ).toBe(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the picture, the sum and every response are there', async ({ page }) => {
    await page.goto(page2);
    const figure = page.locator('#kernel-bench');
    await expect(figure.locator('noscript p')).toBeVisible();
    await expect(figure.locator('noscript p')).toContainText('the picture stands still');
    await expect(
      figure.getByRole('img', { name: 'Handwritten 3, an MNIST training image' }),
    ).toBeVisible();
    await expect(figure.getByRole('img', { name: /^Response to top edge/ })).toBeVisible();
    await expect(figure.locator('output')).toHaveText('762');
    await expect(figure.locator('.ledger')).toContainText('762');
    await figure.getByText('The response as a table').click();
    const rows = figure.getByRole('region', { name: 'The response as a table' }).getByRole('row');
    await expect(rows).toHaveCount(27);
    await expect(rows.nth(5).getByRole('cell').nth(6)).toHaveText('762');
    await expect(rows.nth(8).getByRole('cell').nth(17)).toHaveText('−29');
  });
});

test('a reset takes a half-typed bias with it', async ({ page }) => {
  await page.goto('questions/02-top-edge-kernel/');
  const figure = page.locator('.kernel-bench');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  await figure.getByText('More: bias').click();
  await figure.getByLabel('Bias, added to every sum').fill('x');
  await expect(figure.getByLabel('Bias, added to every sum')).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(figure.getByLabel('Bias, added to every sum')).toHaveValue('0');
});

test('the written sum fits a phone of 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('questions/02-top-edge-kernel/');
  const sum = page.locator('.kernel-bench .sum-row .text');
  const [inner, outer] = await sum.evaluate((box) => [box.scrollWidth, box.clientWidth]);
  expect(inner).toBeLessThanOrEqual(outer!);
});

/** A PNG of 80 × 60 that a canvas of the page makes. */
const photoOf = (page: Page) =>
  page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 80, height: 60 });
    const context = canvas.getContext('2d')!;
    context.fillStyle = 'white';
    context.fillRect(0, 0, 80, 60);
    context.fillStyle = 'black';
    context.fillRect(0, 30, 80, 30);
    return canvas.toDataURL('image/png').split(',')[1]!;
  });

test('a photo takes the place of the digit, and an SVG posing as one is refused', async ({
  page,
}) => {
  const { figure, window } = await bench(page);
  await figure.getByText(/^More:/).click();
  const file = figure.locator('input[type=file]');
  await file.setInputFiles({
    name: 'photo.png',
    mimeType: 'image/png',
    buffer: Buffer.from(await photoOf(page), 'base64'),
  });
  await expect(figure.getByRole('img', { name: 'Your photo' })).toBeVisible();
  await expect(window).toHaveAttribute('aria-valuetext', 'centre row 30, column 40, response 765');
  await file.setInputFiles({
    name: 'photo.png',
    mimeType: 'image/png',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  });
  await expect(figure.getByRole('alert').filter({ hasText: 'an SVG drawing' })).toBeVisible();
  await expect(figure.getByRole('img', { name: 'Your photo' })).toBeVisible();
  await figure.getByText('28 × 28, as a digit').click();
  await expect(figure.getByText('photo, 28 × 28')).toBeVisible();
  await figure.getByRole('button', { name: 'Take the photo off' }).click();
  await expect(window).toHaveAttribute('aria-valuetext', 'centre row 5, column 7, response 762');
});

test('a challenge is solved by any kernel that does the job', async ({ page }) => {
  const { figure, weight } = await bench(
    page,
    `${page2}#kernel-bench?kernel=identity&view=challenge&goal=top-edge`,
  );
  await expect(figure.locator('.verdict')).toContainText('Not yet: on');
  await weight(2, 2).fill('-1');
  await weight(3, 2).fill('1');
  await expect(figure.locator('.verdict')).toContainText('Solved.');
});

test('the sheet and larger kernels stay in step with the window', async ({ page }) => {
  const { figure, window } = await bench(page, `${page2}#kernel-bench?view=sheet`);
  await expect(figure.getByText('=SUMPRODUCT(G5:I7,kernel)')).toBeVisible();
  await figure.getByText('5 × 5', { exact: true }).click();
  await expect(figure.getByText('=SUMPRODUCT(F4:J8,kernel)')).toBeVisible();
  await window.focus();
  await page.keyboard.press('Control+Home');
  await expect(window).toHaveAttribute('aria-valuetext', /^centre row 2, column 2, /);
});

test('the feature’s histograms are there at once, and another kernel is counted in the tab', async ({
  page,
}) => {
  const { figure } = await bench(page, 'questions/01-feature/');
  const response = figure.getByRole('img', { name: /^Mean response of the kernel/ });
  const drawn = await response.getAttribute('aria-label');
  await figure.getByText('blur', { exact: true }).click();
  await expect(response).not.toHaveAttribute('aria-label', drawn!);
  await expect(figure.getByText(/Your best so far/)).toBeVisible();
});
