import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Column, type ColumnType, LIST_SEPARATOR, type Table } from '../../model/tables.ts';
import { about } from '../about.ts';
import { finishedFile, type WrittenFile } from '../files.ts';
import type { FormatContext } from './format.ts';

const require = createRequire(import.meta.url);

const TYPES: Record<ColumnType, string> = {
  string: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
};

/** Rows that are compressed together; more of them take more memory and make the files only a little smaller. */
const ROW_GROUP = 20_480;
/** No row is longer: all its texts come from files of one mebibyte. */
const MAX_LINE_BYTES = 8 << 20;

/**
 * Writes each table as parquet/<table>.parquet, in the order of its rows: types as in the contract, lists as lists, a
 * missing value as null and a missing list as an empty one, as in JSON. DuckDB reads the CSV and writes the files, because
 * what JavaScript writers need for a large dataset is five times as long.
 * @throws the error of the file system
 */
export async function writeParquet({ folder, model, identity }: FormatContext): Promise<WrittenFile[]> {
  // Loaded only here: it takes a tenth of a second, which `make check` need not spend; as a module it would take three.
  const { DuckDBInstance } = require('@duckdb/node-api') as typeof import('@duckdb/node-api');
  // A second thread saved no time with 100,000 claims and took twice the memory. Nothing may be fetched or left lying about.
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const written: WrittenFile[] = [];
  try {
    await mkdir(join(folder, 'parquet'), { recursive: true });
    for (const table of model.tables.tables) {
      const path = `parquet/${table.name}.parquet`;
      const facts = { ...about(identity, model), ...describe(table) };
      const rows = await copy(
        connection,
        table,
        join(folder, 'csv', `${table.name}.csv`),
        join(folder, path),
        facts,
      );
      written.push(await finishedFile(folder, path, rows));
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return written;
}

/** What the metadata of a file say of its table; the descriptions of the columns as JSON. */
function describe({ title, description, key, columns }: Table): Record<string, string> {
  const descriptions = Object.fromEntries(columns.map((column) => [column.name, column.description]));
  return {
    table_title: title,
    table_description: description,
    primary_key: key.join(', '),
    columns: JSON.stringify(descriptions),
  };
}

/** Copies one table. Returns the number of rows. */
async function copy(
  connection: DuckDBConnection,
  { columns }: Table,
  from: string,
  to: string,
  facts: Record<string, string>,
): Promise<number> {
  const types = columns.map(({ name, type, list }) => `${text(name)}: '${list ? 'VARCHAR' : TYPES[type]}'`);
  const metadata = Object.entries(facts).map(([key, value]) => `${key}: ${text(value)}`);
  const { rowsChanged } = await connection
    .run(
      `COPY (
        SELECT ${columns.map(value).join(', ')}
        FROM read_csv(${text(from.replace(/[[*?]/g, '[$&]'))}, columns = {${types.join(', ')}}, auto_detect = false,
          header = true, delim = ',', quote = '"', escape = '"', new_line = '\\n', nullstr = '', strict_mode = true,
          hive_partitioning = false, max_line_size = ${MAX_LINE_BYTES})
      ) TO ${text(to)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${ROW_GROUP}, KV_METADATA {${metadata.join(', ')}})`,
    )
    .catch((error: Error) => {
      throw asFileError(error, to);
    });
  return rowsChanged;
}

function value({ name, list }: Column): string {
  const column = `"${name}"`;
  if (!list) return column;
  return `CASE WHEN ${column} IS NULL THEN [] ELSE string_split(${column}, ${text(LIST_SEPARATOR)}) END AS ${column}`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** What the C library says of the failures that are no mistake of ours, and the codes that Node gives them. */
const FAILURES: Record<string, string> = {
  'No space left on device': 'ENOSPC',
  'Disk quota exceeded': 'EDQUOT',
  'Permission denied': 'EACCES',
  'Read-only file system': 'EROFS',
  'Too many open files': 'EMFILE',
};

/** The error of DuckDB as Node would tell it. */
function asFileError(error: Error, path: string): Error {
  const failure = Object.keys(FAILURES).find((words) => error.message.includes(words));
  if (failure === undefined) return error;
  return Object.assign(new Error(error.message), { code: FAILURES[failure], syscall: 'write', path });
}
