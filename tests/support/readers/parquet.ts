import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import type { TextTable } from '../built.ts';

/** Reads Parquet files without DuckDB, which writes them. The cells are as CSV has them. */
export async function readWithHyparquet(
  folder: string,
  names: readonly string[],
): Promise<Map<string, TextTable>> {
  const tables = new Map<string, TextTable>();
  for (const name of names) {
    const bytes = await readFile(join(folder, `${name}.parquet`));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const header = parquetSchema(parquetMetadata(file)).children.map(({ element }) => element.name);
    const rows = await parquetReadObjects({ file });
    tables.set(name, { header, rows: rows.map((row) => header.map((column) => textOf(row[column]))) });
  }
  return tables;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return Array.isArray(value) ? value.join(' | ') : String(value);
}
