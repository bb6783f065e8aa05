import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { workbooks, xlsxOf } from '../../src/build/sheets.ts';
import {
  addressOf,
  blocksOf,
  columnLetters,
} from '../../src/playgrounds/precedent-tracer/addresses.ts';
import { gridsOf } from '../../src/playgrounds/precedent-tracer/downloads.ts';

type Sheet = ExcelJS.Worksheet;

async function reopened(name: string): Promise<Sheet> {
  const book = workbooks.find((one) => one.name === name)!;
  const file = new ExcelJS.Workbook();
  const bytes = await xlsxOf(book);
  await file.xlsx.load(bytes.buffer as ArrayBuffer);
  return file.getWorksheet('conv-example')!;
}

const formulaAt = (sheet: Sheet, address: string) => sheet.getCell(address).formula;

/** Numbers of a range, recomputed from the formulas down to the typed numbers; stored results are never read. */
function evaluator(sheet: Sheet) {
  const known = new Map<string, number>();
  const value = (address: string): number => {
    const held = known.get(address);
    if (held !== undefined) return held;
    const { formula, value: typed } = sheet.getCell(address);
    const result = formula ? evaluated(formula) : Number(typed);
    known.set(address, result);
    return result;
  };
  const range = (text: string): number[] => {
    const [from, to] = text
      .replaceAll('$', '')
      .split(':')
      .map((one) => sheet.getCell(one));
    const values: number[] = [];
    for (let row = Number(from!.row); row <= Number(to!.row); row++)
      for (let column = Number(from!.col); column <= Number(to!.col); column++)
        values.push(value(`${columnLetters(column)}${row}`));
    return values;
  };
  const evaluated = (formula: string): number => {
    const ranges = /^SUMPRODUCT\(([A-Z]+\d+:[A-Z]+\d+),(\$[A-Z]+\$\d+:\$[A-Z]+\$\d+)\)$/.exec(
      formula,
    );
    if (!ranges) throw new Error(`No formula of ours: ${formula}`);
    const [a, b] = [range(ranges[1]!), range(ranges[2]!)];
    if (a.length !== b.length) throw new Error(`Ranges of different size: ${formula}`);
    return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  };
  return value;
}

test.each(workbooks.map(({ name }) => name))(
  '%s: every formula, recomputed, gives the number of the package',
  async (name) => {
    const book = workbooks.find((one) => one.name === name)!;
    const sheet = await reopened(name);
    const value = evaluator(sheet);
    const grids = gridsOf(book);
    let formulas = 0;
    for (const block of blocksOf([book.input.length, book.input[0]!.length], book.layers)) {
      if (block.kind === 'filter') continue;
      grids[block.index]!.forEach((row, r) => {
        row.forEach((wanted, c) => {
          const address = addressOf(block, r, c);
          expect(value(address)).toBeCloseTo(wanted, 12);
          const cell = sheet.getCell(address);
          if (!cell.formula) return;
          formulas++;
          // The stored result serves programs that do not compute.
          expect(cell.result ?? 0).toBeCloseTo(wanted, 12);
        });
      });
    }
    expect(formulas).toBe(name.endsWith('2') ? 100 + 16 : 26 ** 2 + 24 ** 2);
  },
);

test('the stride-2 sheet ends in the numbers of the chapter’s figure', async () => {
  const sheet = await reopened('conv-example-stride-2');
  const value = evaluator(sheet);
  const shown = ['AQ', 'AR', 'AS', 'AT'].map((column) => value(`${column}4`).toFixed(3));
  expect(shown).toEqual(['0.446', '0.497', '0.439', '0.450']);
  expect(formulaAt(sheet, 'AT4')).toBe('SUMPRODUCT(AH3:AJ5,$AM$11:$AO$13)');
  expect(formulaAt(sheet, 'AH3')).toBe('SUMPRODUCT(M2:O4,$X$11:$Z$13)');
});

test('the stride-1 sheet has the addresses of the public workbook', async () => {
  const sheet = await reopened('conv-example-stride-1');
  expect(formulaAt(sheet, 'BM4')).toBe('SUMPRODUCT(AH3:AJ5,$BI$11:$BK$13)');
  expect(formulaAt(sheet, 'AH3')).toBe('SUMPRODUCT(A2:C4,$AD$11:$AF$13)');
  expect(formulaAt(sheet, 'AJ5')).toBe('SUMPRODUCT(C4:E6,$AD$11:$AF$13)');
});

test('blocks are labelled, coloured by value, and the file is small and always the same', async () => {
  for (const book of workbooks) {
    const sheet = await reopened(book.name);
    const titles = ['A1', addressOfTitle(book)].map((address) => sheet.getCell(address).value);
    expect(titles).toEqual(['Input', 'Conv2']);
    const held = sheet as Sheet & { conditionalFormattings: { rules: { type: string }[] }[] };
    expect(held.conditionalFormattings).toHaveLength(5);
    expect(held.conditionalFormattings.every(({ rules }) => rules[0]!.type === 'colorScale')).toBe(
      true,
    );
    const [once, again] = [await xlsxOf(book), await xlsxOf(book)];
    expect(once.length).toBeLessThan(60_000);
    expect(again).toEqual(once);
  }
});

function addressOfTitle({ input, layers }: (typeof workbooks)[number]) {
  const last = blocksOf([input.length, input[0]!.length], layers).at(-1)!;
  return addressOf(last, -1, 0);
}
