import type { BuiltDataset, BuiltTable } from './read.ts';

/** A row by column name. */
export type TextRow = Record<string, string>;

/** A cell that has another value. */
export interface FieldChange {
  field: string;
  old: string;
  new: string;
}

/** A row that is in both datasets with different values. */
export interface RowChange {
  /** Values of the key columns. */
  key: string[];
  fields: FieldChange[];
}

/** What happened to the columns of a table. A renamed column is one removed and one added. */
export interface ColumnChanges {
  added: string[];
  removed: string[];
  retyped: { column: string; old: string; new: string }[];
  /** Whether the columns that stayed stand in another order. */
  reordered: boolean;
  /** Whether other columns tell the rows apart. */
  rekeyed: boolean;
}

/** Everything that differs between two states of a table. */
export interface TableDifferences {
  table: string;
  /** Columns that tell the rows apart. */
  key: string[];
  added: TextRow[];
  removed: TextRow[];
  /** Only columns that both states have. */
  changed: RowChange[];
  columns: ColumnChanges;
  /** Columns that are no change of the data. */
  uncounted: string[];
}

/** Everything that differs between two datasets. */
export interface Differences {
  /** Only tables with a difference; all rows of an added table are added, those of a removed one removed. */
  tables: TableDifferences[];
  addedTables: string[];
  removedTables: string[];
}

/** The table that tells what differs from the release before; it is no part of what is compared. */
export const CHANGES = 'changes';

/**
 * Compares two built datasets row by row. Rows are the same when their keys are; the order of rows counts for nothing.
 * Added and changed rows come in the order of the later dataset, removed ones in that of the earlier.
 */
export function differencesOf(before: BuiltDataset, after: BuiltDataset): Differences {
  const names = [...new Set([...after.keys(), ...before.keys()])].filter((name) => name !== CHANGES);
  return {
    tables: names
      .map((name) => compareTables(before.get(name) ?? emptyTable(name), after.get(name) ?? emptyTable(name)))
      .filter(isDifferent),
    addedTables: names.filter((name) => !before.has(name)),
    removedTables: names.filter((name) => !after.has(name)),
  };
}

/** The differences without those in columns that are no change of the data, such as the line of a claim. */
export function countedDifferences({ tables, ...rest }: Differences): Differences {
  const counted = tables.map((table) => ({
    ...table,
    changed: table.changed.flatMap(({ key, fields }) => {
      const some = fields.filter(({ field }) => !table.uncounted.includes(field));
      return some.length === 0 ? [] : [{ key, fields: some }];
    }),
  }));
  return { ...rest, tables: counted.filter(isDifferent) };
}

/** The differences of one table; empty ones when it is the same or in neither dataset. */
export function tableDifferences({ tables }: Differences, name: string): TableDifferences {
  return tables.find(({ table }) => table === name) ?? compareTables(emptyTable(name), emptyTable(name));
}

/** A table that is in no dataset. */
export function emptyTable(name: string): BuiltTable {
  return { name, key: [], columns: [], rows: [] };
}

/** Compares two states of one table. */
export function compareTables(before: BuiltTable, after: BuiltTable): TableDifferences {
  const key = sharedKey(before, after);
  const old = keyed(before, key);
  const result: TableDifferences = {
    table: after.name,
    key,
    added: [],
    removed: [],
    changed: [],
    columns: compareColumns(before, after),
    uncounted: after.columns.filter(({ counts }) => !counts).map(({ name }) => name),
  };
  const pairs = sharedColumns(before, after);
  for (const [id, row] of keyed(after, key)) {
    const earlier = old.get(id);
    if (earlier === undefined) {
      result.added.push(asObject(after, row));
      continue;
    }
    old.delete(id);
    const fields = pairs.flatMap(({ name, from, to }) =>
      earlier[from] === row[to] ? [] : [{ field: name, old: earlier[from] ?? '', new: row[to] ?? '' }],
    );
    if (fields.length > 0) {
      const object = asObject(after, row);
      result.changed.push({ key: key.map((column) => object[column] ?? ''), fields });
    }
  }
  for (const row of old.values()) result.removed.push(asObject(before, row));
  return result;
}

/** The key by which rows of both states can be told apart; that of the later one when it can be had. */
function sharedKey(before: BuiltTable, after: BuiltTable): string[] {
  const has = (table: BuiltTable, key: string[]): boolean =>
    key.length > 0 && key.every((name) => table.columns.some((column) => column.name === name));
  if (before.columns.length === 0 || has(before, after.key)) return after.key;
  return after.columns.length === 0 || has(after, before.key) ? before.key : [];
}

/** Rows by key. Rows that share one, which a sound dataset does not have, are told apart by their order. */
function keyed(table: BuiltTable, key: readonly string[]): Map<string, string[]> {
  const places = key.map((name) => table.columns.findIndex((column) => column.name === name));
  const rows = new Map<string, string[]>();
  for (const row of table.rows) {
    const id = (places.length > 0 ? places.map((place) => row[place]) : row).join('\u001f');
    let unique = id;
    for (let again = 2; rows.has(unique); again += 1) unique = `${id}\u001e${again}`;
    rows.set(unique, row);
  }
  return rows;
}

function sharedColumns(before: BuiltTable, after: BuiltTable): { name: string; from: number; to: number }[] {
  return after.columns.flatMap(({ name }, to) => {
    const from = before.columns.findIndex((column) => column.name === name);
    return from === -1 ? [] : [{ name, from, to }];
  });
}

function compareColumns(before: BuiltTable, after: BuiltTable): ColumnChanges {
  const [old, now] = [before, after].map(
    ({ columns }) => new Map(columns.map(({ name, type }) => [name, type])),
  ) as [Map<string, string>, Map<string, string>];
  const stayed = [...now.keys()].filter((name) => old.has(name));
  return {
    added: [...now.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !now.has(name)),
    retyped: stayed
      .filter((name) => old.get(name) !== now.get(name))
      .map((column) => ({ column, old: old.get(column) ?? '', new: now.get(column) ?? '' })),
    reordered: stayed.join() !== [...old.keys()].filter((name) => now.has(name)).join(),
    rekeyed: stayed.length > 0 && before.key.join() !== after.key.join(),
  };
}

/** A row by column name. */
export function asObject({ columns }: BuiltTable, row: readonly string[]): TextRow {
  return Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? '']));
}

function isDifferent({ added, removed, changed, columns }: TableDifferences): boolean {
  const { reordered, rekeyed } = columns;
  const lists = [added, removed, changed, columns.added, columns.removed, columns.retyped];
  return reordered || rekeyed || lists.some((list) => list.length > 0);
}
