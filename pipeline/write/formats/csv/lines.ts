import { stringify } from 'csv-stringify/sync';
import { numberText } from '../../../model/numbers.ts';
import { type Cell, type Column, LIST_SEPARATOR, type Row, type Table } from '../../../model/tables.ts';
import { rowTexts } from '../row-text.ts';
import { NEEDS_QUOTES, quoted } from './quoted.ts';

/** The header line of a table. */
export function csvHeader(table: Table): string {
  return stringify([table.columns.map((column) => column.name)]);
}

/**
 * Rows as CSV after RFC 4180: UTF-8, comma, double quotes where needed by that or by spreadsheet programs, LF, no header. Values are never altered, also not
 * those that a spreadsheet takes for a formula: the workbook is the safe file for those.
 */
export function csvLines(table: Table, rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const names = table.columns.map((column) => column.name);
  return stringify(
    rows.map((row) => names.map((name) => cellText(row[name]))),
    { quoted_match: NEEDS_QUOTES },
  );
}

/**
 * The same for the tables of records, which have millions of cells in a large dataset: csv-stringify took a third of the
 * whole build there. A property test holds the two to the same bytes.
 * @param key value of the first column, for rows that leave it out
 */
export function csvLinesOfMany({ columns }: Table, rows: readonly Row[], key?: string): string {
  if (rows.length === 0) return '';
  const made = lineMakers.get(columns) ?? { whole: lineMaker(columns), keyed: lineMaker(columns, 1) };
  lineMakers.set(columns, made);
  const lineOf = key === undefined ? made.whole : made.keyed;
  const given = [key === undefined ? [] : [key]];
  let text = '';
  for (const row of rows) text += `${lineOf(row, given)[0]}\n`;
  return text;
}

/** Made when a table is written first. */
const lineMakers = new WeakMap<readonly Column[], { whole: LineMaker; keyed: LineMaker }>();

type LineMaker = ReturnType<typeof lineMaker>;

/** The line of a row, without its end; so many of the first columns are handed over. */
function lineMaker(columns: readonly Column[], given = 0): ReturnType<typeof rowTexts<Row>> {
  const names = columns.slice(0, given).map(({ name }) => name);
  return rowTexts(columns, [{ separator: ',', dressed: quoted }], names);
}

/** A cell as text: empty when missing, `true` or `false`, lists joined. */
export function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  return Array.isArray(cell)
    ? cell.join(LIST_SEPARATOR)
    : typeof cell === 'number'
      ? numberText(cell)
      : String(cell);
}
