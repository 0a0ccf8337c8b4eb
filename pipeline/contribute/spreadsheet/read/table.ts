import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type Extras, problem } from '../../../diagnostics/problem.ts';
import { lettersOf } from '../../../write/formats/xlsx/file/address.ts';

/**
 * What a spreadsheet program took a cell for. A cell that holds a day may show less: `month` is year and month, `day` is
 * month and day, `date-in-part` anything else. In a CSV file every cell is text.
 */
type CellKind = 'text' | 'number' | 'date' | 'month' | 'day' | 'date-in-part' | 'boolean' | 'error';

/** One filled cell. Rows and columns are counted from 1, as the spreadsheet shows them. */
export interface Cell {
  row: number;
  column: number;
  kind: CellKind;
  /** What was read: the text, the digits of a number, `TRUE` or `FALSE`, a date as YYYY-MM-DD, the word of an error. */
  text: string;
  /** What the reader should know about it: it is the result of a formula, or is shown as a percentage. */
  made?: 'formula' | 'percentage';
  /** How much of the text is struck out. */
  struck?: 'whole' | 'part';
}

/** A row with something in it. */
export interface Row {
  number: number;
  /** Only filled cells, by column. */
  cells: ReadonlyMap<number, Cell>;
  /** By hand or by a filter. */
  hidden?: boolean;
}

/** One sheet of a workbook, or the whole of a CSV file. */
export interface Sheet {
  /** Null for a CSV file. */
  name: string | null;
  rows: Row[];
  /** Ranges of joined cells, such as `B2:B4`. */
  merged: string[];
  /** Whether the whole sheet is hidden, and its hidden columns, first and last. */
  hidden: { sheet: boolean; columns: (readonly [first: number, last: number])[] };
}

/** Where a cell is. */
export interface CellPlace {
  /** As it is to be shown. */
  file: string;
  sheet: string | null;
  row: number;
  column: number;
}

/** A diagnostic about a cell. Its line is the row and its column the number of the column, both from 1. */
export interface CellDiagnostic extends Diagnostic {
  /** The address as people who work with spreadsheets write it: `claims.xlsx!claims!F7` or `claims.csv:7:F`. */
  cell: string;
  /** What stands there; empty for an empty cell. */
  content: string;
}

/** Makes a diagnostic about a cell. */
export function cellProblem(
  place: CellPlace,
  content: string,
  code: string,
  message: string,
  fix: string,
  extras: Extras = {},
): CellDiagnostic {
  const range = { line: place.row, column: place.column, endColumn: place.column + 1 };
  return { ...problem(code, place.file, range, message, fix, extras), cell: addressOf(place), content };
}

/** `claims.xlsx!claims!F7`, or `claims.csv:7:F` for a file that has no sheets. */
export function addressOf({ file, sheet, row, column }: CellPlace): string {
  const letters = lettersOf(column);
  return sheet === null ? `${file}:${row}:${letters}` : `${file}!${sheet}!${letters}${row}`;
}

/** A cell as somebody calls it who looks at a sheet of the same file: `F7`, or `entities!F7` in another sheet. */
export function addressIn(own: string | null, { sheet, row, column }: CellPlace): string {
  const address = `${lettersOf(column)}${row}`;
  return sheet === own ? address : `${sheet}!${address}`;
}

/** Row and column of an address such as `F7`. */
export function placeOf(address: string): { row: number; column: number } {
  const [, letters = '', digits = ''] = /^\$?([A-Z]+)\$?(\d+)$/.exec(address) ?? [];
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits), column };
}
