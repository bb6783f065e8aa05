import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { defaultRecipe } from '#cnn/math';
import { figuresOf, spreadOf, table, torchFigures } from './figures.ts';

const program = fileURLToPath(new URL('run.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'experiment-'));
const tiny = join(folder, 'tiny.json');
writeFileSync(tiny, JSON.stringify({ ...defaultRecipe, batchSize: 8, steps: 2 }));

/** The program in a process of its own; `heard` may interrupt it. */
function run(given: string[], heard: (out: string, interrupt: () => void) => void = () => {}) {
  return new Promise<{ status: number | null; out: string }>((resolve) => {
    const child = spawn(process.execPath, [program, ...given]);
    let out = '';
    const hear = (text: Buffer) => {
      out += text;
      heard(out, () => child.kill('SIGINT'));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', (status) => resolve({ status, out }));
  });
}

test('a recipe is trained from every seed, told, summed up and written down', async () => {
  const json = join(folder, 'outcome.json');
  const { status, out } = await run([tiny, '--seeds', '2', '--json', json]);
  expect(status).toBe(0);
  expect(out).toContain('tiny.json: a recipe from a file');
  expect(out).toMatch(/seed 0: \d+\.\d % right, validation loss \d.*\n.*\n?seed 1: /);
  expect(out).toMatch(/here on wasm, 2 seeds\naccuracy +\d/);
  expect(out).toContain('PyTorch was not asked about this recipe.');
  const { results, figures, recipe } = JSON.parse(readFileSync(json, 'utf8'));
  expect(recipe.steps).toBe(2);
  expect(results.map(({ seed }: { seed: number }) => seed)).toEqual([0, 1]);
  expect(figures).toEqual(figuresOf(results));
});

test('what is finished stands in the file before the next seed ends', async () => {
  const json = join(folder, 'seed-by-seed.json');
  let early: number | undefined;
  await run([tiny, '--seeds', '300', '--json', json], (heard, interrupt) => {
    if (early !== undefined || !heard.includes('seed 2: ')) return;
    early = existsSync(json) ? JSON.parse(readFileSync(json, 'utf8')).results.length : 0;
    interrupt();
  });
  expect(early).toBeGreaterThan(1);
  expect(existsSync(`${json}.unfinished`)).toBe(false);
});

/** A recipe file with this text. */
function recipeFile(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const late = recipeFile('late.json', JSON.stringify({ ...defaultRecipe, seed: 999_999 }));

test('an interrupt keeps the seeds that are finished, and tells them', async () => {
  let sent = false;
  const { status, out } = await run([tiny, '--seeds', '500'], (heard, interrupt) => {
    if (!sent && heard.includes('seed 1: ')) interrupt();
    sent ||= heard.includes('seed 1: ');
  });
  expect(status).toBe(130);
  expect(out).toMatch(/Stopped with \d+ of 500 seeds finished\./);
  expect(out).toMatch(/here on wasm, \d+ seeds?\n/);
});

test.each([
  [['Z'], 'There is no recipe "Z". The recipes are A, B, C, D, E, F, layerNorm'],
  [[], 'One recipe is needed, and 0 are named.'],
  [['D', '--seeds', '0'], '--seeds is "0"; it accepts a whole number from 1 to 1000.'],
  [[late, '--seeds', '2'], 'leads to 1000000; the largest seed is 999999.'],
  [['D', '--json', join(folder, 'no', 'out.json')], 'out.json", which cannot be written: ENOENT'],
  [['D', '--json', folder], 'which cannot be written: it is a folder'],
  [[join(folder, 'none.json')], 'none.json holds no recipe that can be read: ENOENT'],
  [[recipeFile('half.json', '{')], 'half.json holds no recipe that can be read: '],
  [[recipeFile('list.json', '[]')], 'list.json holds no recipe that can be read: A recipe is an'],
  [['D', '--backend', 'gpu'], '--backend is "gpu"; it accepts wasm or cpu.'],
])('what cannot be run is refused: %j', async (given, why) => {
  const { status, out } = await run(given);
  expect(status).toBe(1);
  expect(out).toContain(why);
});

test('figures stand beside PyTorch’s of the same run', () => {
  const torch = torchFigures('D', 'adam')!;
  expect(torch).toMatchObject({ seeds: 30, failed: 0 });
  expect(torch.accuracy.mean).toBeCloseTo(0.969, 3);
  expect(torchFigures('layerNorm', 'adam')).toBeUndefined();
  const result = { validLoss: 0.1, trainLoss: 0.2, diverged: false, seconds: 1 };
  const figures = figuresOf([
    { ...result, seed: 0, accuracy: 0.97 },
    { ...result, seed: 1, accuracy: 0.11 },
    { ...result, seed: 2, accuracy: 0.5, diverged: true },
  ]);
  expect(figures.failed).toBe(2);
  expect(spreadOf([1, 2, 3])).toEqual({ mean: 2, std: 1, min: 1, max: 3 });
  expect(table(figures, 'cpu', torch).split('\n')[0]).toMatch(
    /here on cpu, 3 seeds +PyTorch, 30 seeds/,
  );
});
