import { expect, test } from '@playwright/test';

test('a number is computed again at the press of a key, and said politely', async ({ page }) => {
  const scripts: string[] = [];
  await page.goto('questions/15-multiplications/');
  await page.waitForLoadState('networkidle');
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await page.locator('.numbers summary').focus();
  await page.keyboard.press('Enter');
  const line = page.locator('#claim-net37-conv3-mults');
  await line.getByRole('button', { name: /^Run this claim: multiplications/ }).focus();
  expect(scripts).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(line.getByRole('status')).toHaveText('recomputed here just now: 18,432');
  await expect(line.getByRole('status')).toHaveAttribute('aria-live', 'polite');
  expect(scripts.length).toBeGreaterThan(0);
});

test('a claim whose functions do not arrive says so', async ({ page }) => {
  await page.goto('questions/15-multiplications/');
  await page.waitForLoadState('networkidle');
  await page.route('**/*.js', (route) => route.abort());
  await page.locator('.numbers summary').click();
  const line = page.locator('#claim-net37-conv3-mults');
  await line.getByRole('button').click();
  await expect(line.getByRole('status')).toHaveText(
    'The functions did not arrive. Check the connection and press again.',
  );
});

test('a number in the text leads to its line in the list, which opens', async ({ page }) => {
  await page.goto('questions/15-multiplications/');
  await page.locator('a.claim', { hasText: '12,800' }).first().click();
  await expect(page.locator('#claim-net37-conv3-real-mults')).toBeInViewport();
});

test('a number that a figure shows leads to that figure in that state', async ({ page }) => {
  await page.goto('questions/02-top-edge-kernel/');
  const number = page.locator('a.claim', { hasText: '−702' }).first();
  await expect(number).toHaveAttribute('href', /#kernel-bench\?kernel=top-edge&digit=3&at=7,7$/);
  await number.click();
  await expect(page).toHaveURL(/playgrounds\/kernel-bench\//);
  await expect(page.locator('#kernel-bench')).toContainText('−702');
});

test('without JavaScript the numbers stand, and nothing offers to run', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('questions/15-multiplications/');
  await expect(page.locator('#why + .text')).toContainText('= 18,432');
  await page.locator('.numbers summary').click();
  await expect(page.locator('[data-claim]').first()).toBeHidden();
  await context.close();
});

test('the ledger of errata is linked from every page, and a row from its answer', async ({
  page,
}) => {
  await page.goto('questions/15-multiplications/');
  await page.getByRole('link', { name: 'E1', exact: true }).click();
  await expect(page).toHaveURL(/errata\/#e1$/);
  await expect(page.locator('#e1')).toContainText('14,112 and 18,432');
  await expect(page.getByRole('contentinfo').getByRole('link', { name: 'Errata' })).toBeVisible();
});

test('a block of code says whether it runs', async ({ page }) => {
  await page.goto('questions/15-multiplications/');
  await expect(page.locator('.code .mark')).toHaveText(
    /^Runs under PyTorch \d+\.\d+, with this result$/,
  );
  await page.goto('questions/35-recorder/');
  await expect(page.locator('.code .mark')).toHaveText(
    'fastai 2, read from its source and not run here',
  );
});
