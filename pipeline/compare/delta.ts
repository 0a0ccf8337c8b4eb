import { asObject, compareTables, emptyTable, type TextRow } from './differences.ts';
import type { BuiltTable } from './read.ts';

/** One cell that differs between two states of a table. */
export interface DeltaLine {
  table: string;
  /** Values of the key columns of its row. */
  key: string[];
  field: string;
  /** Empty for a row that is new. */
  old: string;
  /** Empty for a row that was removed. */
  new: string;
}

/** What turns one state of a table into the next, cell by cell. */
export interface Delta {
  added: DeltaLine[];
  removed: DeltaLine[];
  changed: DeltaLine[];
}

/** A row of a delta: all its lines follow one another. */
export interface DeltaRow {
  kind: keyof Delta;
  key: string[];
  lines: DeltaLine[];
}

/**
 * What turns the earlier state of a table into the later one. A new column is filled in rows that stay; a column that was
 * removed needs no line. When other columns tell the rows apart than before, all rows are removed and all are added.
 */
export function deltaOf(before: BuiltTable, after: BuiltTable): Delta {
  const table = after.columns.length > 0 ? after.name : before.name;
  const line = (key: string[], field: string, old: string, now: string): DeltaLine => ({
    table,
    key,
    field,
    old,
    new: now,
  });
  const isRekeyed = before.key.join() !== after.key.join();
  const { added, removed, changed } = isRekeyed
    ? {
        added: compareTables(emptyTable(table), after).added,
        removed: compareTables(before, emptyTable(table)).removed,
        changed: [],
      }
    : compareTables(widened(before, after), after);
  const left = isRekeyed ? removed : original(before, removed);
  return {
    added: added.flatMap((row) => cellsOf(after, row, (key, field, value) => line(key, field, '', value))),
    removed: left.flatMap((row) => cellsOf(before, row, (key, field, value) => line(key, field, value, ''))),
    changed: changed.flatMap(({ key, fields }) =>
      fields.map((one) => line(key, one.field, one.old, one.new)),
    ),
  };
}

/**
 * Puts a delta onto a table: `applyDelta(previous, deltaOf(previous, next), next) = next`.
 * @param shape columns and key of the later state
 * @returns the later state, sorted by key
 * @throws Error when the delta does not fit the table
 */
export function applyDelta(
  before: BuiltTable,
  { added, removed, changed }: Delta,
  shape: Omit<BuiltTable, 'rows'>,
): BuiltTable {
  const rows = new Map(before.rows.map((row) => [idOf(keyIn(before, row)), asObject(before, row)]));
  const rowOf = ({ key, table }: DeltaLine): TextRow => {
    const row = rows.get(idOf(key));
    if (row === undefined) throw new Error(`${table} has no row ${key.join(' | ')}`);
    return row;
  };
  for (const { lines } of rowsOf('removed', removed)) {
    rowOf(lines[0] as DeltaLine);
    rows.delete(idOf((lines[0] as DeltaLine).key));
  }
  for (const line of changed) {
    const row = rowOf(line);
    if ((row[line.field] ?? '') !== line.old)
      throw new Error(`${line.table}: ${line.field} of ${line.key.join(' | ')} is not ${line.old}`);
    row[line.field] = line.new;
  }
  for (const { key, lines } of rowsOf('added', added))
    rows.set(idOf(key), Object.fromEntries(lines.map(({ field, new: value }) => [field, value])));
  const { name, key, columns } = shape;
  const after = {
    name,
    key,
    columns,
    rows: [...rows.values()].map((row) => columns.map((column) => row[column.name] ?? '')),
  };
  return { ...after, rows: inKeyOrder(after) };
}

/** The lines of a delta row by row, in their order. */
export function rowsOf(kind: keyof Delta, lines: readonly DeltaLine[]): DeltaRow[] {
  const rows: DeltaRow[] = [];
  let last = '';
  for (const line of lines) {
    const id = `${line.table}\u001e${idOf(line.key)}`;
    if (id !== last) rows.push({ kind, key: line.key, lines: [] });
    rows.at(-1)?.lines.push(line);
    last = id;
  }
  return rows;
}

/** Sorts rows as a dataset has them: by key, whole numbers by size, other values by code unit. */
export function inKeyOrder({ key, columns, rows }: BuiltTable): string[][] {
  const parts = key.map((name) => {
    const at = columns.findIndex((column) => column.name === name);
    return { at, isNumber: columns[at]?.type === 'integer' };
  });
  return [...rows].sort((a, b) => {
    for (const { at, isNumber } of parts) {
      const [left = '', right = ''] = [a[at], b[at]];
      if (left !== right) return isNumber ? Number(left) - Number(right) : left < right ? -1 : 1;
    }
    return 0;
  });
}

/** The earlier state with the columns that are new, empty. */
function widened(before: BuiltTable, after: BuiltTable): BuiltTable {
  const fresh = after.columns.filter(({ name }) => !before.columns.some((column) => column.name === name));
  const cells = fresh.map(() => '');
  return {
    ...before,
    columns: [...before.columns, ...fresh],
    rows: fresh.length === 0 ? before.rows : before.rows.map((row) => [...row, ...cells]),
  };
}

/** Rows without the columns that {@link widened} added. */
function original({ columns }: BuiltTable, rows: readonly TextRow[]): TextRow[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? ''])));
}

/** A row cell by cell. Empty cells are left out, but not those of the key. */
function cellsOf(
  { key, columns }: BuiltTable,
  row: TextRow,
  lineOf: (key: string[], field: string, value: string) => DeltaLine,
): DeltaLine[] {
  const values = key.map((column) => row[column] ?? '');
  return columns
    .filter(({ name }) => row[name] !== '' || key.includes(name))
    .map(({ name }) => lineOf(values, name, row[name] ?? ''));
}

function keyIn({ key, columns }: BuiltTable, row: readonly string[]): string[] {
  return key.map((name) => row[columns.findIndex((column) => column.name === name)] ?? '');
}

function idOf(key: readonly string[]): string {
  return key.join('\u001f');
}
