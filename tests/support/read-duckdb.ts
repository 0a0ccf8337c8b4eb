import { join } from 'node:path';
import type { TextTable } from './built.ts';

/**
 * Reads CSV files with DuckDB, everything as text and nothing forgiven.
 * @returns the tables by name, or null when DuckDB cannot be loaded on this machine
 */
export async function readWithDuckdb(
  folder: string,
  names: readonly string[],
): Promise<Map<string, TextTable> | null> {
  const duckdb = await import('@duckdb/node-api').catch(() => null);
  if (duckdb === null) return null;
  const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const tables = new Map<string, TextTable>();
  for (const name of names) {
    const path = join(folder, `${name}.csv`).replaceAll("'", "''");
    const options = `header = true, all_varchar = true, strict_mode = true, delim = ',', quote = '"', escape = '"'`;
    const reader = await connection.runAndReadAll(`select * from read_csv('${path}', ${options})`);
    const rows = reader.getRows().map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
    tables.set(name, { header: reader.columnNames(), rows });
  }
  connection.closeSync();
  instance.closeSync();
  return tables;
}
