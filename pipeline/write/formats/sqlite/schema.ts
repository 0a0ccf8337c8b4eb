import type { Column, ColumnType, Table, TableContract } from '../../../model/tables.ts';

const TYPES: Record<ColumnType, string> = {
  string: 'TEXT',
  integer: 'INTEGER',
  number: 'REAL',
  boolean: 'INTEGER',
  // Text that the date functions of SQLite read.
  date: 'TEXT',
};

/** Whether rows are found by their key alone, without a number: what SQLite advises for short rows with a long key. */
const isKeyed = ({ key }: Table): boolean => key.length > 1;

/**
 * The statement that makes a table: types, key, references, and each description as a comment, which the schema of the
 * file keeps. Lists are text; the tables of the parts of a claim have their items one by one.
 */
export function createTable(contract: TableContract, table: Table): string {
  const { name, description, key, columns } = table;
  const constraints = [
    `PRIMARY KEY (${key.map(quote).join(', ')})`,
    ...columns.flatMap((column) => foreignKey(contract, column)),
  ];
  return [
    `CREATE TABLE ${quote(name)} (`,
    `  -- ${description}`,
    ...columns.map((column) => `  ${definition(column)}, -- ${column.description}`),
    `  ${constraints.join(',\n  ')}`,
    `)${isKeyed(table) ? ' WITHOUT ROWID' : ''}`,
  ].join('\n');
}

/** The statement that adds one row, with a parameter for each column. */
export function insertInto({ name, columns }: Table): string {
  return `INSERT INTO ${quote(name)} VALUES (${columns.map(() => '?').join(', ')})`;
}

/** A name as SQL takes it, also where it is a word of the language. */
export function quote(name: string): string {
  return `"${name}"`;
}

function definition({ name, type, list, required }: Column): string {
  const parts = [quote(name), list ? 'TEXT' : TYPES[type]];
  if (required) parts.push('NOT NULL');
  if (type === 'boolean' && !list) parts.push(`CHECK (${quote(name)} IN (0, 1))`);
  return parts.join(' ');
}

/** A list, or a part of a key, cannot be held to a key by SQLite. */
function foreignKey({ tables }: TableContract, { name, list, references }: Column): string[] {
  const target = tables.find((candidate) => candidate.name === references?.table);
  if (references === undefined || list || target?.key.length !== 1) return [];
  return [`FOREIGN KEY (${quote(name)}) REFERENCES ${quote(target.name)} (${quote(references.column)})`];
}
