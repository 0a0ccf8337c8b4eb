import { type Column, LIST_SEPARATOR } from '../model/tables.ts';
import type { CsvPiece } from './formats/csv/pieces.ts';

/** A cell in the type of its column; null is missing, a missing list is empty. */
export type TypedCell = string | number | boolean | string[] | null;

/**
 * Rows of a piece of a CSV file, as texts.
 * @param width cells of a row
 * @param from the first row, from 0
 * @param to the one after the last
 */
export function textsOf(
  { bytes, bounds }: Pick<CsvPiece, 'bytes' | 'bounds'>,
  width: number,
  from: number,
  to: number,
): string[][] {
  const batch: string[][] = [];
  for (let row = from, at = from * width * 2; row < to; row += 1) {
    const cells: string[] = [];
    for (let column = 0; column < width; column += 1, at += 2) {
      const start = bounds[at] as number;
      const end = bounds[at + 1] as number;
      cells.push(start === end ? '' : bytes.toString('utf8', start, end));
    }
    batch.push(cells);
  }
  return batch;
}

/** The value of a CSV cell, by the type of its column. */
export function typed({ type, list }: Column, text: string): TypedCell {
  if (list) return text === '' ? [] : text.split(LIST_SEPARATOR);
  if (text === '') return null;
  if (type === 'boolean') return text === 'true';
  return type === 'string' || type === 'date' ? text : Number(text);
}
