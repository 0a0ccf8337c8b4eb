import { type Column, LIST_SEPARATOR, type Table } from '../model/tables.ts';
import { csvPieces } from './formats/csv/pieces.ts';

/** A cell in the type of its column; null is missing, a missing list is empty. */
export type TypedCell = string | number | boolean | string[] | null;

/**
 * Reads a table that was just written, batch by batch, so that every format is made from the same rows and none needs the
 * whole dataset in memory.
 * @param folder the folder of the build
 * @returns batches of rows with one cell per column of the contract, in its order
 * @throws the error of the file system
 */
export async function* tableRows(folder: string, table: Table): AsyncGenerator<TypedCell[][]> {
  for await (const batch of tableTexts(folder, table))
    yield batch.map((texts) => table.columns.map((column, index) => typed(column, texts[index] ?? '')));
}

/** The same with cells as they stand in the CSV file: empty when missing, lists joined. */
export async function* tableTexts(folder: string, table: Table): AsyncGenerator<string[][]> {
  const columns = table.columns.length;
  for await (const { bytes, bounds, rows } of csvPieces(folder, table)) {
    const batch: string[][] = [];
    for (let row = 0, at = 0; row < rows; row += 1) {
      const cells: string[] = [];
      for (let column = 0; column < columns; column += 1, at += 2) {
        const start = bounds[at] as number;
        const end = bounds[at + 1] as number;
        cells.push(start === end ? '' : bytes.toString('utf8', start, end));
      }
      batch.push(cells);
    }
    yield batch;
  }
}

/** The value of a CSV cell, by the type of its column. */
export function typed({ type, list }: Column, text: string): TypedCell {
  if (list) return text === '' ? [] : text.split(LIST_SEPARATOR);
  if (text === '') return null;
  if (type === 'boolean') return text === 'true';
  return type === 'string' || type === 'date' ? text : Number(text);
}
