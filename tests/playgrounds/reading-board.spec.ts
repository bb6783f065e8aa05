import { expect, type Page, test } from '@playwright/test';
import { expectSaved } from './taken-along.ts';

const page19 = 'questions/19-reading-list/';

/** The board, scrolled to and taken over by its script. */
async function board(page: Page, address = page19) {
  await page.goto(address);
  const figure = page.locator('#reading-board');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeEnabled();
  return {
    figure,
    entries: figure.getByRole('listitem'),
    choose: (name: string) => figure.getByRole('radio', { name, exact: true }),
    question: figure.getByRole('combobox', { name: 'Helps with' }),
    tick: (title: string) => figure.getByRole('checkbox', { name: `Read: ${title}` }),
    said: figure.getByRole('status').first(),
  };
}

test('the board is narrowed by mouse, and the address says how', async ({ page }) => {
  const { entries, choose, question, said } = await board(page);
  const all = await entries.count();
  expect(all).toBeGreaterThan(20);
  await choose('Papers').check();
  await question.selectOption('16');
  await expect(
    entries.getByRole('link', { name: 'Understanding the effective receptive field' }),
  ).toBeVisible();
  expect(await entries.count()).toBeLessThan(5);
  await expect(said).toHaveText(new RegExp(`^\\d of ${all} entries, \\d+ minutes to read\\.$`));
  await expect(page).toHaveURL(/#reading-board\?kind=papers&question=16$/);
});

test('by keyboard an entry is ticked; the tick is there tomorrow, and the unread are what is left', async ({
  page,
}) => {
  const first = await board(page);
  const all = await first.entries.count();
  await first.tick('The colourful dimension').focus();
  await page.keyboard.press('Space');
  await expect(first.said).toHaveText(/, 1 of them read\.$/);
  await page.goto('about/');
  const again = await board(page);
  await expect(again.tick('The colourful dimension')).toBeChecked();
  await again.choose('All').focus();
  await page.keyboard.press('ArrowRight');
  await expect(again.choose('Not yet read')).toBeChecked();
  await expect(again.entries).toHaveCount(all - 1);
  await again.figure.getByRole('button', { name: 'Untick all' }).press('Enter');
  await expect(again.entries).toHaveCount(all);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a quarter of an hour is enough for what remains', async ({ page }) => {
    const { choose, entries, tick } = await board(page);
    const all = await entries.count();
    await choose('A quarter').tap();
    await expect(entries.filter({ hasText: /45 minutes/ })).toHaveCount(0);
    expect(await entries.count()).toBeLessThan(all);
    await tick('fastbook issue 539').tap();
    await expect(tick('fastbook issue 539')).toBeChecked();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

test('a link opens its choices, a bad one says so; the list can be taken along', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { figure, choose, entries } = await board(page, `${page19}#reading-board?kind=threads`);
  await expect(choose('Threads')).toBeChecked();
  await figure.getByText(/^More:/).click();
  await figure.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(figure.getByText('Copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trim().split('\n')).toHaveLength(await entries.count());
  expect(copied).toContain('- [ ] [The colourful dimension](https://forums.fast.ai/t/');
  await expectSaved(page, figure, { 'Numbers as CSV': 'reading-board.csv' });
  await page.goto('about/');
  const bad = await board(page, `${page19}#reading-board?kind=books`);
  await expect(bad.figure.getByRole('alert')).toHaveText(
    'The link’s “kind” is “books”; it takes one of all, people, threads, papers, places. The figure shows its starting state instead.',
  );
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the whole list is there as plain links', async ({ page }) => {
    await page.goto(page19);
    const figure = page.locator('#reading-board');
    for (const kind of ['People', 'Threads', 'Papers', 'Places']) {
      const list = figure.getByRole('list', { name: kind });
      expect(await list.getByRole('listitem').count()).toBeGreaterThan(2);
    }
    await expect(figure.getByRole('link', { name: 'The colourful dimension' })).toHaveAttribute(
      'href',
      /^https:\/\/forums\.fast\.ai/,
    );
    await expect(figure.getByRole('checkbox')).toHaveCount(0);
  });
});
