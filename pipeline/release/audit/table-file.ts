import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

/** What keeps a file from being read as CSV, with the row at which it happened. */
export class UnreadableTable extends Error {
  row: number;

  constructor(row: number, reason: string) {
    super(reason);
    this.row = row;
  }
}

/**
 * Reads a CSV file row by row, the header first, nothing forgiven but the number of cells.
 * @throws UnreadableTable when it is not CSV in UTF-8; the errors of the file system
 */
export async function* csvRows(path: string): AsyncGenerator<string[]> {
  const options = { relax_column_count: true, record_delimiter: '\n', skip_empty_lines: false };
  let row = 0;
  try {
    // An error in reading ends the parser with it, and then the loop.
    const rows = pipeline(decoded(path), parse(options), () => {});
    for await (const cells of rows as AsyncIterable<string[]>) {
      row += 1;
      yield cells;
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableTable(row + 1, `It is not CSV: ${error.message}.`);
    if (error instanceof TypeError) throw new UnreadableTable(row + 1, 'It is not UTF-8 from about here.');
    throw error;
  }
}

/** The byte order mark is kept, so that it shows up in the header. */
async function* decoded(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  decoder.decode();
}
