import { brotliCompressSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { expectSaved } from './taken-along.ts';

const page7 = 'questions/07-nested-list-comprehension/';

/** The figure, scrolled to and taken over by its script. */
async function bench(page: Page, address = page7) {
  await page.goto(address);
  const figure = page.locator('#python');
  await figure.getByRole('group', { name: 'Task' }).scrollIntoViewIfNeeded();
  const run = figure.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toBeEnabled();
  return {
    figure,
    run,
    code: figure.getByRole('textbox', { name: 'Your Python' }),
    task: (name: string) => figure.getByRole('radio', { name }),
    said: figure.getByRole('status').filter({ hasText: /./ }).first(),
    step: figure.getByRole('slider', { name: 'Step' }),
    cells: figure.getByRole('grid').getByRole('gridcell'),
    frame: figure.locator('.pane rect.frame').first(),
  };
}

test('a run by mouse: Python comes at the first Run, under 250 kB, and each cell lights its pixels', async ({
  page,
}) => {
  const asked: { url: string; bytes: number }[] = [];
  page.on('requestfinished', async (request) => {
    if (!/worker|micropython/.test(request.url())) return;
    const body = await (await request.response())?.body();
    asked.push({ url: request.url(), bytes: brotliCompressSync(body!).length });
  });
  const { figure, run, said, step, frame } = await bench(page);
  expect(asked).toEqual([]);
  await run.click();
  await expect(said).toHaveText(/^Right, and right for 3 cases kept back/);
  expect(asked.map(({ url }) => new URL(url).origin)).toEqual([
    new URL(page.url()).origin,
    new URL(page.url()).origin,
  ]);
  expect(asked.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(250_000);
  const map = figure.getByRole('img', { name: /^what your code gives, 26 × 26/ });
  const box = (await map.boundingBox())!;
  await page.mouse.click(box.x + (box.width * 6.5) / 26, box.y + (box.height * 6.5) / 26);
  await expect(step).toHaveAttribute(
    'aria-valuetext',
    /^163 of 676\. i = 7, j = 7: edges\[6\]\[6\] is −702$/,
  );
  await expect(frame).toHaveAttribute('x', '6');
  await expect(figure.getByRole('region', { name: /written out as loops/ })).toContainText('i = 7');
  await expect(page).toHaveURL(/#python\?at=6,6$/);
});

test('a comprehension is written, judged and mended by keyboard alone', async ({ page }) => {
  const { code, task, said, cells, step } = await bench(page);
  await task('Edges of the 3').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(task('Times table')).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(code).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(said).toHaveText('At [0][0] stands 2; it should be 1. 99 values differ.');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(
    'table = []\nfor r in range(1, n + 1):\ntable.append([r * c for c in range(1, n + 1)])',
  );
  await expect(code).toHaveValue(/:\n {4}table\.append/);
  await page.keyboard.press('Control+Enter');
  await expect(said).toHaveText(/It is not a nested list comprehension, though/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('[[r * c for c in range(1, n + 1)] for r in range(1, n + 1)]');
  await page.keyboard.press('Control+Enter');
  await expect(said).toHaveText(/^Right, and right for 2 cases kept back: n = 4; and n = 7\.$/);
  await expect(cells.nth(46)).toHaveText('35');
  await step.focus();
  await page.keyboard.press('End');
  await expect(step).toHaveAttribute(
    'aria-valuetext',
    '100 of 100. r = 10, c = 10: rows[9][9] is 100',
  );
  // Tab leaves the editor, as it leaves every field.
  await code.focus();
  await page.keyboard.press('Tab');
  await expect(code).not.toBeFocused();
});

test('an endless loop is stopped, a fault is told plainly, and nothing that was typed is lost', async ({
  page,
}) => {
  const { figure, run, code, task, said, cells } = await bench(page, `${page7}#python?task=own`);
  await code.fill('print("so far")\nwhile True:\n    pass');
  await run.click();
  await expect(figure.getByRole('button', { name: 'Stop' })).toBeVisible();
  await expect(said).toHaveText(/^Stopped after 5 seconds: the code was still running/);
  await expect(figure.locator('.outcome')).toContainText('so far');
  await code.fill('x = 1\ny = [[x / (i - 1) for j in range(2)]\n     for i in range(3)]');
  await run.click();
  await expect(said).toHaveText(/^ZeroDivisionError in line 2: divide by zero\.$/);
  await expect(figure.locator('.traceback')).toContainText(
    'File "your code", line 2, in <listcomp>',
  );
  await figure.getByRole('button', { name: 'Go to line 2' }).click();
  await expect(code).toBeFocused();
  await code.fill(
    'import js\n[[str(getattr(js, name, None)) for name in names]\n for names in [["fetch", "WebSocket"], ["indexedDB", "Worker"]]]',
  );
  await run.click();
  await expect(cells).toHaveText(['None', 'None', 'None', 'None']);
  await code.fill('[["mine"]]');
  await task('Times table').check();
  await task('Anything else').check();
  await expect(code).toHaveValue('[["mine"]]');
  await page.goto(page7);
  const again = await bench(page, `${page7}#python?task=own&code=[[1]]`);
  await expect(again.code).toHaveValue('[[1]]');
  await again.figure.getByRole('button', { name: 'Bring back your version' }).click();
  await expect(again.code).toHaveValue('[["mine"]]');
  await again.figure.getByRole('button', { name: 'Reset' }).click();
  await expect(again.task('Edges of the 3')).toBeChecked();
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('apply_kernel of question 3 is written, and a tap shows the pixels it reads', async ({
    page,
  }) => {
    await page.goto('questions/03-kernel-operation/');
    await page.getByRole('link', { name: 'Write apply_kernel yourself' }).tap();
    const figure = page.locator('#python');
    const code = figure.getByRole('textbox', { name: 'Your Python' });
    await expect(code).toHaveValue(/^def apply_kernel/);
    await expect(figure.getByRole('radio', { name: 'apply_kernel' })).toBeChecked();
    await expect(figure.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
    await code.fill(
      'def apply_kernel(row, col, kernel):\n    return image[row, col] * kernel[2, 2]',
    );
    await figure.getByRole('button', { name: 'Run', exact: true }).tap();
    const said = figure.getByRole('status').filter({ hasText: /./ }).first();
    await expect(said).toHaveText(/^At \[\d+\]\[\d+\] stands/);
    await expect(figure.locator('.pane rect.frame').first()).toHaveAttribute('width', '1');
    await code.fill(
      'def apply_kernel(row, col, kernel):\n    return (image[row-1:row+2, col-1:col+2] * kernel).sum()',
    );
    await figure.getByRole('button', { name: 'Run', exact: true }).tap();
    await expect(said).toHaveText(/^Right, and right for 3/);
    await expect(figure.locator('.pane rect.frame').first()).toHaveAttribute('width', '3');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

test('a bad link gives the starting state and a sentence; code and values can be taken along', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { figure, task } = await bench(page, `${page7}#python?task=nonsense`);
  await expect(figure.getByRole('alert')).toHaveText(
    /^The link’s “task” is “nonsense”; it takes one of edges, .*\. The figure shows its starting state instead\.$/,
  );
  await expect(task('Edges of the 3')).toBeChecked();
  await figure.getByText(/^More:/).click();
  await figure.getByRole('button', { name: 'Copy as PyTorch' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    'image = torch.tensor([',
  );
  await expectSaved(page, figure, {
    'Numbers as CSV': 'python.csv',
    'Picture as SVG': 'python.svg',
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('code, edge map, loops and table are there', async ({ page }) => {
    await page.goto(page7);
    const figure = page.locator('#python');
    await expect(figure.getByText(/^Without JavaScript no Python can run here/)).toBeVisible();
    await expect(figure.getByRole('textbox', { name: 'Your Python' })).toHaveValue(
      /^edges = \[\[apply_kernel/,
    );
    await expect(figure.getByRole('img', { name: /^what the task wants, 26 × 26/ })).toBeVisible();
    await expect(figure.getByRole('region', { name: /written out as loops/ })).toContainText(
      'row.append(apply_kernel(i, j, kernel))',
    );
    await figure.getByText('What the task wants, as a table').click();
    await expect(
      figure
        .getByRole('region', { name: /as a table/ })
        .getByRole('row')
        .nth(5),
    ).toContainText('762');
  });
});
