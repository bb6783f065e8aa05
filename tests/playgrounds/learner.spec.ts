import { expect, type Page, test } from '@playwright/test';
import { expectSaved } from './taken-along.ts';

const page35 = 'questions/35-recorder/';

/** The figure, scrolled to and taken over by its script. */
async function learner(page: Page, address = page35) {
  await page.goto(address);
  const figure = page.locator('#learner');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  const tree = figure.getByRole('tree', { name: 'Attributes of the Learner' });
  return {
    figure,
    item: (name: string) => tree.getByRole('treeitem', { name: new RegExp(`^${name} `) }),
    moment: figure.getByRole('slider', { name: 'Moment' }),
    detail: figure.getByRole('region', { name: /laid open$/ }),
  };
}

test('a mouse opens the Recorder, and hps is there only after the fit', async ({ page }) => {
  const { figure, item, moment, detail } = await learner(page);
  await item('hps').click();
  await expect(detail).toContainText("'Sequential' object has no attribute 'hps'");
  await moment.fill('85');
  await expect(detail.getByRole('img', { name: /^mom, 85 of 85 batches/ })).toBeVisible();
  await expect(figure.getByText('ParamScheduler hands its hps to the Recorder')).toBeVisible();
  await item('values').click();
  await expect(detail.getByRole('table').getByRole('row')).toHaveCount(6);
  const chart = item('losses');
  await chart.click();
  const picture = detail.getByRole('img', { name: /^smoothed training loss/ });
  const box = (await picture.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(moment).toHaveAttribute('aria-valuetext', /^after batch 4\d of 85$/);
  await figure.getByText('learn.fit(5, 0.06)', { exact: true }).click();
  await moment.fill('85');
  await item('hps').click();
  await expect(detail).toContainText('Plain fit brings no scheduler');
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(moment).toHaveAttribute('aria-valuetext', 'after batch 40 of 85');
});

test('by keyboard the tree is walked, and a class name becomes an attribute', async ({ page }) => {
  const { figure, item, detail } = await learner(page, 'questions/26-learner-callback/');
  await item('cbs').focus();
  await page.keyboard.press('ArrowDown');
  await expect(item('recorder')).toBeFocused();
  await expect(item('recorder')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(item('recorder')).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowDown');
  await expect(item('activation_stats')).toBeFocused();
  await figure.getByRole('radio', { name: 'the Learner' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(detail).toContainText("no attribute 'activation_stats'");
  await item('activation_stats').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await figure.getByRole('textbox', { name: 'Class of a callback' }).fill('EarlyStoppingCallback');
  await expect(figure.getByText('learn.early_stopping')).toBeVisible();
  await figure.getByRole('textbox', { name: 'Class of a callback' }).fill('my stats');
  await expect(figure.getByRole('alert').filter({ hasText: 'my stats' })).toContainText(
    'It takes a class name of at most 40 letters',
  );
});

test('a training in the tab fills the Recorder', async ({ page }) => {
  test.slow();
  const { figure, item, moment } = await learner(page);
  await item('lrs').click();
  await figure.getByRole('button', { name: 'Train it here' }).click();
  await expect(figure.getByText(/^Trained in this tab/)).toBeVisible({ timeout: 120_000 });
  await expect(moment).toHaveAttribute('aria-valuetext', /^after batch 85 of 85/);
  await expect(figure.getByRole('img', { name: /^lr, 85 of 85 batches/ })).toBeVisible();
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('decoding is taken off a batch step by step, and a wrong label is found', async ({
    page,
  }) => {
    const { figure } = await learner(page, 'questions/22-show-batch/');
    const images = figure.getByRole('button', { name: /^Image \d, label/ });
    await expect(images).toHaveCount(9);
    await expect(images.first()).toHaveAccessibleName(/^Image 1, label \d$/);
    await figure.getByText('nothing undone', { exact: true }).first().tap();
    await expect(images.first()).toHaveAccessibleName(/^Image 1, label tensor\(\d\)$/);
    await figure.getByText('Categorize too', { exact: true }).first().tap();
    await figure.getByRole('button', { name: 'Hide a wrong label' }).tap();
    for (let i = 0; i < 9; i++) {
      await images.nth(i).tap();
      if (await figure.getByText(/^Found: image/).isVisible()) break;
    }
    await expect(figure.getByText(/^Found: image \d is a \d\.$/)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

test('a bad link gives the start and a sentence; code and numbers can be taken along', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { figure } = await learner(page, `${page35}#learner?path=recorders`);
  await expect(figure.getByRole('alert').filter({ hasText: 'link' })).toContainText(
    'The link’s “path” is “recorders”; it takes one of learn, dls',
  );
  await figure.getByText(/^More:/).click();
  await figure.getByRole('button', { name: 'Copy as fastai' }).click();
  await expect(figure.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('learn.recorder.lrs');
  await expectSaved(page, figure, { 'Numbers as CSV': 'learner.csv' });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the tree, the attribute and the log are there', async ({ page }) => {
    await page.goto(page35);
    const figure = page.locator('#learner');
    await expect(figure.getByRole('treeitem', { name: /^lrs \[/ })).toBeVisible();
    await expect(figure.getByRole('img', { name: /^lr, 40 of 85 batches/ })).toBeVisible();
    await figure.getByText('The log as a table').click();
    await expect(
      figure.getByRole('region', { name: /log as a table/ }).getByRole('row'),
    ).toHaveCount(41);
    await page.goto('questions/22-show-batch/');
    await expect(figure.getByRole('button', { name: /^Image \d, label \d$/ })).toHaveCount(9);
  });
});
