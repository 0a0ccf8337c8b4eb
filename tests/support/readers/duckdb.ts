import { join } from 'node:path';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { DuckDBInstance, DuckDBListValue } from '@duckdb/node-api';
import type { TextTable } from '../built.ts';

/** Does something with a new connection to DuckDB. */
export async function withDuckdb<T>(action: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    return await action(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Reads CSV files with DuckDB, everything as text and nothing forgiven. */
export function readWithDuckdb(folder: string, names: readonly string[]): Promise<Map<string, TextTable>> {
  const options = `header = true, all_varchar = true, strict_mode = true, delim = ',', quote = '"', escape = '"'`;
  return readTables(names, (name) => `read_csv('${escaped(join(folder, `${name}.csv`))}', ${options})`);
}

/** Reads Parquet files with DuckDB. The cells are as CSV has them. */
export function readParquet(folder: string, names: readonly string[]): Promise<Map<string, TextTable>> {
  return readTables(names, (name) => `read_parquet('${escaped(join(folder, `${name}.parquet`))}')`);
}

function readTables(
  names: readonly string[],
  from: (name: string) => string,
): Promise<Map<string, TextTable>> {
  return withDuckdb(async (connection) => {
    const tables = new Map<string, TextTable>();
    for (const name of names) {
      const reader = await connection.runAndReadAll(`select * from ${from(name)}`);
      tables.set(name, {
        header: reader.columnNames(),
        rows: reader.getRows().map((row) => row.map(textOf)),
      });
    }
    return tables;
  });
}

function textOf(value: DuckDBValue): string {
  if (value === null) return '';
  return value instanceof DuckDBListValue ? value.items.join(' | ') : String(value);
}

function escaped(path: string): string {
  return path.replaceAll("'", "''");
}
