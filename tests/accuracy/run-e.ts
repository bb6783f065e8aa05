import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';

/** The chapter's run E at the book's number of steps: batch norm, fastai's Adam, 1cycle to 0.06, batches of 512. */
const runE = (seed: number) =>
  `norm=batch&batchSize=512&lr=0.06&schedule=one-cycle&optimizer=adam&steps=117&seed=${seed}`;

/** Trains in a fresh page; gives the share of right validation digits and the whole curve as the page exports it. */
async function train(page: Page, seed: number): Promise<{ accuracy: number; curve: string }> {
  await page.goto('about:blank');
  await page.goto(`questions/11-convolutional-neural-network/#trainer?${runE(seed)}`);
  const figure = page.locator('#trainer');
  await figure.scrollIntoViewIfNeeded();
  await figure.getByRole('button', { name: 'Train' }).click();
  const outcome = figure.locator('.outcome');
  await expect(outcome).toContainText('of 997 validation digits right', { timeout: 300_000 });
  await expect(outcome).not.toContainText('recorded');
  const [, right] = /(\d+) of 997/.exec(await outcome.innerText()) ?? [];
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: /CSV/ }).click();
  const curve = readFileSync(await (await download).path(), 'utf8');
  return { accuracy: Number(right) / 997, curve };
}

for (const seed of [0, 1, 2]) {
  test(`run E with seed ${seed} gets at least 97.0 % of the validation digits right`, async ({
    page,
  }) => {
    const { accuracy } = await train(page, seed);
    console.log(`seed ${seed}: ${(100 * accuracy).toFixed(2)} %`);
    expect(accuracy).toBeGreaterThanOrEqual(0.97);
  });
}

test('the same seed gives the same curve twice, and another seed another one', async ({ page }) => {
  const first = await train(page, 5);
  const second = await train(page, 5);
  const other = await train(page, 6);
  expect(first.curve.split('\n').length).toBeGreaterThan(117);
  expect(second.curve).toBe(first.curve);
  expect(other.curve).not.toBe(first.curve);
});
