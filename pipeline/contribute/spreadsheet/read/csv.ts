import { type Cell, type CellDiagnostic, cellProblem, type Row, type Sheet } from './table.ts';

/** Excel writes semicolons where the comma is the decimal sign, and tabs as "Text". */
const DELIMITERS = [',', ';', '\t'];
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
  const { rows, fault } = cellsOf(text, delimiterOf(text, known));
  if (fault !== undefined)
    return refuse(
      fault.row,
      'E-CSV-QUOTES',
      fault.isOpen
        ? 'a quotation mark opens a cell in this row or below and is never closed'
        : 'a quotation mark stands inside a cell that does not begin with one',
      'Save the file again from a spreadsheet program. By hand: put the whole cell in double quotes and write a quotation mark in it twice.',
    );
  return {
    sheet: { name: null, rows: rowsOf(rows), merged: [], hidden: { sheet: false, columns: [] } },
    diagnostics: [],
  };
}

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
  const scores = DELIMITERS.map(
    (delimiter) =>
      cellsOf(text, delimiter, PROBED_ROWS)
        .rows.flat()
        .filter((cell) => known.has(cell.trim())).length,
  );
  return DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ',';
}

/**
 * The cells of the first rows of a text, and the first row with a quotation mark out of place: of a cell that is never
 * closed, or within one. Beyond it the marks are read as letters.
 */
export function cellsOf(
  text: string,
  delimiter: string,
  most = Number.POSITIVE_INFINITY,
): { rows: string[][]; fault?: { row: number; isOpen: boolean } } {
  const rows: string[][] = [];
  const plain = new RegExp(`[^${delimiter}\\r\\n]*`, 'y');
  let fault: { row: number; isOpen: boolean } | undefined;
  let row: string[] = [];
  for (let at = 0; at < text.length && rows.length < most; ) {
    let cell = '';
    const isQuoted = text[at] === '"';
    if (isQuoted) {
      const end = closingMark(text, at + 1);
      if (end < 0) fault ??= { row: rows.length + 1, isOpen: true };
      cell = text.slice(at + 1, end < 0 ? text.length : end).replaceAll('""', '"');
      at = end < 0 ? text.length : end + 1;
    }
    plain.lastIndex = at;
    const [rest = ''] = plain.exec(text) ?? [];
    if (isQuoted ? rest !== '' : rest.includes('"')) fault ??= { row: rows.length + 1, isOpen: false };
    row.push(cell + rest);
    at += rest.length;
    if (text[at] === delimiter) {
      at += 1;
      if (at < text.length) continue;
      row.push('');
    }
    rows.push(row);
    row = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return fault === undefined ? { rows } : { rows, fault };
}

/** Where a quoted cell ends: the next mark that is not written twice; -1 when there is none. */
function closingMark(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function rowsOf(records: readonly string[][]): Row[] {
  const rows: Row[] = [];
  for (const [index, record] of records.entries()) {
    // A hint of Excel's, which its own reader does not show.
    if (index === 0 && record[0]?.startsWith('sep=')) continue;
    const cells = new Map<number, Cell>();
    const row = index + 1;
    record.forEach((text, position) => {
      const column = position + 1;
      if (text.trim() !== '')
        cells.set(column, { row, column, kind: 'text', text: text.replaceAll('\r\n', '\n') });
    });
    if (cells.size > 0) rows.push({ number: row, cells });
  }
  return rows;
}
