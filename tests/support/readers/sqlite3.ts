import type { Table } from '../../../pipeline/model/tables.ts';
import type { TextTable } from '../built.ts';
import { runTool } from '../run-cli.ts';

type Value = string | number | null;

/**
 * Asks a database with the sqlite3 program.
 * @returns rows by column name, or null when the program is not installed
 * @throws Error with what the program says of a query that fails
 */
export async function askSqlite(file: string, query: string): Promise<Record<string, Value>[] | null> {
  const ended = await runTool('sqlite3', ['-readonly', '-json', file, query]);
  if (ended === null) return null;
  if (ended.code !== 0 || ended.stderr !== '') throw new Error(`${query}: ${ended.stderr}`);
  // Nothing is printed for no rows.
  return ended.stdout === '' ? [] : (JSON.parse(ended.stdout) as Record<string, Value>[]);
}

/**
 * Reads tables with the sqlite3 program, in the order in which they lie in the file.
 * @returns the cells as CSV has them, or null when the program is not installed
 */
export async function readWithSqlite(
  file: string,
  tables: readonly Table[],
): Promise<Map<string, TextTable> | null> {
  const read = new Map<string, TextTable>();
  for (const { name, columns } of tables) {
    const info = await askSqlite(file, `select name from pragma_table_info('${name}')`);
    const rows = await askSqlite(file, `select * from ${name}`);
    if (info === null || rows === null) return null;
    const header = info.map((column) => String(column.name));
    const textOf = (row: Record<string, Value>, column: string): string => {
      const value = row[column] ?? null;
      if (value === null) return '';
      const isBoolean = columns.find((one) => one.name === column)?.type === 'boolean';
      return isBoolean ? String(value === 1) : String(value);
    };
    read.set(name, { header, rows: rows.map((row) => header.map((column) => textOf(row, column))) });
  }
  return read;
}
