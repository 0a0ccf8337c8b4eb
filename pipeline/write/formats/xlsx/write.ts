import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { problem } from '../../../diagnostics/problem.ts';
import { type Column, type Table, tableNamed } from '../../../model/tables.ts';
import { type FileWriter, openFile } from '../../files.ts';
import { tableTexts, typed } from '../../table-rows.ts';
import type { Format } from '../formats.ts';
import { cutToCell, MOST_ROWS, SheetTooLarge } from './file/limits.ts';
import type { CellValue } from './file/sheet.ts';
import { STYLE } from './file/styles.ts';
import { type OpenSheet, type OpenWorkbook, startWorkbook } from './file/workbook.ts';
import { layoutOfTable } from './layout.ts';
import { type Cut, NOTES, notesRows, type SheetOfTable } from './notes.ts';

/** The tables that have a sheet. The claims come first, because programs that read one sheet read the first. */
const SHEETS = ['claims', 'sources', 'entities', 'codebook'] as const;

/** Bytes of a CSV file from which a thread saves more than it takes to start. */
const LARGE = 20_000_000;

const FILE = 'claims.xlsx';

/**
 * Writes the dataset as an Excel workbook, `claims.xlsx`: the file that is safe to open in a spreadsheet. A dataset that no
 * workbook can hold is built without one, with a warning.
 */
export const writeWorkbook: Format = async ({ folder, model, identity, warn }) => {
  const file = await openFile(folder, FILE);
  const chunks: Uint8Array[] = [];
  const book = startWorkbook(SHEETS.length + 1, (bytes) => chunks.push(bytes));
  const sheets: SheetOfTable[] = [];
  const cuts: Cut[] = [];
  try {
    for (const name of SHEETS) {
      const table = tableNamed(model.tables, name);
      const rows = await writeSheet(book, table, folder, cuts, () => drain(chunks, file));
      sheets.push({ table, rows });
    }
    const notes = book.startSheet(NOTES);
    notes.add(notesRows(identity, sheets, cuts));
    notes.end();
    await book.end();
    await drain(chunks, file);
  } catch (error) {
    book.abandon();
    await file.close();
    if (!(error instanceof SheetTooLarge)) throw error;
    await rm(join(folder, FILE));
    warn(tooLarge(error));
    return [];
  }
  return [await file.close()];
};

function tooLarge({ sheet }: SheetTooLarge): Diagnostic {
  const message = `${FILE} is left out: the table ${sheet} does not fit into a sheet, which holds ${MOST_ROWS} rows and 4 GB`;
  const fix = `Use csv/${sheet}.csv of the same build, which has no limit, with a program that is no spreadsheet.`;
  return problem('W-WORKBOOK-LARGE', FILE, { line: 1, column: 1, endColumn: 1 }, message, fix);
}

/** @returns the number of rows, without the header */
async function writeSheet(
  book: OpenWorkbook,
  table: Table,
  folder: string,
  cuts: Cut[],
  written: () => Promise<void>,
): Promise<number> {
  const { size } = await stat(join(folder, `csv/${table.name}.csv`));
  const start = (sample: string[][]): OpenSheet => {
    const started = book.startSheet(layoutOfTable(table, sample), size > LARGE);
    started.add([table.columns.map(({ name }) => ({ value: name, style: STYLE.head }))]);
    return started;
  };
  let count = 0;
  let sheet: OpenSheet | null = null;
  for await (const batch of tableTexts(folder, table)) {
    sheet ??= start(batch);
    sheet.add(batch.map((row) => cellsOf(row, table, cuts)));
    count += batch.length;
    await sheet.room();
    await written();
  }
  (sheet ?? start([])).end();
  return count;
}

function cellsOf(row: readonly string[], table: Table, cuts: Cut[]): CellValue[] {
  return row.map((text, index) => {
    const column = table.columns[index] as Column;
    if (column.type !== 'string') return typed(column, text) as CellValue;
    const cut = cutToCell(text);
    if (cut !== text) cuts.push({ ...placeOf(row, table), column: column.name, length: text.length });
    return cut;
  });
}

function placeOf(row: readonly string[], { name, key, columns }: Table): Pick<Cut, 'sheet' | 'row'> {
  const ids = columns.flatMap((column, index) => (key.includes(column.name) ? [row[index]] : []));
  return { sheet: name, row: ids.join(' ') };
}

async function drain(chunks: Uint8Array[], file: FileWriter): Promise<void> {
  for (const chunk of chunks.splice(0)) await file.append(chunk);
}
