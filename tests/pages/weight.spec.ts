import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test } from '@playwright/test';

const KB = 1000;
/** What a server that compresses sends; fonts and images are compressed already. */
const wire = (body: Buffer, type: string) =>
  /font|image\/(?!svg)|octet-stream/.test(type)
    ? body.length
    : brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** Pages of text alone; a page with a playground also brings the playground. */
for (const path of ['glossary/', 'errata/', 'about/']) {
  test(`/${path} ships at most 30 kB of JavaScript and 60 kB in all`, async ({ page }) => {
    const parts: { url: string; type: string; bytes: number }[] = [];
    page.on('requestfinished', async (request) => {
      const response = await request.response();
      const type = response?.headers()['content-type'] ?? '';
      const body = await response?.body();
      if (body) parts.push({ url: request.url(), type, bytes: wire(body, type) });
    });
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const counted = parts.filter(({ url }) => !url.includes('KaTeX_'));
    const sum = (list: typeof parts) => list.reduce((total, { bytes }) => total + bytes, 0);
    test.info().annotations.push({ type: 'weight', description: JSON.stringify(parts) });
    expect(counted.length).toBeGreaterThan(2);
    expect(sum(counted.filter(({ type }) => type.includes('javascript')))).toBeLessThanOrEqual(
      30 * KB,
    );
    expect(sum(counted)).toBeLessThanOrEqual(60 * KB);
  });
}

test('no page asks for the training code before a reader asks to train', async ({ page }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await page.goto('questions/11-convolutional-neural-network/');
  await page.waitForLoadState('networkidle');
  expect(urls.filter((url) => /worker|\.wasm|\.bin/.test(url))).toEqual([]);
});
