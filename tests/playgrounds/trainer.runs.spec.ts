import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';

const path = 'questions/11-convolutional-neural-network/';
const short = 'norm=batch&batchSize=64&lr=0.06&schedule=one-cycle&optimizer=adam&steps=30&seed=3';

async function open(page: Page, link = short) {
  await page.goto(`${path}#trainer?${link}`);
  const figure = page.locator('#trainer');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  return figure;
}
const outcome = (page: Page) => page.locator('#trainer .outcome');
const rows = (page: Page) => page.locator('#trainer table.runs tbody tr');

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  test('a run is paused, goes on, gets a name, outlives the page, and comes back when it was deleted', async ({
    page,
  }) => {
    const figure = await open(page, short.replace('steps=30', 'steps=1500'));
    await figure.getByRole('button', { name: 'Train', exact: true }).tap();
    await expect(outcome(page)).toContainText(/Training, step [\d,]+ of 1,500/);
    await figure.getByRole('button', { name: 'Pause' }).tap();
    await expect(outcome(page)).toContainText(/Paused at step [\d,]+ of 1,500/);
    await figure.getByText('Steer it while it runs').tap();
    const rate = figure.getByRole('slider', { name: 'rate now' });
    await rate.focus();
    await page.keyboard.press('Home');
    await expect(rate).toHaveAttribute('aria-valuetext', '0.001, held');
    await figure.getByRole('button', { name: 'Go on' }).tap();
    await expect(outcome(page)).toContainText(
      /digits right .* Steered by hand from step [\d,]+ on/,
      {
        timeout: 60_000,
      },
    );
    await figure.getByRole('textbox', { name: 'Name' }).fill('braked');
    await expect(rows(page).first()).toContainText('braked');
    await page.reload();
    await figure.scrollIntoViewIfNeeded();
    const show = figure.getByRole('radio', { name: 'Show braked' });
    await show.tap();
    await expect(outcome(page)).toContainText('braked: ');
    await figure.getByRole('button', { name: 'Delete braked' }).tap();
    await expect(rows(page)).toHaveCount(1);
    await figure.getByRole('button', { name: 'Bring braked back' }).tap();
    await expect(show).toBeVisible();
  });
});

test('by keys twins are trained, lie on the same axes, and one handle moves through both', async ({
  page,
}) => {
  const figure = await open(page);
  await figure.getByRole('combobox', { name: 'and a twin' }).selectOption('without batch norm');
  await figure.getByRole('button', { name: 'Run both' }).focus();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(3, { timeout: 60_000 });
  await expect(rows(page).nth(0)).toContainText('run 1, twin without batch norm');
  await expect(figure.getByRole('checkbox', { name: 'Put run 1 beside' })).toBeChecked();
  const scrub = figure.getByRole('slider', { name: 'images seen' });
  await scrub.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(
    figure.getByText(/At 64 images: .*, loss [\d.]+; run 1, loss [\d.]+\./),
  ).toBeVisible();
});

test('a run waits while its tab is hidden, and goes on when it is seen again', async ({ page }) => {
  const figure = await open(page, short.replace('steps=30', 'steps=1500'));
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(outcome(page)).toContainText(/Training, step [\d,]+ of 1,500/);
  const show = (hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await show(true);
  // What was on its way has arrived after a moment; from then on nothing moves.
  await page.waitForTimeout(300);
  const still = await outcome(page).innerText();
  await page.waitForTimeout(700);
  expect(await outcome(page).innerText()).toBe(still);
  expect(still).toMatch(/step [\d,]+ of 1,500/);
  await show(false);
  await expect(outcome(page)).toContainText('digits right', { timeout: 60_000 });
});

test('when the training program dies the run goes on from its last pass, and after a reload too', async ({
  page,
}) => {
  const figure = await open(page, 'batchSize=512&steps=400');
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(outcome(page)).toContainText(/step (1[89]|[2-9]\d) of 400/, { timeout: 60_000 });
  // Without a word: only its silence tells.
  await page.workers()[0]!.evaluate(() => self.close());
  await expect(outcome(page)).toContainText(
    /Training, step \d+ of 400\. Interrupted, and went on after step \d+\./,
    { timeout: 60_000 },
  );
  await page.reload();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByText(/A run was cut off after step \d+ of 400/)).toBeVisible();
  await figure.getByRole('button', { name: 'Go on from there' }).click();
  await expect(outcome(page)).toContainText(/Training, step \d+ of 400/, { timeout: 60_000 });
  await figure.getByRole('button', { name: 'Stop' }).click();
  await expect(outcome(page)).toContainText('Stopped after step');
});

test('a network goes into a file and answers again from it; a file that is none is refused', async ({
  page,
}) => {
  const figure = await open(page);
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(figure.getByText(/of 997 validation digits wrong/)).toBeVisible({ timeout: 60_000 });
  const wrong = await figure.getByText(/of 997 validation digits wrong/).innerText();
  const saving = page.waitForEvent('download');
  await figure.getByRole('button', { name: 'Save weights' }).click();
  const file = readFileSync(await (await saving).path());
  await page.reload();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  const choose = figure.getByLabel('Load weights');
  await choose.setInputFiles({
    name: 'odd.safetensors',
    mimeType: '',
    buffer: file.subarray(0, 99),
  });
  await expect(figure.getByText(/odd\.safetensors was not loaded\. It/)).toBeVisible();
  await choose.setInputFiles({ name: 'good.safetensors', mimeType: '', buffer: file });
  await expect(figure.getByText(wrong)).toBeVisible({ timeout: 60_000 });
  const grid = figure.getByRole('grid', { name: /^Confusion matrix/ });
  await expect(grid.getByRole('gridcell')).toHaveCount(100);
});

const big = (...values: number[]) => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, 4 * i);
  return bytes;
};

test('own IDX files are read in the tab and trained on, and a broken one is named', async ({
  page,
}) => {
  const count = 600;
  // Class k is a bar k rows down.
  const images = Buffer.concat(
    Array.from({ length: count }, (_, i) =>
      Buffer.alloc(784).fill(255, ((i % 10) + 5) * 28, ((i % 10) + 8) * 28),
    ),
  );
  const labels = Buffer.from(Array.from({ length: count }, (_, i) => i % 10));
  const figure = await open(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.method()));
  await figure.getByText('Train on images of your own').click();
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: '', buffer });
  await figure
    .getByLabel('Choose files')
    .setInputFiles([
      file('images', Buffer.concat([big(0x803, count, 28, 28), images])),
      file('labels', Buffer.concat([big(0x801, count), labels])),
      file('broken', Buffer.concat([big(0x803, count, 28, 28), images.subarray(1)])),
    ]);
  await expect(figure.getByText('In use: 540 images to train and 60 to validate.')).toBeVisible();
  await expect(figure.getByText('broken: it announces 600 images and ends')).toBeVisible();
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(outcome(page)).toContainText(/of 60 validation digits right/, { timeout: 60_000 });
  expect(asked.every((method) => method === 'GET')).toBe(true);
});
