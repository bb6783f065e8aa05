import { expect, type Page, test } from '@playwright/test';
import { expectSaved } from './taken-along.ts';

const page8 = 'questions/08-conv2d-shapes/';
const page13 = 'questions/13-flatten/';
const page14 = 'questions/14-nchw/';

/** The figure, scrolled to and taken over by its script. */
async function shapes(page: Page, address = page8) {
  await page.goto(address);
  const figure = page.locator('#tensor-shapes');
  await figure.locator('.choices').first().scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  return {
    figure,
    refused: figure.getByRole('alert').filter({ hasText: 'PyTorch refuses' }),
    output: (sides: string) =>
      figure.getByRole('img', { name: `The output as a block of ${sides}` }),
    place: figure.getByRole('slider', { name: 'Place in memory' }),
  };
}

test('a mouse makes a mistake, reads PyTorch’s words and mends it', async ({ page }) => {
  const { figure, refused, output } = await shapes(page);
  await expect(output('64×4×26×26')).toBeVisible();
  await figure.getByText('unsqueeze(0)', { exact: true }).first().click();
  await expect(refused).toContainText(
    'Given groups=1, weight of size [1, 4, 3, 3], expected input[64, 1, 28, 28] to have 4 channels, but got 1 channels instead',
  );
  await figure.getByRole('button', { name: 'Mend it: k.transpose(0, 1)' }).click();
  await expect(refused).toHaveCount(0);
  await expect(output('64×4×26×26')).toBeVisible();
  await figure.getByRole('button', { name: 'filters, out' }).hover();
  await expect(figure.locator('.block .axis.lit')).toHaveCount(2);
});

test('a call is built by keyboard alone', async ({ page }) => {
  const { figure, refused, output } = await shapes(page);
  const weight = figure.getByRole('group', { name: 'Shape of the weight k' });
  await weight.getByRole('textbox', { name: 'in / groups' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('3');
  await expect(refused).toContainText('to have 3 channels, but got 1 channels instead');
  await figure.getByRole('textbox', { name: 'C', exact: true }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('3');
  await figure.getByRole('slider', { name: 'padding' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(output('64×4×28×28')).toBeVisible();
  await figure.getByRole('button', { name: 'channels, C' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/role=channels/);
  await figure.getByRole('button', { name: 'Reset' }).focus();
  await page.keyboard.press('Enter');
  await expect(output('64×4×26×26')).toBeVisible();
});

test('with one image squeeze takes the batch away, and the loss refuses', async ({ page }) => {
  const { figure } = await shapes(page, page13);
  const squeeze = figure.getByRole('region', { name: 'y.squeeze()' });
  const flatten = figure.getByRole('region', { name: 'nn.Flatten()(y)' });
  await expect(squeeze).toContainText('Shape 64×2.');
  await figure.getByRole('slider', { name: 'N, images' }).press('Home');
  await expect(squeeze).toContainText('Shape 2.');
  await expect(squeeze).toContainText('The loss refuses:');
  await expect(flatten).toContainText('Shape 1×2.');
  await figure.getByRole('slider', { name: 'H, rows left' }).press('ArrowRight');
  await expect(flatten).toContainText('4 columns for 2 classes and says nothing');
});

test('one place further is the next column in NCHW and the next channel in NHWC', async ({
  page,
}) => {
  const { figure, place } = await shapes(page, page14);
  await place.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(place).toHaveAttribute('aria-valuetext', '1: channel 0, row 0, column 1');
  await figure.getByRole('radio', { name: 'NHWC, permuted' }).focus();
  await page.keyboard.press(' ');
  await expect(place).toHaveAttribute('aria-valuetext', '3: channel 0, row 0, column 1');
  await place.focus();
  await page.keyboard.press('ArrowRight');
  await expect(place).toHaveAttribute('aria-valuetext', '4: channel 1, row 0, column 1');
  await expect(figure.locator('.steps-of-place')).toContainText('((0 · 2 + 0) · 3 + 1) · 3 + 1');
  await figure.getByText('NHWC, only reshaped').click();
  await expect(figure.getByText(/numbers stand at the wrong place of the picture/)).toBeVisible();
});

test('a bad link gives the starting state and a sentence', async ({ page }) => {
  const { figure, output } = await shapes(page, `${page8}#tensor-shapes?weight=4x1x3`);
  await expect(figure.getByRole('alert').first()).toContainText('PyTorch refuses');
  await page.goto(`${page8}#tensor-shapes?weight=4`);
  await expect(figure.getByRole('alert').filter({ hasText: 'link' })).toContainText(
    'it takes 2 to 5 sides with x between, each from 1 to 512. The figure shows its starting state instead.',
  );
  await expect(output('64×4×26×26')).toBeVisible();
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a tap on a pixel finds its place in memory, a tap on the strip its pixel', async ({
    page,
  }) => {
    const { figure, place } = await shapes(page, page14);
    await figure
      .getByRole('grid', { name: 'channel 2' })
      .getByRole('gridcell', { name: /row 1, column 2/ })
      .tap();
    await expect(place).toHaveAttribute('aria-valuetext', '17: channel 2, row 1, column 2');
    await figure.locator('.strip-of-memory').tap({ position: { x: 30 + 16 * 38, y: 40 } });
    await expect(place).toHaveAttribute('aria-valuetext', '16: channel 2, row 1, column 1');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

test('code and numbers can be taken along', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { figure } = await shapes(page);
  await figure.getByText(/^More:/).click();
  await figure.getByRole('button', { name: 'Copy as PyTorch' }).click();
  await expect(figure.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('y = F.conv2d(x, k,');
  await expectSaved(page, figure, {
    'Numbers as CSV': 'tensor-shapes.csv',
    'Picture as SVG': 'tensor-shapes.svg',
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the blocks, the three lines and the memory are there', async ({ page }) => {
    await page.goto(page8);
    const figure = page.locator('#tensor-shapes');
    await expect(figure.getByRole('row', { name: /^height/ })).toContainText('26');
    await page.goto(page13);
    await expect(figure.getByRole('region', { name: 'y.squeeze()' })).toContainText('Shape 64×2.');
    await page.goto(page14);
    await figure.getByText('The memory as a table').click();
    await expect(
      figure.getByRole('region', { name: 'The memory as a table' }).getByRole('row'),
    ).toHaveCount(19);
  });
});
