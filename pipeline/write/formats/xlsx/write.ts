import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { problem } from '../../../diagnostics/problem.ts';
import { type Table, tableNamed } from '../../../model/tables.ts';
import { openFile } from '../../files.ts';
import { versionInWords } from '../../released.ts';
import { textsOf, typed } from '../../table-rows.ts';
import { type CsvPiece, csvPieces } from '../csv/pieces.ts';
import type { Format } from '../format.ts';
import { dayNumber } from './days.ts';
import { cutToCell, MOST_ROWS, SheetTooLarge } from './file/limits.ts';
import type { CellValue, StyledCell } from './file/sheet.ts';
import { STYLE } from './file/styles.ts';
import { type OpenSheet, startWorkbook } from './file/workbook.ts';
import { openRowsInPlace } from './in-place.ts';
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

/** Lines of a CSV file, from its header on, that become one piece of a sheet; with fewer the file would be larger. */
const TOGETHER = 128;

/** Rows by which the columns of a sheet are laid out. */
const SAMPLE = 256;

const FILE = 'claims.xlsx';

/**
 * Writes the dataset as an Excel workbook, `claims.xlsx`: the file that is safe to open in a spreadsheet. A dataset that no
 * workbook can hold is built without one, with a warning.
 */
export const writeWorkbook: Format = async ({ folder, model, identity, counts, warn, kept }) => {
  const file = await openFile(folder, FILE);
  const inPlace = await openRowsInPlace(kept, FILE);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // A release is made once and fetched often.
  const level = identity.released === undefined ? 4 : 6;
  const sink = (chunk: Uint8Array): void => {
    chunks.push(chunk);
    bytes += chunk.length;
  };
  const book = startWorkbook(SHEETS.length + 2, sink, {
    opensWith: OPENS_WITH,
    level,
    properties: {
      title: `${identity.title}, ${versionInWords(identity.version)}`,
      subject: 'Who said what about whom in foreign policy',
      creator: 'The Foreign-Policy Claims contributors',
      description: identity.description,
      keywords: 'foreign policy, claims, international relations, provenance',
    },
  });
  const drain = async (): Promise<void> => {
    for (const chunk of chunks.splice(0)) await file.append(chunk);
  };
  const sheets: SheetOfTable[] = [];
  const cuts: Cut[] = [];

  /** @returns the number of rows, without the header */
  const writeSheet = async (table: Table, as: TableSheet): Promise<number> => {
    const columns = columnsOf(table, as);
    const width = table.columns.length;
    let count = 0;
    let open: { sheet: OpenSheet; decides: string } | undefined;
    const start = (sample: string[][]): NonNullable<typeof open> => {
      const layout = layoutOfTable(table, as, sample);
      const sheet = book.startSheet(layout);
      sheet.add([columns.map(({ column }) => ({ value: column.name, style: STYLE.head }))]);
      return { sheet, decides: JSON.stringify([layout, table.columns, level]) };
    };
    for await (const rows of csvPieces(folder, table, { together: TOGETHER })) {
      open ??= start(textsOf(rows, width, 0, Math.min(rows.rows, SAMPLE)));
      const { sheet, decides } = open;
      for (let from = 0; from < rows.rows; ) {
        const to = Math.min(rows.rows, from + TOGETHER - ((count + 1) % TOGETHER));
        const key = digestOfRows(`${count} ${decides}`, rows, from * width, to * width);
        let made = await inPlace.find(key);
        if (made === undefined) {
          const cut: Cut[] = [];
          const cells = textsOf(rows, width, from, to).map((row) => cellsOf(row, table, as, columns, cut));
          made = { piece: sheet.make(cells), cuts: cut };
        }
        inPlace.note(key, made, bytes);
        sheet.put(made.piece);
        for (const cut of made.cuts) cuts.push(cut);
        count += to - from;
        from = to;
        await drain();
      }
    }
    (open ?? start([])).sheet.end();
    return count;
  };

  let isMade = false;
  try {
    const start = book.startSheet(START);
    start.add(startRows(identity, counts, SHEETS, model));
    start.end();
    for (const sheet of SHEETS) {
      const table = tableNamed(model.tables, sheet.table);
      const rows = await writeSheet(table, sheet);
      sheets.push({ name: sheet.name, columns: columnsOf(table, sheet), table, rows });
    }
    const notes = book.startSheet(NOTES);
    notes.add(notesRows(identity, sheets, cuts));
    notes.end();
    book.end();
    await drain();
    isMade = true;
  } catch (error) {
    await file.close();
    if (!(error instanceof SheetTooLarge)) throw error;
    await rm(join(folder, FILE));
    warn(tooLarge(error));
    return [];
  } finally {
    await inPlace.close(isMade);
  }
  return [await file.close()];
};

/**
 * What tells whether rows lie in a sheet as others did.
 * @param decides what does beside their cells
 * @param from number of the first cell
 * @param to the number after the last
 */
function digestOfRows(decides: string, { bytes, bounds }: CsvPiece, from: number, to: number): string {
  const places = bounds.subarray(from * 2, to * 2);
  const start = places[0] as number;
  return createHash('sha256')
    .update(decides)
    .update(bytes.subarray(start, places.at(-1)))
    .update(places.map((place) => place - start))
    .digest('hex');
}

function tooLarge({ sheet }: SheetTooLarge): Diagnostic {
  const table = SHEETS.find(({ name }) => name === sheet)?.table ?? sheet;
  const message = `${FILE} is left out: the table ${table} does not fit into a sheet, which holds ${MOST_ROWS} rows and 4 GB`;
  const fix = `Use csv/${table}.csv of the same build, which has no limit, with a program that is no spreadsheet.`;
  return problem('W-WORKBOOK-LARGE', FILE, { line: 1, column: 1, endColumn: 1 }, message, fix);
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
