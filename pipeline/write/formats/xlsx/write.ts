import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { problem } from '../../../diagnostics/problem.ts';
import { type Table, tableNamed } from '../../../model/tables.ts';
import { type FileWriter, openFile } from '../../files.ts';
import { versionInWords } from '../../released.ts';
import { tableTexts, typed } from '../../table-rows.ts';
import type { Format } from '../format.ts';
import { dayNumber } from './days.ts';
import { cutToCell, MOST_ROWS, SheetTooLarge } from './file/limits.ts';
import type { CellValue, StyledCell } from './file/sheet.ts';
import { STYLE } from './file/styles.ts';
import { type OpenSheet, type OpenWorkbook, startWorkbook } from './file/workbook.ts';
import { columnsOf, layoutOfTable, type TableSheet, type TableSheetColumn } from './layout.ts';
import { type Cut, NOTES, notesRows, type SheetOfTable } from './notes.ts';
import { START, startRows } from './start.ts';

/** The tables that have a sheet, in the order of the tabs, which stand between the start and the notes. */
const SHEETS: readonly TableSheet[] = [
  { table: 'claims', name: 'claims', open: 18, printed: 10, dayOf: 'date' },
  { table: 'dyads', name: 'who about whom' },
  { table: 'claim_actors', name: 'claim actors' },
  { table: 'sources', name: 'sources' },
  { table: 'entities', name: 'entities' },
  { table: 'codebook', name: 'codebook' },
];
/** Whoever opens the file sees the claims; the start is one tab to the left. */
const OPENS_WITH = 1;

/** Bytes of a CSV file from which a thread saves more than it takes to start. */
const LARGE = 20_000_000;

const FILE = 'claims.xlsx';

/**
 * Writes the dataset as an Excel workbook, `claims.xlsx`: the file that is safe to open in a spreadsheet. A dataset that no
 * workbook can hold is built without one, with a warning.
 */
export const writeWorkbook: Format = async ({ folder, model, identity, counts, warn }) => {
  const file = await openFile(folder, FILE);
  const chunks: Uint8Array[] = [];
  const book = startWorkbook(SHEETS.length + 2, (bytes) => chunks.push(bytes), {
    opensWith: OPENS_WITH,
    // A release is made once and fetched often.
    level: identity.released === undefined ? 4 : 6,
    properties: {
      title: `${identity.title}, ${versionInWords(identity.version)}`,
      subject: 'Who said what about whom in foreign policy',
      creator: 'The Foreign-Policy Claims contributors',
      description: identity.description,
      keywords: 'foreign policy, claims, international relations, provenance',
    },
  });
  const sheets: SheetOfTable[] = [];
  const cuts: Cut[] = [];
  try {
    const start = book.startSheet(START);
    start.add(startRows(identity, counts, SHEETS, model));
    start.end();
    for (const sheet of SHEETS) {
      const table = tableNamed(model.tables, sheet.table);
      const rows = await writeSheet(book, table, sheet, folder, cuts, () => drain(chunks, file));
      sheets.push({ name: sheet.name, columns: columnsOf(table, sheet), table, rows });
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
  const table = SHEETS.find(({ name }) => name === sheet)?.table ?? sheet;
  const message = `${FILE} is left out: the table ${table} does not fit into a sheet, which holds ${MOST_ROWS} rows and 4 GB`;
  const fix = `Use csv/${table}.csv of the same build, which has no limit, with a program that is no spreadsheet.`;
  return problem('W-WORKBOOK-LARGE', FILE, { line: 1, column: 1, endColumn: 1 }, message, fix);
}

/** @returns the number of rows, without the header */
async function writeSheet(
  book: OpenWorkbook,
  table: Table,
  as: TableSheet,
  folder: string,
  cuts: Cut[],
  written: () => Promise<void>,
): Promise<number> {
  const { size } = await stat(join(folder, `csv/${table.name}.csv`));
  const columns = columnsOf(table, as);
  const start = (sample: string[][]): OpenSheet => {
    const started = book.startSheet(layoutOfTable(table, as, sample), size > LARGE);
    started.add([columns.map(({ column }) => ({ value: column.name, style: STYLE.head }))]);
    return started;
  };
  let count = 0;
  let sheet: OpenSheet | null = null;
  for await (const batch of tableTexts(folder, table)) {
    sheet ??= start(batch);
    sheet.add(batch.map((row) => cellsOf(row, table, as, columns, cuts)));
    count += batch.length;
    await sheet.room();
    await written();
  }
  (sheet ?? start([])).end();
  return count;
}

function cellsOf(
  row: readonly string[],
  table: Table,
  { name: sheet }: TableSheet,
  columns: readonly TableSheetColumn[],
  cuts: Cut[],
): (CellValue | StyledCell)[] {
  return columns.map(({ column, index, isDay }) => {
    const text = row[index] ?? '';
    if (isDay) return dayNumber(text);
    // A day that spreadsheets cannot count stays text, and does not look like one that they can.
    if (column.type === 'date') return dayNumber(text) ?? { value: text, style: STYLE.text };
    if (column.type !== 'string') return typed(column, text) as CellValue;
    const cut = cutToCell(text);
    if (cut !== text) cuts.push({ sheet, row: keyOf(row, table), column: column.name, length: text.length });
    return cut;
  });
}

function keyOf(row: readonly string[], { key, columns }: Table): string {
  return columns.flatMap((column, index) => (key.includes(column.name) ? [row[index]] : [])).join(' ');
}

async function drain(chunks: Uint8Array[], file: FileWriter): Promise<void> {
  for (const chunk of chunks.splice(0)) await file.append(chunk);
}
