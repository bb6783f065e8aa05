import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const path = 'questions/11-convolutional-neural-network/';
const short = 'norm=batch&batchSize=64&lr=0.06&schedule=one-cycle&optimizer=adam&steps=30&seed=3';

async function open(page: Page, link = '') {
  await page.goto(path + (link && `#trainer?${link}`));
  const figure = page.locator('#trainer');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  return figure;
}

/** Length of the smoothed loss curve, in points. */
const points = (page: Page) =>
  page
    .locator('#trainer .line-chart')
    .nth(1)
    .locator('path.me')
    .evaluate((path) => (path.getAttribute('d') ?? '').split(/[ML]/).length - 1);

const outcome = (page: Page) => page.locator('#trainer .outcome');

test('a reader trains, watches the curve grow, and finds the run beside the one before', async ({
  page,
}) => {
  const figure = await open(page, short.replace('steps=30', 'steps=900'));
  await expect(outcome(page)).toContainText('A recorded run');
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(() => points(page)).toBeGreaterThan(3);
  const early = await points(page);
  await expect.poll(() => points(page)).toBeGreaterThan(early);
  // The recorded run, on show until the new one begins, ends in the same words.
  await expect(outcome(page)).not.toContainText('recorded');
  await expect(outcome(page)).toContainText('of 997 validation digits right', { timeout: 60_000 });
  expect(await points(page)).toBe(900);
  const rows = figure.locator('table.runs tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText('run 1');
  await expect(rows.nth(1)).toContainText('recorded');
  // Who is asked image by image is wrong where the training said it was.
  const right = Number(/(\d+) of 997/.exec(await outcome(page).innerText())![1]);
  await expect(figure.getByText(`${997 - right} of 997 validation digits wrong`)).toBeVisible();
  await expect(figure.locator('.facts')).toContainText('emitted kernels');
});

test('stop ends the run at once, and reset brings the recorded run back', async ({ page }) => {
  const figure = await open(page, short.replace('steps=30', 'steps=2000'));
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(outcome(page)).toContainText(/step ([3-9]|\d\d+) of 2,000/);
  await figure.getByRole('button', { name: 'Stop' }).click();
  await expect(outcome(page)).toContainText(/Stopped after step \d+ of 2,000/);
  const stopped = await points(page);
  // The network that was stopped is asked about every digit, which comes after any step still to come.
  await expect(figure.getByText(/of 997 validation digits wrong/)).toBeVisible();
  expect(await points(page)).toBe(stopped);
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(outcome(page)).toContainText('A recorded run');
  expect(await points(page)).toBe(117);
  expect(new URL(page.url()).hash).toBe('');
});

test('a run that blows up ends with the rate to blame and a button to train again', async ({
  page,
}) => {
  const figure = await open(
    page,
    'norm=none&optimizer=sgd&schedule=constant&lr=10&batchSize=64&steps=200&seed=2',
  );
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(outcome(page)).toContainText(
    /The loss stopped being a number at batch \d+: with a learning rate of 10/,
    { timeout: 60_000 },
  );
  await expect(figure.getByRole('button', { name: 'Train again' })).toBeEnabled();
  await figure.getByRole('button', { name: 'Train at a tenth of that rate' }).click();
  await expect(figure.getByRole('slider', { name: /learning rate/ })).toHaveAttribute(
    'aria-valuetext',
    /^1\b/,
  );
  await expect(outcome(page)).not.toContainText('with a learning rate of 10', { timeout: 60_000 });
});

test('a trained network answers a digit drawn by hand, and one drawn with keys', async ({
  page,
}) => {
  const figure = await open(page, short);
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  // The recorded run, on show until the new one begins, ends in the same words.
  await expect(outcome(page)).not.toContainText('recorded');
  await expect(outcome(page)).toContainText('validation digits right', { timeout: 60_000 });
  const pad = figure.getByRole('application');
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + 130, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 125, box.y + 215, { steps: 10 });
  await page.mouse.up();
  const best = figure.locator('.scores .best');
  await expect(best).toContainText('1');
  const sum = async () =>
    (await figure.locator('.scores li > :last-child').allTextContents())
      .map(Number)
      .reduce((total, score) => total + score, 0);
  expect(await sum()).toBeCloseTo(1, 1);

  await pad.focus();
  await page.keyboard.press('Delete');
  await expect(best).toHaveCount(0);
  await page.keyboard.press('Space');
  for (let i = 0; i < 14; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(best).toContainText('1');
});

test('the validation digits can be browsed, the worst mistakes first', async ({ page }) => {
  const figure = await open(page, short);
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(figure.getByText(/of 997 validation digits wrong/)).toBeVisible({ timeout: 60_000 });
  const digits = figure.locator('.digits li');
  await expect(digits).toHaveCount(30);
  await expect(digits.first()).toHaveClass(/wrong/);
  const first = await digits.first().innerText();
  await figure.getByRole('button', { name: 'Next 30' }).click();
  await figure.getByRole('button', { name: 'Previous 30' }).click();
  expect(await digits.first().innerText()).toBe(first);
  await figure.getByText('as they come').click();
  await expect(figure.getByRole('button', { name: 'Previous 30' })).toBeDisabled();
  await expect(figure.locator('.digits li:not(.wrong)').first()).toBeVisible();
});

test('the experiment goes along as a notebook and as code, the curves as pictures and numbers', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = await open(page, 'norm=none&batchSize=64&schedule=constant&steps=937');
  for (const [button, file, holds] of [
    ['Jupyter notebook', 'trainer.ipynb', 'learn.fit(1, 0.06)'],
    ['Picture as SVG', 'trainer.svg', '975 of 997 validation digits right'],
    ['Picture as PNG', 'trainer.png', 'PNG'],
    ['Numbers as CSV', 'trainer.csv', 'step,images,lr'],
  ] as const) {
    const saving = page.waitForEvent('download');
    await figure.getByRole('button', { name: button }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe(file);
    expect(readFileSync(await saved.path(), 'latin1')).toContain(holds);
  }
  await figure.getByRole('button', { name: 'Copy as fastai code' }).click();
  await expect(figure.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('bs=64');
});

test('the whole run is a matter of keys: settings, training, scrubbing back', async ({ page }) => {
  const figure = await open(page, short);
  await figure.getByRole('radio', { name: 'batch norm' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByRole('radio', { name: 'no norm' })).toBeChecked();
  await figure.getByRole('slider', { name: 'highest rate' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(figure.getByRole('slider', { name: 'highest rate' })).toHaveAttribute(
    'aria-valuetext',
    '0.03',
  );
  await expect.poll(() => new URL(page.url()).hash).toContain('norm=none&batchSize=64&lr=0.03');
  await figure.getByRole('button', { name: 'Train', exact: true }).focus();
  await page.keyboard.press('Enter');
  // The recorded run, on show until the new one begins, ends in the same words.
  await expect(outcome(page)).not.toContainText('recorded');
  await expect(outcome(page)).toContainText('validation digits right', { timeout: 60_000 });
  const scrub = figure.getByRole('slider', { name: 'images seen' });
  await scrub.focus();
  await page.keyboard.press('Home');
  await expect(figure.getByText('before training')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(scrub).toHaveAttribute('aria-valuetext', /^64 images, step 1 of 30, loss \d\.\d+$/);
});

test('a bad link gives the page’s own settings and a sentence, and never trains by itself', async ({
  page,
}) => {
  const figure = await open(page, 'lr=1e9');
  await expect(figure.locator('.said.is-error')).toContainText('it accepts a number from');
  await expect(figure.getByRole('slider', { name: 'highest rate' })).toHaveAttribute(
    'aria-valuetext',
    '0.06',
  );
  await expect(outcome(page)).toContainText('A recorded run');
});

test('a chunk of digits that cannot be had gives a sentence, and training again fetches it', async ({
  page,
}) => {
  await page.route('**/train-0*.bin', (route) => route.abort());
  const figure = await open(page, short);
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(outcome(page)).toContainText('The digits could not be loaded (train-0.bin');
  await page.unroute('**/train-0*.bin');
  await figure.getByRole('button', { name: 'Train again' }).click();
  // The recorded run, on show until the new one begins, ends in the same words.
  await expect(outcome(page)).not.toContainText('recorded');
  await expect(outcome(page)).toContainText('validation digits right', { timeout: 60_000 });
});

test('a wasm file that cannot be had is named, and the training goes on without it', async ({
  page,
}) => {
  await page.route('**/*.wasm', (route) => route.abort());
  const figure = await open(page, short.replace('batchSize=64', 'batchSize=8').replace('30', '2'));
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(figure.getByText('wasm was not used:')).toBeVisible({ timeout: 60_000 });
  // Code emitted here needs no file.
  await expect(figure.locator('.facts')).toContainText('emitted kernels');
});

test('a reader chooses who computes, and the choice is kept for the next visit', async ({
  page,
}) => {
  const little = short.replace('batchSize=64', 'batchSize=8').replace('steps=30', 'steps=2');
  const figure = await open(page, little);
  const facts = figure.locator('.facts');
  await figure.getByLabel('Next run on').selectOption('TensorFlow.js, plain JavaScript');
  await figure.getByRole('button', { name: 'Train' }).click();
  await expect(facts).toContainText('composed kernels, cpu', { timeout: 60_000 });
  await expect(figure.getByText('Computed layer by layer on cpu')).toBeVisible();
  await page.reload();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByLabel('Next run on')).toHaveValue('cpu');
  await figure.getByLabel('Next run on').selectOption('the fastest here');
  await figure.getByRole('button', { name: 'Train' }).click();
  await expect(facts).toContainText('emitted kernels', { timeout: 60_000 });
});

test('a training program that cannot be loaded leaves a working page and a sentence', async ({
  page,
}) => {
  await page.route('**/worker-*.js', (route) => route.abort());
  const figure = await open(page, short);
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(outcome(page)).toContainText('The training program could not be loaded.');
  await expect(figure.getByRole('button', { name: 'Train again' })).toBeEnabled();
});

test('the figure has no accessibility fault that a machine can find', async ({ page }) => {
  const figure = await open(page);
  await figure.locator('summary').first().click();
  // Two copies of Playwright's types are installed; they describe the same page.
  const { violations } = await new AxeBuilder({ page }).include('#trainer').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('nothing is wider than a narrow phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const figure = await open(page);
  await figure.locator('summary').first().click();
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  expect(scroll).toBeLessThanOrEqual(client);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a finished run stands there, and the page says what it is', async ({ page }) => {
    await page.goto(path);
    const figure = page.locator('#trainer');
    // Playwright leaves noscript out of an ancestor's text.
    await expect(figure.locator('noscript p')).toHaveText(
      /^Training needs JavaScript\. The picture shows a recorded run: .+ 117 steps; \d+ of 997 validation digits right/,
    );
    await expect(figure.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();
    await expect(figure.locator('.line-chart path.me').nth(1)).toHaveAttribute('d', /^M.+L/);
    await expect(figure.locator('.kernels .kernel')).toHaveCount(8);
    await figure.getByText('The curves as a table').click();
    await expect(figure.getByRole('columnheader', { name: 'validation accuracy' })).toBeVisible();
  });
});

test('a reset takes a half-typed number with it', async ({ page }) => {
  const figure = await open(page);
  await figure.getByText('More settings').click();
  await figure.getByLabel('Seed').fill('');
  await expect(figure.getByText(/^The field is empty\. It takes a whole number/)).toBeVisible();
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(figure.getByLabel('Seed')).toHaveValue('0');
  await expect(figure.getByText(/^The field is empty\. It takes a whole number/)).toHaveCount(0);
});

test('a reset right after a stop leaves no stale question behind', async ({ page }) => {
  const figure = await open(page, short.replace('steps=30', 'steps=2000'));
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(outcome(page)).toContainText(/step ([3-9]|\d\d)/);
  await figure.getByRole('button', { name: 'Stop' }).click();
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(outcome(page)).toContainText('A recorded run');
  await page.waitForTimeout(1000);
  await expect(figure.getByText('no trained network')).toHaveCount(0);
});
