import { asObject, compareTables, type FieldChange, type RowChange, type TextRow } from './differences.ts';
import type { BuiltTable } from './read.ts';

/** What turns one state of a table into the next. */
interface Delta {
  /** Rows that are new, whole. */
  added: TextRow[];
  /** Rows that are gone, as they were; their key is enough to take them out. */
  removed: TextRow[];
  /** Rows in both states, with the cells that differ. */
  changed: RowChange[];
}

/** A row of a delta cell by cell. */
export interface DeltaRow {
  table: string;
  kind: keyof Delta;
  /** Values of the key columns: of the later state, but for rows that are gone. */
  key: string[];
  /** All cells of a row that came or went, else those that differ; the side that is missing is empty. */
  fields: FieldChange[];
}

/**
 * What turns the earlier state of a table into the later one. Rows that stay are compared in the columns that both states
 * have. When other columns tell the rows apart than before, all rows are removed and all are added.
 */
export function deltaOf(before: BuiltTable, after: BuiltTable): Delta {
  if (before.key.join() === after.key.join()) {
    const { added, removed, changed } = compareTables(before, after);
    return { added, removed, changed };
  }
  return {
    added: after.rows.map((row) => asObject(after, row)),
    removed: before.rows.map((row) => asObject(before, row)),
    changed: [],
  };
}

/**
 * Puts a delta onto a table: `applyDelta(previous, deltaOf(previous, next), next) = next`. Where columns are new, rows that
 * stay have nothing in them; all else is as in the later state.
 * @param delta of the rows removed, the columns of the key are enough
 * @param shape columns and key of the later state
 * @returns the later state, sorted by key
 * @throws Error when the delta does not fit the table
 */
export function applyDelta(
  before: BuiltTable,
  { added, removed, changed }: Delta,
  shape: Omit<BuiltTable, 'rows'>,
): BuiltTable {
  const { name, key, columns } = shape;
  const rows = new Map(
    before.rows.map((cells) => {
      const row = asObject(before, cells);
      return [idOf(keyOf(before.key, row)), row];
    }),
  );
  const rowOf = (values: readonly string[]): TextRow => {
    const row = rows.get(idOf(values));
    if (row === undefined) throw new Error(`${name} has no row ${values.join(' | ')}`);
    return row;
  };
  for (const row of removed) {
    const values = keyOf(before.key, row);
    rowOf(values);
    rows.delete(idOf(values));
  }
  for (const { key: values, fields } of changed) {
    const row = rowOf(values);
    for (const { field, old, new: now } of fields) {
      if ((row[field] ?? '') !== old)
        throw new Error(`${name}: ${field} of ${values.join(' | ')} is not ${old}`);
      row[field] = now;
    }
  }
  for (const row of added) rows.set(idOf(keyOf(key, row)), row);
  const after = {
    name,
    key,
    columns,
    rows: [...rows.values()].map((row) => columns.map((column) => row[column.name] ?? '')),
  };
  return { ...after, rows: inKeyOrder(after) };
}

/** The rows of a delta, cell by cell: first those added, then those removed, then those changed. */
export function* rowsOf(
  { added, removed, changed }: Delta,
  before: BuiltTable,
  after: BuiltTable,
): Generator<DeltaRow> {
  const table = after.columns.length > 0 ? after.name : before.name;
  const cells = (row: TextRow, side: 'old' | 'new'): FieldChange[] =>
    Object.entries(row).map(([field, value]) => ({ field, old: '', new: '', [side]: value }));
  for (const row of added)
    yield { table, kind: 'added', key: keyOf(after.key, row), fields: cells(row, 'new') };
  for (const row of removed)
    yield { table, kind: 'removed', key: keyOf(before.key, row), fields: cells(row, 'old') };
  for (const { key, fields } of changed) yield { table, kind: 'changed', key, fields };
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

function keyOf(key: readonly string[], row: TextRow): string[] {
  return key.map((column) => row[column] ?? '');
}

function idOf(key: readonly string[]): string {
  return key.join('\u001f');
}
