/**
 * `npm run check:code`: runs the Python blocks of the answers that are marked `run` under PyTorch and holds what they give
 * against what the page shows. `-- --write` puts the results into the files, and the version into `checked-with.json`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problemText } from '../content/problem.ts';
import { readEntry } from '../content/read-entry.ts';
import { type Block, runBlocks } from './blocks.ts';
import { compare, type Mend, mended, type Outcome } from './compare.ts';
import { candidates, pythonWithTorch } from './python.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const root = here('../../../');
const folder = join(root, 'content/questions');
const samples = here('../../lab/digits/packed/samples.json');

/** The pixels of the chapter's 3. */
function chapterDigit(): number[] {
  if (!existsSync(samples))
    spawnSync(process.execPath, [here('../digits.ts')], { stdio: 'inherit' });
  const digits: { label: number; pixels: number[] }[] = JSON.parse(readFileSync(samples, 'utf8'));
  return digits.find(({ label }) => label === 3)!.pixels;
}

function pagesWithBlocks(): { id: string; file: string; blocks: Block[] }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.mdx') && !name.startsWith('_'))
    .sort()
    .flatMap((name) => {
      const file = `content/questions/${name}`;
      const read = readEntry(
        name.slice(0, -'.mdx'.length),
        file,
        readFileSync(join(root, file), 'utf8'),
      );
      if ('problem' in read) throw new Error(problemText(read.problem));
      const blocks = runBlocks(read.entry);
      return blocks.length > 0 ? [{ id: read.entry.id, file, blocks }] : [];
    });
}

function main(write: boolean): number {
  const python = pythonWithTorch(candidates(process.env));
  const pages = pagesWithBlocks();
  const asked = {
    digit: chapterDigit(),
    pages: pages.map(({ id, blocks }) => ({ id, blocks: blocks.map(({ code }) => code) })),
  };
  const ran = spawnSync(python, [here('run-pages.py')], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (ran.status !== 0) throw new Error(`${python} could not run the blocks.\n${ran.stderr}`);
  const { torch, pages: gave } = JSON.parse(ran.stdout) as {
    torch: string;
    pages: Record<string, Outcome[]>;
  };
  let faults = 0;
  for (const { id, file, blocks } of pages) {
    const differing = blocks.flatMap((block, i) => compare(block, gave[id]![i]!));
    const mends = write ? differing.flatMap(({ mend }): Mend[] => (mend ? [mend] : [])) : [];
    if (mends.length > 0)
      writeFileSync(join(root, file), mended(readFileSync(join(root, file), 'utf8'), mends));
    const left = differing.filter(({ mend }) => !write || !mend);
    for (const { problem } of left) console.error(problemText(problem));
    faults += left.length;
  }
  const count = pages.reduce((sum, { blocks }) => sum + blocks.length, 0);
  if (write && faults === 0)
    writeFileSync(here('checked-with.json'), `${JSON.stringify({ torch }, null, 2)}\n`);
  console.log(
    `${count} blocks on ${pages.length} pages ran under PyTorch ${torch}; ${faults} differ from their page.`,
  );
  return faults === 0 ? 0 : 1;
}

try {
  process.exitCode = main(process.argv.includes('--write'));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
