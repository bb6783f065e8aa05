/**
 * `npm run check:sheets`: lets LibreOffice recalculate the two workbooks, stored results left out, and compares every cell
 * with the package's numbers. Ends non-zero, with a sentence, when they differ or LibreOffice is not there.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workbooks, xlsxOf } from '../../src/build/sheets.ts';
import { addressOf, blocksOf } from '../../src/playgrounds/precedent-tracer/addresses.ts';
import { gridsOf } from '../../src/playgrounds/precedent-tracer/downloads.ts';

/** Values as they are, not as they are shown, with commas between. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false';
const CLOSE = 1e-12;
/** Faults that are told; the rest are counted. */
const SAID = 10;

const programs = ['soffice', 'libreoffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'];
const program = programs.find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);
if (program === undefined) {
  console.error(
    'LibreOffice is not installed, so nobody has recalculated the workbooks. Install LibreOffice Calc so that the command soffice is found, then run this again.',
  );
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'sheets-'));
let wrong = 0;
try {
  for (const book of workbooks) {
    const file = join(folder, `${book.name}.xlsx`);
    writeFileSync(file, await xlsxOf(book, { bare: true }));
    const { status, stderr } = spawnSync(
      program,
      [
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`,
        '--headless',
        '--convert-to',
        CSV,
        '--outdir',
        folder,
        file,
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`LibreOffice could not convert ${book.name}.xlsx. ${stderr}`);
    const rows = readFileSync(join(folder, `${book.name}.csv`), 'utf8')
      .split('\n')
      .map((line) => line.split(','));
    const grids = gridsOf(book);
    let compared = 0;
    for (const block of blocksOf([book.input.length, book.input[0]!.length], book.layers)) {
      if (block.kind === 'filter') continue;
      grids[block.index]!.forEach((values, r) => {
        values.forEach((value, c) => {
          const text = rows[block.top + r - 1]?.[block.left + c - 1] ?? '';
          compared++;
          if (text !== '' && Math.abs(Number(text) - value) <= CLOSE) return;
          wrong++;
          if (wrong > SAID) return;
          console.error(
            `${book.name}.xlsx, ${addressOf(block, r, c)}: LibreOffice has ${text || 'nothing'}, the package ${value}.`,
          );
        });
      });
    }
    console.log(`${book.name}.xlsx: ${compared} cells compared.`);
  }
} catch (problem) {
  wrong++;
  console.error(problem instanceof Error ? problem.message : problem);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (wrong > 0) {
  console.error(`${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong.`);
  process.exitCode = 1;
}
