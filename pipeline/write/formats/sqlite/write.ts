import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from '../../../home.ts';
import { about } from '../../about.ts';
import { finishedFile, type WrittenFile } from '../../files.ts';
import type { FormatContext } from '../format.ts';
import { loadTable } from './load.ts';
import { createDatabase } from './node-file.ts';
import { createTable } from './schema.ts';

const PATH = 'claims.sqlite';
const FINISH = join(PROJECT, 'pipeline', 'write', 'formats', 'sqlite', 'finish.sql');

/**
 * The file is made once, by one process, and thrown away when anything fails: no journal, no locks. The size of a page is
 * named, because the default of the library may change.
 */
const SETTINGS = `
  PRAGMA page_size = 8192; PRAGMA encoding = 'UTF-8'; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
  PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA foreign_keys = OFF`;

/**
 * Writes all tables into one SQLite file, claims.sqlite: with keys, references, indexes, views and full-text search
 * (finish.sql) and a table `dataset` that says what it is.
 * @throws the error of the file system
 */
export async function writeSqlite({ folder, model, identity }: FormatContext): Promise<WrittenFile[]> {
  // Loaded only here, so that `make check` need not wait for it.
  const { default: initialize } = await import('@sqlite.org/sqlite-wasm');
  const sqlite3 = await initialize();
  // What goes wrong is thrown, and told once.
  sqlite3.config.warn = () => undefined;
  const { database, failure, close } = createDatabase(sqlite3, join(folder, PATH));
  try {
    database.exec(`${SETTINGS}; BEGIN`);
    for (const table of model.tables.tables) {
      database.exec(createTable(model.tables, table));
      await loadTable(sqlite3, database, folder, table);
    }
    database.exec('CREATE TABLE dataset (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
    for (const fact of Object.entries(about(identity, model)))
      database.exec({ sql: 'INSERT INTO dataset VALUES (?, ?)', bind: fact });
    database.exec(await readFile(FINISH, 'utf8'));
    database.exec('COMMIT');
  } catch (error) {
    throw failure() ?? error;
  } finally {
    close();
  }
  return [await finishedFile(folder, PATH, null)];
}
