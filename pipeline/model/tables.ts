import { FAILSAFE_SCHEMA, load } from 'js-yaml/browser';

/** A value in a cell; undefined or an empty list is missing. A list is joined with {@link LIST_SEPARATOR} in CSV. */
export type Cell = string | number | boolean | undefined | string[];

/** One row, by column name. */
export type Row = Record<string, Cell>;

/** What joins the values of a list in one CSV cell. No value may contain it. */
export const LIST_SEPARATOR = ' | ';

/** Types a column can have; the values are those of Data Package v2. */
export type ColumnType = 'string' | 'integer' | 'number' | 'boolean' | 'date';

/** One column as declared in schemas/tables.yaml. */
export interface Column {
  name: string;
  type: ColumnType;
  description: string;
  list: boolean;
  required: boolean;
  /** The vocabulary whose codes the values are. */
  vocabulary?: string;
  /** The column whose values these are. */
  references?: { table: string; column: string };
  /** Whether the column counts for the row digest. */
  digest: boolean;
  /** Dataset version in which the column came. */
  since: string;
  /** Where JSON says it, when the column is not written there. */
  json?: string;
  /** Why the column is there although it is the same in all rows, or hardly ever filled. */
  rare?: string;
}

/** One table as declared in schemas/tables.yaml. */
export interface Table {
  name: string;
  title: string;
  description: string;
  key: string[];
  columns: Column[];
}

/** The column contract: every table that is written, in order. */
export interface TableContract {
  version: string;
  tables: Table[];
}

const TYPES: readonly string[] = ['string', 'integer', 'number', 'boolean', 'date'];

/**
 * Reads the column contract.
 * @param text content of schemas/tables.yaml
 * @throws Error naming table and column when the contract contradicts itself; that is a mistake of ours, not of the data
 */
export function readTables(text: string): TableContract {
  const raw = load(text, { schema: FAILSAFE_SCHEMA }) as {
    version: string;
    since: string;
    tables: {
      name: string;
      title: string;
      description: string;
      key: string[];
      columns: Record<string, string>[];
    }[];
  };
  const tables = raw.tables.map((table) => ({
    name: table.name,
    title: table.title,
    description: table.description,
    key: table.key,
    columns: table.columns.map((column) => readColumn(table.name, column, raw.since)),
  }));
  for (const table of tables) checkTable(table, tables);
  return { version: raw.version, tables };
}

/**
 * Finds a table of the contract.
 * @throws Error when there is none of that name
 */
export function tableNamed(contract: TableContract, name: string): Table {
  const table = contract.tables.find((candidate) => candidate.name === name);
  if (table === undefined) throw new Error(`schemas/tables.yaml has no table ${name}`);
  return table;
}

function readColumn(table: string, raw: Record<string, string>, since: string): Column {
  const { name, type, description } = raw;
  if (!name || !description || !type || !TYPES.includes(type)) {
    throw new Error(
      `schemas/tables.yaml: column ${table}.${name} needs a name, a known type and a description`,
    );
  }
  const column: Column = {
    name,
    type: type as ColumnType,
    description,
    list: raw.list === 'true',
    required: raw.required === 'true',
    digest: raw.digest !== 'false',
    since: raw.since ?? since,
  };
  if (raw.vocabulary) column.vocabulary = raw.vocabulary;
  if (raw.json) column.json = raw.json;
  if (raw.rare) column.rare = raw.rare;
  if (raw.references) {
    const [refTable = '', refColumn = ''] = raw.references.split('.');
    column.references = { table: refTable, column: refColumn };
  }
  return column;
}

function checkTable(table: Table, tables: Table[]): void {
  const names = table.columns.map((column) => column.name);
  if (new Set(names).size !== names.length)
    throw new Error(`schemas/tables.yaml: ${table.name} names a column twice`);
  for (const key of table.key) {
    if (!names.includes(key))
      throw new Error(`schemas/tables.yaml: key ${key} is no column of ${table.name}`);
  }
  for (const { name, references } of table.columns) {
    if (!references) continue;
    const target = tables.find((candidate) => candidate.name === references.table);
    if (!target?.key.includes(references.column)) {
      throw new Error(
        `schemas/tables.yaml: ${table.name}.${name} references no key column ${references.table}.${references.column}`,
      );
    }
  }
}
