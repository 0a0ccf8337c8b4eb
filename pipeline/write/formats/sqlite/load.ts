import type { Database, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { Table } from '../../../model/tables.ts';
import { csvPieces } from '../csv/pieces.ts';
import { insertInto } from './schema.ts';

const LETTER_T = 0x74;

/** The functions of SQLite that are called for every cell, without the checks that their wrappers make on each call. */
interface Calls {
  sqlite3_bind_int: (statement: number, at: number, value: number) => number;
  sqlite3_bind_double: (statement: number, at: number, value: number) => number;
  sqlite3_bind_text: (statement: number, at: number, from: number, bytes: number, kept: number) => number;
  sqlite3_step: (statement: number) => number;
  sqlite3_reset: (statement: number) => number;
  sqlite3_clear_bindings: (statement: number) => number;
}

/**
 * Fills a table from its CSV file. The bytes of the cells are handed to SQLite where they lie: making strings of them only
 * to turn them into bytes again took most of the time.
 * @param folder the folder of the build
 * @throws the error of SQLite, or of the file system when the CSV cannot be read
 */
export async function loadTable(
  sqlite3: Sqlite3Static,
  database: Database,
  folder: string,
  table: Table,
): Promise<void> {
  const { capi, wasm } = sqlite3;
  const calls = wasm.exports as Calls;
  const statement = database.prepare(insertInto(table));
  const pointer = statement.pointer as number;
  const kinds = table.columns.map(({ type, list }) =>
    list || type === 'integer' || type === 'date' ? 'string' : type,
  );
  let room = 0;
  let heap = 0;
  try {
    for await (const { bytes, bounds, rows } of csvPieces(folder, table)) {
      if (room < bytes.length) {
        wasm.dealloc(heap);
        room = bytes.length;
        heap = wasm.alloc(room);
      }
      wasm.heap8u().set(bytes, heap);
      for (let row = 0, at = 0; row < rows; row += 1) {
        for (let column = 1; column <= kinds.length; column += 1, at += 2) {
          const start = bounds[at] as number;
          const end = bounds[at + 1] as number;
          const kind = kinds[column - 1];
          // What is not bound is null.
          if (start === end) continue;
          if (kind === 'boolean') calls.sqlite3_bind_int(pointer, column, bytes[start] === LETTER_T ? 1 : 0);
          else if (kind === 'number')
            calls.sqlite3_bind_double(pointer, column, Number(bytes.toString('latin1', start, end)));
          // Digits become an integer by the type of the column.
          else calls.sqlite3_bind_text(pointer, column, heap + start, end - start, capi.SQLITE_STATIC);
        }
        const code = calls.sqlite3_step(pointer);
        if (code !== capi.SQLITE_DONE) database.checkRc(code);
        calls.sqlite3_reset(pointer);
        calls.sqlite3_clear_bindings(pointer);
      }
    }
  } finally {
    statement.finalize();
    wasm.dealloc(heap);
  }
}
