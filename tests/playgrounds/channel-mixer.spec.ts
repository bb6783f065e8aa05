import { expect, type Page, test } from '@playwright/test';
import { expectSaved } from './taken-along.ts';

const page21 = 'questions/21-convolution-on-color/';

/** The figure, scrolled to and taken over by its script. */
async function mixer(page: Page, address = page21) {
  await page.goto(address);
  const figure = page.locator('#channel-mixer');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  const made = figure.getByRole('table', { name: 'How the output number is made' });
  return {
    figure,
    place: figure.getByRole('slider', { name: 'Place on the image' }),
    picture: figure.getByRole('img', { name: /^A picture of/ }),
    total: made.getByRole('row', { name: /^together/ }).getByRole('cell'),
    part: (name: string) =>
      made.getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('cell'),
    button: (name: string) => figure.getByRole('button', { name, exact: true }),
    show: (name: string) => figure.getByRole('radio', { name, exact: true }),
  };
}

test('a mouse mutes a channel, drags the window to the border and changes a weight', async ({
  page,
}) => {
  const { figure, place, picture, total, part, button } = await mixer(page);
  await expect(total).toHaveText('24');
  await button('Mute blue').click();
  await expect(part('blue')).toHaveText('0');
  await expect(total).toHaveText('−59');
  await button('Solo blue').click();
  await expect(total).toHaveText('83');
  await button('Solo blue').click();
  await expect(total).toHaveText('24');
  const box = (await picture.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 1, box.y + 1, { steps: 4 });
  await page.mouse.up();
  await expect(place).toHaveAttribute('aria-valuetext', /^row 0, column 0: red \d+, green/);
  await figure.getByText('red − green', { exact: true }).click();
  const weight = figure.getByRole('textbox', { name: 'Weight of red, row 1, column 1' });
  const before = Number(await part('red').textContent());
  await weight.fill('2');
  await expect(part('red')).toHaveText(String(2 * before));
  await weight.fill('much');
  await expect(figure.getByRole('alert').filter({ hasText: 'Weight of red' })).toContainText(
    '“much” is not a number.',
  );
  await expect(part('red')).toHaveText(String(2 * before));
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(total).toHaveText('24');
});

test('by keyboard the window walks, a product is pinned, and a slice is walked by arrows', async ({
  page,
}) => {
  const { figure, place, total, button } = await mixer(page);
  await place.focus();
  await page.keyboard.press('ArrowDown');
  await expect(place).toHaveAttribute('aria-valuetext', /^row 21, column 21/);
  await page.keyboard.press('ArrowUp');
  const pixel = figure
    .getByRole('grid', { name: 'The nine red numbers under the window' })
    .getByRole('gridcell', { name: '39 times 0 makes 0' });
  await pixel.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(figure.getByText('x[0, 0, 1] · w[0, 0, 1]: 243 · (−1) = −243')).toBeVisible();
  await expect(page).toHaveURL(/cell=2/);
  await figure.getByRole('textbox', { name: 'Weight of blue, row 1, column 1' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('1');
  await expect(total).toHaveText('197');
  await button('Mute red').focus();
  await page.keyboard.press('Space');
  await expect(button('Mute red')).toHaveAttribute('aria-pressed', 'true');
  await expect(
    figure.getByRole('status').filter({ hasText: 'red muted. Row 20, column 21: output 254.' }),
  ).toBeAttached();
});

test('a pixel is three numbers with three places in memory, and a reshape scrambles the picture', async ({
  page,
}) => {
  const { figure } = await mixer(page, 'questions/20-color-image/');
  const row = (name: string) =>
    figure.getByRole('region', { name: 'The pixel in memory' }).getByRole('row', { name });
  await expect(row('green')).toContainText('(1·32 + 6)·32 + 24 = 1,240');
  await figure.getByText('channels last, H × W × C (image files)').click();
  await expect(row('green')).toContainText('(6·32 + 24)·3 + 1 = 649');
  await expect(figure.getByRole('img', { name: /^After reshape/ })).toBeVisible();
  await figure.getByRole('textbox', { name: 'blue' }).fill('256');
  await expect(figure.getByRole('alert').filter({ hasText: '256' })).toContainText(
    'It takes a whole number from 0 to 255.',
  );
  await figure.getByRole('textbox', { name: 'blue' }).fill('200');
  await expect(figure.getByText(/im\[6, 24, :\] is \[\d+, \d+, 200\]/)).toBeVisible();
  await expect(page).toHaveURL(/edits=6,24,[0-9a-f]{4}c8/);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a tap on a layer’s map chooses its channel, and the page does not scroll sideways', async ({
    page,
  }) => {
    const { figure } = await mixer(page, 'questions/09-channel/');
    const maps = figure.getByRole('img', { name: 'Layer 1: 4 channels of 14 by 14' });
    await maps.scrollIntoViewIfNeeded();
    const box = (await maps.boundingBox())!;
    await page.touchscreen.tap(box.x + box.width * 0.9, box.y + box.height / 2);
    await expect(figure.getByRole('slider', { name: 'Channel' })).toHaveAttribute(
      'aria-valuetext',
      '3 of 0 to 3',
    );
    await figure.getByRole('slider', { name: 'Layer' }).press('End');
    await expect(
      figure.getByRole('grid', { name: /^The 32 numbers of this place/ }).getByRole('gridcell'),
    ).toHaveCount(32);
    await expect(figure.getByRole('img', { name: /^Slice for channel 15:/ })).toBeAttached();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

test('a bad link gives the start and a sentence; code, numbers and picture can be taken along', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { figure, show } = await mixer(page, `${page21}#channel-mixer?mute=red`);
  await expect(figure.getByRole('alert').filter({ hasText: 'link' })).toContainText(
    'The link’s “mute” is “red”; it takes the first letters of the silent channels',
  );
  await show('channels inside a net').check();
  await expect(figure.getByRole('img', { name: /^Layer 4/ })).toBeVisible();
  await show('the sum').check();
  await figure.getByText(/^More:/).click();
  await figure.getByRole('button', { name: 'Copy as PyTorch' }).click();
  await expect(figure.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    'y.flatten()             # 24, -78',
  );
  await expectSaved(page, figure, {
    'Numbers as CSV': 'channel-mixer.csv',
    'Picture as PNG': 'channel-mixer.png',
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the sum, the tensor and the maps are there', async ({ page }) => {
    await page.goto(page21);
    const figure = page.locator('#channel-mixer');
    await expect(figure.getByRole('row', { name: /^together/ })).toContainText('24');
    await figure.getByText('The numbers as a table').click();
    await expect(
      figure.getByRole('region', { name: 'The 27 products as a table' }).getByRole('row'),
    ).toHaveCount(6);
    await page.goto('questions/20-color-image/');
    await expect(figure.getByText('im[:, 6, 24] is')).toBeVisible();
    await page.goto('questions/09-channel/');
    await expect(figure.getByRole('img', { name: 'Layer 3: 16 channels of 4 by 4' })).toBeVisible();
  });
});
