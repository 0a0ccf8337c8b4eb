import { stringify } from 'csv-stringify/sync';
import { type Cell, LIST_SEPARATOR, type Row, type Table } from '../model/tables.ts';

/** The header line of a table. */
export function csvHeader(table: Table): string {
  return stringify([table.columns.map((column) => column.name)]);
}

/**
 * Rows as CSV after RFC 4180: UTF-8, comma, double quotes where needed, LF, no header. Values are never altered, also not
 * those that a spreadsheet takes for a formula: the workbook is the safe file for those.
 */
export function csvLines(table: Table, rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const names = table.columns.map((column) => column.name);
  return stringify(rows.map((row) => names.map((name) => cellText(row[name] ?? null))));
}

/** A cell as text: empty when missing, `true` or `false`, lists joined. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  return Array.isArray(cell) ? cell.join(LIST_SEPARATOR) : String(cell);
}
