import { expect, type Page, test } from '@playwright/test';

const padding = 'questions/05-padding/';
const stride = 'questions/06-stride/';

/** The figure, scrolled to and taken over by its script. */
async function geometry(page: Page, address: string) {
  await page.goto(address);
  const figure = page.locator('#conv-geometry');
  await figure.locator('.scene').scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  return {
    figure,
    window: figure.getByRole('slider', { name: 'Window on the input' }),
    strideGrip: figure.getByRole('slider', { name: 'Stride, from this window to the next' }),
    paddingGrip: figure.getByRole('slider', { name: /^Padding, from the edge/ }),
    output: (side: number) => figure.getByRole('img', { name: `The output, ${side} by ${side}` }),
  };
}

test('a mouse pulls the stride and the padding on the picture and drags the window', async ({
  page,
}) => {
  const { figure, window, strideGrip, paddingGrip, output } = await geometry(page, padding);
  await expect(output(6)).toBeVisible();
  const drag = async (grip: typeof window, by: readonly [number, number]) => {
    const box = (await grip.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + by[0], y + by[1], { steps: 4 });
    await page.mouse.up();
  };
  const cell = (await figure.locator('.scene .pic').boundingBox())!.width / 8;
  await drag(strideGrip, [cell, 0]);
  await expect(strideGrip).toHaveAttribute('aria-valuetext', 'stride 2');
  await expect(output(3)).toBeVisible();
  await expect(figure.getByText(/^The floor: at the far end one row and one column/)).toBeVisible();
  await drag(window, [4 * cell, 2 * cell]);
  await expect(window).toHaveAttribute(
    'aria-valuetext',
    'place 1, 2: rows 1 to 3, columns 3 to 5 of the input, makes 153',
  );
  await drag(paddingGrip, [2 * cell, 0]);
  await expect(paddingGrip).toHaveAttribute('aria-valuenow', /[2-6]/);
});

test('the chapter’s chain is stepped through by keyboard alone', async ({ page }) => {
  const { figure, window, strideGrip, paddingGrip, output } = await geometry(page, stride);
  await strideGrip.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(output(28)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(output(14)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(window).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect(window).toHaveAttribute('aria-valuetext', /^place 13, 13: rows 25 to 27/);
  await paddingGrip.focus();
  await page.keyboard.press('Home');
  await expect(output(13)).toBeVisible();
  await expect(figure.getByText('55 of the 784 pixels are never looked at.')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  for (const [from, to] of [
    [14, 7],
    [7, 4],
    [4, 2],
    [2, 1],
  ] as const) {
    await figure.getByRole('button', { name: `${from} → ${to}` }).focus();
    await page.keyboard.press('Enter');
    await expect(output(to)).toBeVisible();
  }
  await expect(page).toHaveURL(/#conv-geometry\?.*layer=4/);
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(output(14)).toBeVisible();
});

test('a prediction hides the output, and a wrong one is told its slip', async ({ page }) => {
  const { figure, output } = await geometry(page, stride);
  await figure.getByRole('button', { name: /^Hide the output/ }).click();
  await expect(output(14)).toBeHidden();
  await expect(figure.getByText('⌊27 ÷ 2⌋ + 1')).toBeHidden();
  const field = figure.getByRole('textbox', { name: /^How many cells/ });
  await field.fill('14,5');
  await field.press('Enter');
  await expect(figure.getByText(/^Not 14\.5\. That forgets the floor\./)).toBeVisible();
  await expect(output(14)).toBeHidden();
  await field.fill('14');
  await figure.getByRole('button', { name: 'Check' }).click();
  await expect(figure.getByText('Right: 14.')).toBeVisible();
  await expect(output(14)).toBeVisible();
  await figure.getByRole('slider', { name: 'Kernel' }).press('ArrowRight');
  await expect(output(13)).toBeHidden();
});

test('what PyTorch refuses is said in its words, drawn all the same, and mended by a button', async ({
  page,
}) => {
  const { figure, paddingGrip } = await geometry(
    page,
    `${padding}#conv-geometry?size=3&padding=3&mode=reflect`,
  );
  const alert = figure.getByRole('alert').filter({ hasText: 'PyTorch refuses' });
  await expect(alert).toContainText('padding (3, 3) at dimension 3 of input [1, 1, 3, 3]');
  await figure.getByRole('button', { name: 'Set the padding to 2' }).click();
  await expect(alert).toBeHidden();
  await expect(paddingGrip).toHaveAttribute('aria-valuetext', 'padding 2');
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a tap puts the window down, and a finger pulls the padding', async ({ page }) => {
    const { figure, window, paddingGrip, output } = await geometry(page, padding);
    const box = (await figure.locator('.scene .pic').boundingBox())!;
    const cell = box.width / 8;
    await page.touchscreen.tap(box.x + 4.5 * cell, box.y + 5.5 * cell);
    await expect(window).toHaveAttribute(
      'aria-valuetext',
      /^place 4, 3: .* makes 198$|^place 4, 3/,
    );
    await paddingGrip.scrollIntoViewIfNeeded();
    const grip = (await paddingGrip.boundingBox())!;
    const [x, y] = [grip.x + grip.width / 2, grip.y + grip.height / 2];
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: at, y }],
      });
    await send('touchStart', x);
    await send('touchMove', x - cell / 2);
    await send('touchMove', x - cell);
    await send('touchEnd', x - cell);
    await expect(paddingGrip).toHaveAttribute('aria-valuetext', 'padding 0');
    await expect(output(4)).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the picture, the formula and every number are there', async ({ page }) => {
    await page.goto(padding);
    const figure = page.locator('#conv-geometry');
    await expect(figure.locator('noscript p')).toContainText('the picture stands still');
    await expect(figure.getByRole('img', { name: 'The output, 6 by 6' })).toBeVisible();
    await expect(figure.getByText('⌊5 ÷ 1⌋ + 1')).toBeVisible();
    await figure.getByText('The numbers as tables').click();
    const rows = figure.getByRole('region', { name: 'The output as a table' }).getByRole('row');
    await expect(rows).toHaveCount(7);
    await expect(rows.nth(1).getByRole('cell').first()).toHaveText('18');
  });
});
