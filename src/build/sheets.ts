/**
 * Writes a spreadsheet whose convolutions are live formulas, so that a spreadsheet program's own trace precedents walks
 * through them: every output is a SUMPRODUCT of a plain range and the filter's fixed one. Results are stored beside the
 * formulas, for programs that only show.
 */
import ExcelJS from 'exceljs';
import { unzipSync, zipSync } from 'fflate';
import {
  addressOf,
  type Block,
  blocksOf,
  formulaOf,
} from '../playgrounds/precedent-tracer/addresses.ts';
import { gridsOf, rowsOf, type Workbook } from '../playgrounds/precedent-tracer/downloads.ts';

export { type Workbook, workbooks } from '../playgrounds/precedent-tracer/downloads.ts';

/** Fixed, so that the same source gives the same file. */
const MADE = new Date('2025-01-01T00:00:00Z');
/** White to red, as in the lesson's workbook. */
const SCALE = [{ argb: 'FFFCFCFF' }, { argb: 'FFF8696B' }];

interface Options {
  /** Formulas alone, without stored results and without rounding for the eye: for a program that is to be checked. */
  bare?: boolean;
}

/** The bytes of an .xlsx file. */
export async function xlsxOf(book: Workbook, { bare = false }: Options = {}): Promise<Uint8Array> {
  const file = new ExcelJS.Workbook();
  Object.assign(file, { creator: 'Receptive Field', created: MADE, modified: MADE });
  const sheet = file.addWorksheet('conv-example', {
    views: [{ showGridLines: false, zoomScale: 70 }],
    properties: { defaultColWidth: 5 },
  });
  const { input, layers } = book;
  const grids = gridsOf(book);
  const blocks = blocksOf([input.length, input[0]!.length], layers);
  blocks.forEach((block, i) => {
    const { kind, index, title, top, left } = block;
    sheet.getCell(top - 1, left).value = title;
    sheet.getCell(top - 1, left).font = { bold: true };
    const values = kind === 'filter' ? rowsOf(book.filters[index - 1]!) : grids[index]!;
    forEachCell(block, (row, column) => {
      const cell = sheet.getCell(addressOf(block, row, column));
      const result = values[row]![column]!;
      if (!bare) cell.numFmt = `0.${'0'.repeat(book.places)}`;
      if (kind === 'filter' || index === 0) cell.value = result;
      else {
        const formula = formulaOf([blocks[i - 2]!, blocks[i - 1]!], layers[index - 1]!, [
          row,
          column,
        ]);
        cell.value = bare ? { formula } : { formula, result };
      }
    });
    sheet.addConditionalFormatting({
      ref: `${addressOf(block, 0, 0)}:${addressOf(block, block.rows - 1, block.columns - 1)}`,
      rules: [
        {
          type: 'colorScale',
          priority: i + 1,
          cfvo: [{ type: 'min' }, { type: 'max' }],
          color: SCALE,
        },
      ],
    });
  });
  const note = sheet.getCell(top(blocks), 1);
  note.value = `Choose a cell of Conv2, then Formulas, Trace Precedents (LibreOffice: Tools, Detective), twice. ${book.title}: ${book.what}.`;
  // ExcelJS dates the parts of the archive by the clock; packed again, the same book is the same file on any day.
  const parts = unzipSync(new Uint8Array(await file.xlsx.writeBuffer()));
  return zipSync(parts, { mtime: MADE });
}

/** Two rows below everything. */
const top = (blocks: Block[]) => Math.max(...blocks.map((block) => block.top + block.rows)) + 1;

function forEachCell({ rows, columns }: Block, visit: (row: number, column: number) => void) {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) visit(row, column);
}
