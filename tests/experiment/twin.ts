/**
 * Runs the PyTorch script that the trainer hands out, and puts its accuracy beside the package's own:
 *
 *     node tests/experiment/twin.ts [RECIPE…] [--seeds N]
 *
 * RECIPE is a name such as E; D, E and F when none is given. The script is the one that a
 * reader copies, reading files in MNIST's form that hold the site's digits. Fails when a mean lies more than three
 * standard errors from the outcomes kept in tests/experiment/outcomes, or when no python3 has torch.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DigitSource, type LabelledPixels, recipeNamed } from '#cnn/math';
import { candidates, pythonWithTorch } from '../../src/build/code/python.ts';
import { torchText } from '../../src/playgrounds/trainer/torch-text.ts';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';
import { figuresOf, type SeedResult } from './figures.ts';
import { outcomes, standardErrors } from './outcomes.ts';

const MOST = 3;

const { values, positionals } = parseArgs({
  options: { seeds: { type: 'string', default: '3' } },
  allowPositionals: true,
});
const seeds = Number(values.seeds);
if (!Number.isInteger(seeds) || seeds < 2) {
  console.error(`--seeds is "${values.seeds}"; it accepts a whole number from 2.`);
  process.exit(2);
}

/** The site's digits as MNIST's four files. */
async function writeMnist(folder: string, digits: DigitSource) {
  const chunks = await Promise.all(digits.chunkSizes.map((_, i) => digits.chunk(i)));
  const valid = await digits.valid();
  const header = (...numbers: number[]) => {
    const bytes = Buffer.alloc(4 * numbers.length);
    for (const [i, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * i);
    return bytes;
  };
  const parts: Record<string, readonly LabelledPixels[]> = { train: chunks, t10k: [valid] };
  for (const [part, sets] of Object.entries(parts)) {
    const count = sets.reduce((sum, { labels }) => sum + labels.length, 0);
    writeFileSync(
      join(folder, `${part}-images-idx3-ubyte`),
      Buffer.concat([header(0x803, count, 28, 28), ...sets.map(({ pixels }) => pixels)]),
    );
    writeFileSync(
      join(folder, `${part}-labels-idx1-ubyte`),
      Buffer.concat([header(0x801, count), ...sets.map(({ labels }) => labels)]),
    );
  }
}

const folder = mkdtempSync(join(tmpdir(), 'twin-'));
try {
  const python = pythonWithTorch(candidates(process.env));
  mkdirSync(join(folder, 'mnist'));
  await writeMnist(join(folder, 'mnist'), digitsOnDisk());
  for (const name of positionals.length > 0 ? positionals : ['D', 'E', 'F']) {
    const { recipe } = recipeNamed(name);
    const results: SeedResult[] = [];
    for (let seed = 0; seed < seeds; seed++) {
      const began = performance.now();
      const said = execFileSync(python, ['-c', torchText({ ...recipe, seed })], {
        cwd: folder,
        encoding: 'utf8',
      });
      const [, validLoss, accuracy] = /valid loss (\S+), accuracy (\S+)/.exec(said)!.map(Number);
      results.push({
        seed,
        accuracy: accuracy!,
        validLoss: validLoss!,
        trainLoss: Number.NaN,
        diverged: false,
        seconds: (performance.now() - began) / 1000,
      });
    }
    const twin = figuresOf(results);
    const ours = outcomes().find((outcome) => outcome.name === name)!;
    const errors = standardErrors(ours.here, twin);
    const share = (value: number) => `${(100 * value).toFixed(2)} %`;
    console.log(
      `${name}: the script reaches ${share(twin.accuracy.mean)} over ${seeds} seeds, the package ${share(ours.here.accuracy.mean)}: ${errors.toFixed(1)} standard errors apart`,
    );
    if (!(errors <= MOST)) process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
