import { CsvError, parse } from 'csv-parse/sync';
import { type Cell, type CellDiagnostic, cellProblem, type Row, type Sheet } from './table.ts';

/** Excel writes semicolons where the comma is the decimal sign, and tabs as "Text". */
const DELIMITERS = [',', ';', '\t'];
const LINE_ENDS = ['\r\n', '\n', '\r'];
/** Rows that are looked at to find the delimiter; the longest head of a table is shorter. */
const PROBED_ROWS = 300;

/**
 * Reads a CSV file: comma, semicolon or tab, with or without a byte order mark, any line ends, line breaks in cells.
 * @param known words that stand in cells of their own when the delimiter is right: the names of columns
 * @returns no sheet when the file cannot be read at all
 */
export function readCsv(
  file: string,
  bytes: Uint8Array,
  known: ReadonlySet<string>,
): { sheet: Sheet | null; diagnostics: CellDiagnostic[] } {
  const refuse = (row: number, code: string, message: string, fix: string) => ({
    sheet: null,
    diagnostics: [cellProblem({ file, sheet: null, row, column: 1 }, '', code, message, fix)],
  });
  const decoded = decode(bytes);
  if ('fault' in decoded)
    return refuse(
      decoded.row,
      'E-IMPORT-ENCODING',
      decoded.fault,
      'In Excel, save as "CSV UTF-8 (Comma delimited)"; in LibreOffice, choose the character set "Unicode (UTF-8)" when you save. Then look whether the accented letters are right.',
    );
  const { text } = decoded;
  const delimiter = delimiterOf(text, known);
  try {
    const rows = rowsOf(parse(text, { ...OPTIONS, delimiter }));
    return {
      sheet: { name: null, rows, merged: [], hidden: { sheet: false, columns: [] } },
      diagnostics: [],
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse(
      Number(error.records ?? 0) + 1,
      'E-CSV-QUOTES',
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quotation mark opens a cell in this row or below and is never closed'
        : 'a quotation mark stands inside a cell that does not begin with one',
      'Save the file again from a spreadsheet program. By hand: put the whole cell in double quotes and write a quotation mark in it twice.',
    );
  }
}

const OPTIONS = { record_delimiter: LINE_ENDS, relax_column_count: true };

/** The text without a byte order mark, or why it is none. */
function decode(bytes: Uint8Array): { text: string } | { fault: string; row: number } {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return { fault: 'the file is written in UTF-16, not in UTF-8', row: 1 };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? { fault: 'the file is no text in UTF-8', row: 1 } : { text };
  } catch {
    const row = firstBadLine(bytes);
    return {
      fault: 'the file is not written in UTF-8, but probably in Windows-1252 ("ANSI")',
      row,
    };
  }
}

function firstBadLine(bytes: Uint8Array): number {
  let row = 1;
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(10, start) + 1 || bytes.length;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end));
    } catch {
      return row;
    }
    row += 1;
    start = end;
  }
  return row;
}

/** The delimiter with which the most cells are known words; a comma in a text cannot mislead it. */
function delimiterOf(text: string, known: ReadonlySet<string>): string {
  const scores = DELIMITERS.map((delimiter) => {
    try {
      const rows = parse(text, {
        ...OPTIONS,
        delimiter,
        to: PROBED_ROWS,
        relax_quotes: true,
        skip_records_with_error: true,
      });
      return rows.flat().filter((cell) => known.has(cell.trim())).length;
    } catch {
      return 0;
    }
  });
  return DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ',';
}

function rowsOf(records: readonly string[][]): Row[] {
  const rows: Row[] = [];
  for (const [index, record] of records.entries()) {
    // A hint of Excel's, which its own reader does not show.
    if (index === 0 && record[0]?.startsWith('sep=')) continue;
    const cells = new Map<number, Cell>();
    for (const [position, text] of record.entries()) {
      const place = { row: index + 1, column: position + 1 };
      if (text.trim() !== '')
        cells.set(place.column, { ...place, kind: 'text', text: text.replaceAll('\r\n', '\n') });
    }
    if (cells.size > 0) rows.push({ number: index + 1, cells });
  }
  return rows;
}
