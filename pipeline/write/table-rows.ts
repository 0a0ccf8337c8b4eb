import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { type Column, LIST_SEPARATOR, type Table } from '../model/tables.ts';

/** A cell in the type of its column; null is missing, a missing list is empty. */
export type TypedCell = string | number | boolean | string[] | null;

/**
 * Reads a table that was just written, batch by batch, so that every format is made from the same rows and none needs the
 * whole dataset in memory.
 * @param folder the folder of the build
 * @param batch rows handed over at once
 * @returns rows with one cell per column of the contract, in its order
 * @throws the error of the file system
 */
export async function* tableRows(folder: string, table: Table, batch = 2000): AsyncGenerator<TypedCell[][]> {
  const cells = createReadStream(join(folder, `csv/${table.name}.csv`)).pipe(parse({ fromLine: 2 }));
  let rows: TypedCell[][] = [];
  for await (const texts of cells as AsyncIterable<string[]>) {
    rows.push(table.columns.map((column, index) => typed(column, texts[index] ?? '')));
    if (rows.length < batch) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/** The value of a CSV cell, by the type of its column. */
export function typed({ type, list }: Column, text: string): TypedCell {
  if (list) return text === '' ? [] : text.split(LIST_SEPARATOR);
  if (text === '') return null;
  if (type === 'boolean') return text === 'true';
  return type === 'string' ? text : Number(text);
}
