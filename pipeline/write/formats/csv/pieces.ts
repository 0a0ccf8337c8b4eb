import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table } from '../../../model/tables.ts';

/** Some whole rows of a CSV file: valid until the next piece is asked for. */
export interface CsvPiece {
  /** The bytes of the cells, with what stood between them; doubled quotation marks are single ones. */
  bytes: Buffer;
  /** Where each cell starts and ends in them, row after row, without the header. */
  bounds: Int32Array;
  rows: number;
}

/** Bytes read at once; some hundred rows of the widest table. */
const READ_BYTES = 1 << 20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;

/**
 * Reads a table that this program has just written (csv.ts): comma, LF, quotation marks only round a whole cell, as many
 * cells in each row as the table has columns. A large dataset has 27 million cells there, for which csv-parse takes ten
 * times as long; a property test holds the two to the same cells.
 * @param folder the folder of the build
 * @param read bytes read at once, and lines that stay together: so many from the header on, and again, until the last ones
 * @throws the error of the file system
 */
export async function* csvPieces(
  folder: string,
  { name, columns }: Table,
  { readBytes = READ_BYTES, together = 1 } = {},
): AsyncGenerator<CsvPiece> {
  const file = await open(join(folder, 'csv', `${name}.csv`));
  let { buffer, bounds } = spare;
  spare = NO_ROOM;
  try {
    const step = Math.min(readBytes, (await file.stat()).size + 1);
    if (buffer.length < step * 2) buffer = Buffer.allocUnsafeSlow(step * 2);
    let filled = 0;
    let isHeader = true;
    for (;;) {
      // A row longer than what is read at once.
      if (filled + step > buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
      // Each cell takes one byte at least, its separator.
      if (bounds.length < buffer.length * 2) bounds = new Int32Array(buffer.length * 2);
      const { bytesRead } = await file.read(buffer, filled, step);
      filled += bytesRead;
      const { cells, end } = wholeRows(
        buffer,
        filled,
        bounds,
        columns.length * (bytesRead === 0 ? 1 : together),
      );
      const rows = cells / columns.length;
      const skipped = isHeader && rows > 0 ? 1 : 0;
      if (rows > 0) isHeader = false;
      const cellsAfter = bounds.subarray(skipped * columns.length * 2, cells * 2);
      if (rows > skipped) yield { bytes: buffer, bounds: cellsAfter, rows: rows - skipped };
      if (bytesRead === 0) return;
      buffer.copyWithin(0, end, filled);
      filled -= end;
    }
  } finally {
    spare = { buffer, bounds };
    await file.close();
  }
}

const NO_ROOM = { buffer: Buffer.alloc(0), bounds: new Int32Array(0) };

/** The room of the last reading, for the next: for a piece it is eighteen times as large, and every format reads all tables. */
let spare = NO_ROOM;

/**
 * Finds the cells of all rows that are there to their end.
 * @param bounds filled with start and end of each cell
 * @param together number of cells that must be there to count
 * @returns the number of those cells, and where the last of the rows ends
 */
function wholeRows(
  bytes: Buffer,
  filled: number,
  bounds: Int32Array,
  together: number,
): { cells: number; end: number } {
  let cell = 0;
  let whole = { cells: 0, end: 0 };
  // Cells with quotation marks inside, which must stay as they are until their row is known to be whole.
  let escaped: number[] = [];
  for (let at = 0; at < filled; at += 1) {
    let to = at;
    if (bytes[at] === QUOTE) {
      const close = closingQuote(bytes, at + 1, filled);
      if (close.at === -1) break;
      bounds[cell * 2] = at + 1;
      bounds[cell * 2 + 1] = close.at;
      if (close.isEscaped) escaped.push(cell);
      to = close.at + 1;
    } else {
      while (to < filled && bytes[to] !== COMMA && bytes[to] !== LINE_FEED) to += 1;
      bounds[cell * 2] = at;
      bounds[cell * 2 + 1] = to;
    }
    if (to >= filled) break;
    cell += 1;
    at = to;
    if (bytes[to] !== LINE_FEED || cell % together !== 0) continue;
    whole = { cells: cell, end: to + 1 };
    for (const one of escaped)
      bounds[one * 2 + 1] = unquoted(bytes, bounds[one * 2] as number, bounds[one * 2 + 1] as number);
    if (escaped.length > 0) escaped = [];
  }
  return whole;
}

/** Where the quoted cell that starts here closes, -1 when its end is not there; and whether marks stand inside. */
function closingQuote(bytes: Buffer, start: number, filled: number): { at: number; isEscaped: boolean } {
  let at = start;
  for (let isEscaped = false; ; isEscaped = true) {
    at = bytes.indexOf(QUOTE, at);
    if (at === -1 || at >= filled) return { at: -1, isEscaped };
    if (at + 1 >= filled || bytes[at + 1] !== QUOTE) return { at, isEscaped };
    at += 2;
  }
}

/** Makes each doubled quotation mark one, in place. Returns the new end. */
function unquoted(bytes: Buffer, start: number, end: number): number {
  let to = start;
  for (let from = start; from < end; from += 1) {
    bytes[to] = bytes[from] as number;
    to += 1;
    if (bytes[from] === QUOTE) from += 1;
  }
  return to;
}
