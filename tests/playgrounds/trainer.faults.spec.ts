import { expect, type Page, test } from '@playwright/test';

const path = 'questions/11-convolutional-neural-network/';
const short = 'norm=batch&batchSize=8&lr=0.01&schedule=one-cycle&optimizer=adam&steps=30&seed=3';

async function open(page: Page, link = short) {
  await page.goto(`${path}#trainer?${link}`);
  const figure = page.locator('#trainer');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  return figure;
}

const outcome = (page: Page) => page.locator('#trainer .outcome');

/** Puts a script before the training program's own, in its worker. */
const before = (page: Page, script: string, headers = {}) =>
  page.route('**/worker-*.js', async (route) => {
    const given = await route.fetch();
    await route.fulfill({
      response: given,
      body: `${script}\n${await given.text()}`,
      headers: { ...given.headers(), ...headers },
    });
  });

/** What the page complained of, where nobody should. */
function complaints(page: Page) {
  const said: string[] = [];
  page.on('pageerror', ({ message }) => said.push(message));
  return said;
}

test('a browser without any graphics interface trains all the same', async ({
  playwright,
  launchOptions,
  baseURL,
}) => {
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), '--disable-3d-apis'],
  });
  try {
    const page = await browser.newPage({ baseURL: baseURL! });
    const said = complaints(page);
    const figure = await open(page);
    expect(await page.evaluate(() => document.createElement('canvas').getContext('webgl2'))).toBe(
      null,
    );
    await figure.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(outcome(page)).not.toContainText('recorded');
    await expect(outcome(page)).toContainText('validation digits right', { timeout: 60_000 });
    await expect(figure.locator('.facts')).toContainText('emitted kernels');
    expect(said).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('a wasm file that comes as a page of text is named, and emitted code trains without it', async ({
  page,
}) => {
  await page.route('**/*.wasm', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>Not here</h1>' }),
  );
  const figure = await open(page);
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(figure.getByText('wasm was not used:')).toBeVisible({ timeout: 60_000 });
  await expect(figure.locator('.facts')).toContainText('emitted kernels');
});

test('where a policy refuses WebAssembly plain JavaScript trains, and says why', async ({
  page,
}) => {
  await before(page, '', { 'content-security-policy': "script-src 'self'; connect-src 'self'" });
  const figure = await open(page, short.replace('steps=30', 'steps=2'));
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(figure.locator('.facts')).toContainText('composed kernels, cpu', {
    timeout: 60_000,
  });
  await expect(figure.getByText('wasm was not used:')).toBeVisible();
});

test('where nobody can compute the page says so once, and its recorded run and words stay', async ({
  page,
}) => {
  await before(
    page,
    `delete globalThis.WebAssembly; WeakMap.prototype.get = () => { throw new Error('out of order'); };`,
  );
  const said = complaints(page);
  const figure = await open(page);
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(outcome(page)).toContainText('This browser offers no way to compute that works', {
    timeout: 60_000,
  });
  await expect(outcome(page)).toContainText('cpu: out of order');
  // Once for eyes; the status for ears says it too.
  await expect(
    figure.getByText('offers no way to compute').and(page.locator(':not([role="status"])')),
  ).toHaveCount(1);
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(outcome(page)).toContainText('A recorded run');
  await figure.getByRole('slider', { name: 'images seen' }).focus();
  await page.keyboard.press('Home');
  await expect(figure.getByText('before training')).toBeVisible();
  expect(said).toEqual([]);
});

test('a graphics processor lost in mid-run is left alone: the run goes on elsewhere and says so once', async ({
  playwright,
  launchOptions,
  baseURL,
}) => {
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    // A program that pretends to be a graphics processor, for machines without one.
    args: [
      ...(launchOptions.args ?? []),
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
    ],
  });
  try {
    const page = await browser.newPage({ baseURL: baseURL! });
    const said = complaints(page);
    await before(
      page,
      `const given = OffscreenCanvas.prototype.getContext;
      globalThis.contexts = [];
      OffscreenCanvas.prototype.getContext = function (...of) {
        const context = given.apply(this, of);
        if (context) contexts.push(context);
        return context;
      };`,
    );
    const figure = await open(page);
    await figure.getByLabel('Next run on').selectOption('TensorFlow.js, WebGL');
    await figure.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(outcome(page)).toContainText(/Training, step \d+ of 30/, { timeout: 80_000 });
    await expect(figure.locator('.facts')).toContainText('webgl');
    await page.workers()[0]!.evaluate(() => {
      const { contexts } = globalThis as unknown as { contexts: WebGL2RenderingContext[] };
      for (const context of contexts) context.getExtension('WEBGL_lose_context')?.loseContext();
    });
    // The training program itself comes again in this time, as one file after the other.
    await expect(
      figure.getByText('webgl was not used: its graphics processor was lost'),
    ).toHaveCount(1, { timeout: 60_000 });
    await expect(outcome(page)).toContainText('validation digits right', { timeout: 60_000 });
    await expect(figure.locator('.facts')).toContainText('emitted kernels');
    expect(said).toEqual([]);
  } finally {
    await browser.close();
  }
});

const software = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan,WebGPU',
  '--use-vulkan=swiftshader',
];
for (const [adapter, flags] of [
  ['no adapter', []],
  ['a program in place of an adapter, which reads wrong numbers back', software],
] as const) {
  test(`WebGPU with ${adapter} is named, and emitted code trains`, async ({
    playwright,
    launchOptions,
    baseURL,
  }) => {
    const browser = await playwright.chromium.launch({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), ...flags],
    });
    try {
      const page = await browser.newPage({ baseURL: baseURL! });
      const said = complaints(page);
      page.on('console', (message) => {
        if (message.type() === 'error') said.push(message.text());
      });
      const figure = await open(page);
      await figure.getByLabel('Next run on').selectOption('TensorFlow.js, WebGPU');
      await figure.getByRole('button', { name: 'Train', exact: true }).click();
      await expect(figure.getByText(/^webgpu was not used: /)).toBeVisible({ timeout: 60_000 });
      await expect(figure.locator('.facts')).toContainText('emitted kernels');
      expect(said).toEqual([]);
    } finally {
      await browser.close();
    }
  });
}
