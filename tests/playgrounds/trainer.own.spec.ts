import { expect, type Page, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { greyPng } from '../support/pictures.ts';

async function open(page: Page) {
  await page.goto(
    'questions/11-convolutional-neural-network/#trainer?norm=batch&batchSize=8&lr=0.01&schedule=one-cycle&optimizer=adam&steps=30&seed=3',
  );
  const figure = page.locator('#trainer');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  await figure.getByText('Train on images of your own').click();
  return figure;
}

/** Light bars on dark paper, standing or lying, each at its own place and in its own light. */
const bar = (standing: boolean, i: number) =>
  greyPng(40, (x, y) => (Math.abs((standing ? x : y) - 8 - i) < 4 ? 140 + 5 * i : 0));
const bars = Object.fromEntries(
  [true, false].flatMap((standing) =>
    Array.from({ length: 20 }, (_, i) => [
      `bars/${standing ? 'standing' : 'lying'}/${i}.png`,
      bar(standing, i),
    ]),
  ),
);

test('a zip of pictures is trained on, and each picture that is none is named', async ({
  page,
}) => {
  const jpeg = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(30, 20);
    canvas.getContext('2d')!.fillRect(0, 0, 30, 20);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const script =
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>';
  const archive = zipSync({
    ...bars,
    'bars/lying/photo.jpg': Uint8Array.from(jpeg),
    'bars/lying/fake.png': Buffer.from(script),
    'bars/lying/drawing.svg': Buffer.from(script),
    'bars/lying/empty.png': Buffer.alloc(0),
    'bars/lying/huge.png': greyPng(40, () => 9, 30_000),
    'bars/lying/cut.png': bar(false, 3).subarray(0, 60),
  });
  const figure = await open(page);
  let spoke = false;
  page.on('dialog', () => {
    spoke = true;
  });
  await figure
    .getByLabel('Choose files')
    .setInputFiles({ name: 'bars.zip', mimeType: '', buffer: Buffer.from(archive) });
  await expect(figure.getByText('In use: 36 images to train and 5 to validate.')).toBeVisible();
  for (const problem of [
    'bars/lying/fake.png: it is no picture that this browser reads',
    'bars/lying/drawing.svg: it is neither IDX, nor a picture, nor a zip of such',
    'bars/lying/empty.png: it is empty',
    'bars/lying/huge.png: it is 30000 × 30000 pixels; a side may have 4096',
    'bars/lying/cut.png: it is no picture that this browser reads',
  ]) {
    await expect(figure.getByText(problem)).toBeVisible();
  }
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(figure.locator('.outcome')).toContainText(/of 5 validation images right/, {
    timeout: 60_000,
  });
  expect(spoke).toBe(false);
});

test('files that are dropped are read as chosen ones are, and what cannot be used leaves all as it was', async ({
  page,
}) => {
  const figure = await open(page);
  const drop = async (files: { name: string; bytes: number[] }[]) => {
    const data = await page.evaluateHandle((files) => {
      const transfer = new DataTransfer();
      for (const { name, bytes } of files) {
        transfer.items.add(new File([Uint8Array.from(bytes)], name));
      }
      return transfer;
    }, files);
    await figure.locator('.drop').dispatchEvent('drop', { dataTransfer: data });
  };
  await drop([{ name: 'bars.zip', bytes: [...zipSync(bars)] }]);
  await expect(figure.getByText('In use: 36 images to train and 4 to validate.')).toBeVisible();
  await drop(Array.from({ length: 500 }, (_, i) => ({ name: `${i}.txt`, bytes: [65] })));
  await expect(
    figure.getByText(/^Nothing here can be trained on.*stay as they were\.$/),
  ).toBeVisible();
  await expect(figure.getByText('In use: 36 images')).toBeVisible();
});
