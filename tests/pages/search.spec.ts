import { expect, test } from '@playwright/test';

test('the slash opens the search, which ranks the page about a term first', async ({ page }) => {
  await page.goto('about/');
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  for (const [term, first] of [
    ['stride', /What is .stride/],
    ['padding', /What is .padding/],
    ['1cycle', /1cycle training/],
    ['momentum', /cyclical momentum/],
  ] as const) {
    await dialog.getByRole('searchbox').fill(term);
    await expect(dialog.getByRole('link').first()).toContainText(first);
  }
});

test('the search is used with the keyboard alone', async ({ page }) => {
  await page.goto('');
  await page.keyboard.press('/');
  await page.keyboard.type('flatten');
  await expect(page.getByRole('dialog').getByRole('link').first()).toContainText('Flatten');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/questions\/13-flatten\//);
});

test('Escape closes the search and gives the focus back', async ({ page }) => {
  await page.goto('');
  const opener = page.getByRole('navigation', { name: 'Site' }).getByText('Search');
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('stride');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(opener).toBeFocused();
});

test('a slash typed into a field stays a slash', async ({ page }) => {
  await page.goto('questions/06-stride/');
  const field = page.getByRole('textbox').first();
  await field.fill('');
  await field.pressSequentially('1/2');
  await expect(field).toHaveValue('1/2');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a term that is nowhere gives a sentence', async ({ page }) => {
  await page.goto('');
  await page.keyboard.press('/');
  await page.getByRole('dialog').getByRole('searchbox').fill('zyzzyva');
  await expect(page.getByRole('dialog')).toContainText(/No page|Nothing/);
});
