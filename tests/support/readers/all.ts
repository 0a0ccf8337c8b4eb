import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Column, Table } from '../../../pipeline/model/tables.ts';
import type { TextTable } from '../built.ts';
import { runTool } from '../run-cli.ts';
import { readParquet, readWithDuckdb } from './duckdb.ts';
import { jsonTables, NOT_IN_JSON } from './json-tables.ts';
import { readWithHyparquet } from './parquet.ts';
import { readWithLibreOffice, readWithOpenpyxl } from './spreadsheet-programs.ts';
import { readWithSqlite } from './sqlite3.ts';
import { TABS } from './xlsx.ts';

/** A dataset to read, and what is known of its tables. */
interface Built {
  folder: string;
  tables: readonly Table[];
}

/** Tables by name with the cells as CSV has them; null when the program is not installed. */
type Reading = Map<string, TextTable> | null;

/** A program that reads a format of the dataset. */
export interface Reader {
  format: string;
  program: string;
  /** The Debian package of the program; null when it comes with the project. */
  debian: string | null;
  /** The tables that the format holds; all when absent. */
  holds?: readonly string[];
  /** The tables that it does not hold. */
  lacks?: readonly string[];
  /** Columns that it leaves to the tables. */
  leavesOut?: (column: Column) => boolean;
  /** Whether the format keeps rows by their keys and not in the order of the table. */
  sorts?: boolean;
  /** Whether texts are cut that are too long for a cell of the format. */
  cuts?: boolean;
  read: (built: Built) => Promise<Reading>;
}

const SCRIPTS = import.meta.dirname;
/** A column of the workbook alone: the days of the dates beside it. */
const DAY = 'day';

/** Every format that holds the tables, with programs that share no code with the pipeline where there are any. */
export const READERS: readonly Reader[] = [
  {
    format: 'CSV',
    program: 'Python csv',
    debian: 'python3',
    read: ({ folder }) => python('read_csv.py', join(folder, 'csv')),
  },
  {
    format: 'CSV',
    program: 'DuckDB',
    debian: null,
    read: ({ folder, tables }) => readWithDuckdb(join(folder, 'csv'), namesOf(tables)),
  },
  {
    format: 'JSON',
    program: 'Python json',
    debian: 'python3',
    lacks: NOT_IN_JSON,
    leavesOut: isOnlyInTables,
    read: readJsonWithPython,
  },
  {
    format: 'XLSX',
    program: 'LibreOffice',
    debian: 'libreoffice-calc-nogui',
    holds: Object.values(TABS),
    cuts: true,
    read: readWorkbookWithLibreOffice,
  },
  {
    format: 'XLSX',
    program: 'openpyxl',
    debian: 'python3-openpyxl',
    holds: Object.values(TABS),
    cuts: true,
    read: readWorkbookWithOpenpyxl,
  },
  {
    format: 'Parquet',
    program: 'DuckDB',
    debian: null,
    read: ({ folder, tables }) => readParquet(join(folder, 'parquet'), namesOf(tables)),
  },
  {
    format: 'Parquet',
    program: 'hyparquet',
    debian: null,
    read: ({ folder, tables }) => readWithHyparquet(join(folder, 'parquet'), namesOf(tables)),
  },
  {
    format: 'SQLite',
    program: 'sqlite3',
    sorts: true,
    debian: 'sqlite3',
    read: ({ folder, tables }) => readWithSqlite(join(folder, 'claims.sqlite'), tables),
  },
  {
    format: 'SQLite',
    program: 'Python sqlite3',
    sorts: true,
    debian: 'python3',
    read: ({ folder }) => python('read_sqlite.py', join(folder, 'claims.sqlite')),
  },
];

function isOnlyInTables({ json }: Column): boolean {
  return json === 'tables';
}

function namesOf(tables: readonly Table[]): string[] {
  return tables.map(({ name }) => name);
}

async function python(script: string, ...args: string[]): Promise<Reading> {
  const ended = await runTool('python3', [join(SCRIPTS, script), ...args]);
  if (ended === null) return null;
  if (ended.code !== 0) throw new Error(ended.stderr);
  return tablesOf(Object.entries(JSON.parse(ended.stdout) as Record<string, string[][]>));
}

/** Has Python read the JSON files and write them anew, and flattens those. */
async function withJsonOfPython<T>(
  { folder }: Built,
  read: (folder: string) => Promise<T>,
): Promise<T | null> {
  const work = await mkdtemp(join(tmpdir(), 'python-json-'));
  try {
    const ended = await runTool('python3', [
      join(SCRIPTS, 'read_json.py'),
      join(folder, 'json'),
      join(work, 'json'),
    ]);
    if (ended === null) return null;
    if (ended.code !== 0) throw new Error(ended.stderr);
    return await read(work);
  } finally {
    await rm(work, { recursive: true });
  }
}

function readJsonWithPython(built: Built): Promise<Reading> {
  const tables = built.tables.map((table) => ({
    ...table,
    columns: table.columns.filter((column) => !isOnlyInTables(column)),
  }));
  return withJsonOfPython(built, (folder) => jsonTables(folder, headersOf({ ...built, tables })));
}

function headersOf({ tables }: Built): Map<string, string[]> {
  return new Map(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]));
}

async function readWorkbookWithOpenpyxl({ folder }: Built): Promise<Reading> {
  const read = await readWithOpenpyxl(join(folder, 'claims.xlsx'));
  const sheets = Object.entries(read?.sheets ?? {}).filter(([name]) => name in TABS);
  return (
    read &&
    tablesOf(
      sheets.map(([name, rows]) =>
        tableOf(
          name,
          rows.map((row) => row.map(textOf)),
        ),
      ),
    )
  );
}

/** LibreOffice exports booleans in capitals, without quotes to tell them from the text TRUE; the descriptor tells. */
async function readWorkbookWithLibreOffice({ folder, tables }: Built): Promise<Reading> {
  const read = await readWithLibreOffice(join(folder, 'claims.xlsx'), Object.keys(TABS));
  if (read === null) return null;
  const quiet = [...read].map(([tab, sheet]): [string, string[][]] => {
    const [name, rows] = tableOf(tab, sheet);
    const columns = tables.find((table) => table.name === name)?.columns ?? [];
    const cell = (text: string, index: number): string =>
      columns[index]?.type === 'boolean' ? text.toLowerCase() : text;
    return [name, rows.map((row, place) => (place === 0 ? row : row.map(cell)))];
  });
  return tablesOf(quiet);
}

/** A table by its own name, without the days that its sheet shows beside its dates. */
function tableOf(tab: string, sheet: string[][]): [string, string[][]] {
  const place = sheet[0]?.indexOf(DAY) ?? -1;
  const rows = place === -1 ? sheet : sheet.map((row) => row.toSpliced(place, 1));
  return [TABS[tab] ?? tab, rows];
}

function tablesOf(tables: Iterable<[string, string[][]]>): Map<string, TextTable> {
  return new Map([...tables].map(([name, [header = [], ...rows]]) => [name, { header, rows }]));
}

function textOf(value: string | number | boolean | null): string {
  return value === null ? '' : String(value);
}
