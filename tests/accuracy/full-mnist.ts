import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { random } from '#cnn/math';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';

/**
 * Files of the size and form of MNIST as published, made of the site's own digits, each copy moved by up to two pixels: the
 * real ones may not be passed on, and what is measured here does not depend on which digits they are.
 */
async function published(folder: string): Promise<string[]> {
  const digits = digitsOnDisk();
  const { pixels, labels } = await digits.valid();
  const { uniform } = random(1, 'moved digits');
  const shift = () => Math.floor(5 * uniform()) - 2;
  const set = (name: string, count: number) => {
    const images = Buffer.alloc(16 + 784 * count);
    const answers = Buffer.alloc(8 + count);
    for (const [at, value] of [0x803, count, 28, 28].entries()) images.writeUInt32BE(value, 4 * at);
    for (const [at, value] of [0x801, count].entries()) answers.writeUInt32BE(value, 4 * at);
    for (let i = 0; i < count; i++) {
      const from = i % labels.length;
      const by = 28 * shift() + shift();
      for (let at = 0; at < 784; at++)
        images[16 + 784 * i + at] = pixels[784 * from + at - by] ?? 0;
      answers[8 + i] = labels[from]!;
    }
    return [
      [`${name}-images-idx3-ubyte.gz`, images],
      [`${name}-labels-idx1-ubyte.gz`, answers],
    ] as const;
  };
  return [...set('train', 60_000), ...set('t10k', 10_000)].map(([name, bytes]) => {
    const path = join(folder, name);
    writeFileSync(path, gzipSync(bytes));
    return path;
  });
}

declare global {
  /** In the page: seconds of training when each step was done. */
  var times: number[];
}

/** In the page: keeps them. */
function noteTimes() {
  globalThis.times = [];
  const Plain = Worker;
  globalThis.Worker = class extends Plain {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }) => {
        for (const report of data?.reports ?? []) {
          if (report.type === 'batch') times.push(report.seconds);
        }
      });
    }
  };
}

/** Images a second of the worker at batches of 512 with batch norm, as `npm run bench` measures it. */
function benchRate(folder: string): number {
  const program = fileURLToPath(new URL('../bench/run.ts', import.meta.url));
  const file = join(folder, 'bench.json');
  const given = ['--only', 'lab', '--setting', 'b512 BN', '--json', file];
  execFileSync(process.execPath, [program, ...given], { stdio: 'ignore' });
  const { columns } = JSON.parse(readFileSync(file, 'utf8'));
  const rates: number[] = columns[0].entries
    .find(({ name }: { name: string }) => name === 'lab')
    .samples.map(({ images, seconds }: { images: number; seconds: number }) => images / seconds)
    .sort((a: number, b: number) => a - b);
  return rates[rates.length >> 1]!;
}

/** Milliseconds until the text is there, looked for at every frame. */
async function until(page: Page, selector: string, pattern: RegExp): Promise<number> {
  return page.evaluate(
    ({ selector, source }) => {
      const began = performance.now();
      return new Promise<number>((resolve) => {
        const look = () => {
          const text = document.querySelector(selector)?.textContent ?? '';
          if (new RegExp(source).test(text)) resolve(performance.now() - began);
          else requestAnimationFrame(look);
        };
        look();
      });
    },
    { selector, source: pattern.source },
  );
}

test('MNIST as published is read and at its first step within three seconds, and trains at the bench’s rate', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'mnist-'));
  const files = await published(folder);
  const pass = Math.floor(60_000 / 512);
  await page.addInitScript(noteTimes);
  await page.goto(
    `questions/11-convolutional-neural-network/#trainer?norm=batch&batchSize=512&steps=${3 * pass}`,
  );
  const figure = page.locator('#trainer');
  await figure.scrollIntoViewIfNeeded();
  await figure.getByText('Train on images of your own').click();
  const input = figure.getByLabel('Choose files');
  const read = until(page, '#trainer', /In use: 60,000 images to train and 10,000 to validate/);
  await input.setInputFiles(files);
  const loaded = await read;
  const begun = until(page, '#trainer .outcome', /step [1-9][\d,]* of/);
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  const step = await begun;
  await expect(figure.locator('.outcome')).toContainText('of 10,000 validation digits right', {
    timeout: 120_000,
  });
  const times = await page.evaluate(() => globalThis.times);
  const rateOf = (from: number, to: number) =>
    Math.round(((to - from) * 512) / (times[to - 1]! - times[from - 1]!));
  const first = rateOf(1, pass);
  const rate = rateOf(pass + 1, 2 * pass);
  const bench = benchRate(folder);
  console.log(
    `read in ${loaded.toFixed(0)} ms, first step ${step.toFixed(0)} ms after the click; the first pass at ${first} images a second, the second at ${rate}, ` +
      `the bench's worker at ${bench.toFixed(0)}: ${(bench / rate).toFixed(2)} times as fast`,
  );
  expect(loaded + step).toBeLessThan(3000);
  expect(bench / rate).toBeLessThan(1.25);
});
