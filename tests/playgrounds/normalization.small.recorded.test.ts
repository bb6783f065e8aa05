import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { norms } from '#cnn/math';
import { fit } from '#lab/fit';
import { smallRecipe } from '../../src/playgrounds/normalization/model.ts';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';
import { nodeBackend } from '../lab/node-backend.ts';

// `RECORD=batch npx vitest run -c tests/node.config.ts tests/playgrounds/normalization.small` trains one norm's seeds anew.
const file = fileURLToPath(
  new URL('../../src/playgrounds/normalization/small-batches.json', import.meta.url),
);
const SEEDS = 5;
const digits = digitsOnDisk();
const recorded = (): Record<string, number[]> =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};

let backend = '';
beforeAll(async () => {
  backend = (await nodeBackend()).name;
  const norm = norms.find((one) => one === process.env.RECORD);
  if (!norm) return;
  const accuracies: number[] = [];
  for (let seed = 0; seed < SEEDS; seed++) {
    const recipe = { ...smallRecipe, norm, seed };
    let accuracy = 0;
    for await (const report of fit(recipe, new AbortController().signal, { digits, backend })) {
      if (report.type === 'epoch') accuracy = report.accuracy;
      // A loss beyond all numbers counts as guessing.
      if (report.type === 'failed') accuracy = 0.1;
    }
    accuracies.push(Number(accuracy.toFixed(4)));
  }
  const all: Record<string, number[]> = { ...recorded(), [norm]: accuracies };
  const kept = norms.filter((one) => all[one]).map((one) => [one, all[one]]);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(kept))}\n`);
}, 900_000);

test('every recorded norm has as many seeds, each a whole number of the validation digits', () => {
  const all = recorded();
  expect(norms.filter((norm) => all[norm])).toEqual(Object.keys(all));
  expect(Object.keys(all).length).toBeGreaterThan(1);
  for (const accuracies of Object.values(all)) {
    expect(accuracies).toHaveLength(SEEDS);
    for (const accuracy of accuracies) {
      const right = accuracy * digits.validCount;
      expect(Math.abs(right - Math.round(right))).toBeLessThan(0.06);
    }
  }
});
