import { type Differences, type FieldChange, type TextRow, tableDifferences } from '../differences.ts';
import type { BuiltDataset } from '../read.ts';
import type { Details } from './details.ts';

/** A claim, source, entity or event that is in both states with other values. */
export interface ChangedThing {
  id: string;
  /** Its row in the later state. */
  row: TextRow;
  fields: FieldChange[];
}

/** What happened to the rows of a table of things and to what other tables tell of them. */
export interface ThingChanges {
  added: TextRow[];
  removed: TextRow[];
  changed: ChangedThing[];
}

/** A kind of thing. */
export interface Kind {
  table: string;
  /** Whether a column is compared. Left out are those that follow from others or only say where something stands. */
  compares: (column: string) => boolean;
  details: readonly Details[];
  /** What to show of a column instead of its value; for ids the names. */
  shows?: (row: TextRow, column: string) => string;
  /** Name of a column for the reader. */
  names?: (column: string) => string;
}

/** Finds what happened to the things of a kind. Changes of which nothing is left to show are left out. */
export function changesOfKind(
  { before, after, differences }: { before: BuiltDataset; after: BuiltDataset; differences: Differences },
  kind: Kind,
): ThingChanges {
  const { key, added, removed, changed } = tableDifferences(differences, kind.table);
  const idOf = (row: TextRow): string => row[key[0] ?? ''] ?? '';
  const touched = new Set(changed.map((change) => change.key[0] ?? ''));
  for (const { table } of kind.details) {
    const part = tableDifferences(differences, table);
    const [first = ''] = part.key;
    for (const row of [...part.added, ...part.removed]) touched.add(row[first] ?? '');
    for (const change of part.changed) touched.add(change.key[0] ?? '');
  }
  for (const row of [...added, ...removed]) touched.delete(idOf(row));
  const old = gather(before, kind, touched);
  const now = gather(after, kind, touched);
  const things = [...now.keys()].sort().map((id) => ({
    id,
    row: now.get(id)?.row ?? {},
    fields: [
      ...ownChanges(kind, old.get(id)?.row ?? {}, now.get(id)?.row ?? {}),
      ...detailChanges(old.get(id)?.details ?? [], now.get(id)?.details ?? []),
    ],
  }));
  return { added, removed, changed: things.filter(({ fields }) => fields.length > 0) };
}

interface Gathered {
  row: TextRow;
  details: { field: string; words: string }[];
}

/** The rows of the things with these ids, and what other tables tell of them. */
function gather(dataset: BuiltDataset, kind: Kind, ids: ReadonlySet<string>): Map<string, Gathered> {
  const things = new Map<string, Gathered>();
  for (const [id, row] of rowsOf(dataset, kind.table, ids)) things.set(id, { row, details: [] });
  for (const { table, words } of kind.details)
    for (const [id, row] of rowsOf(dataset, table, ids)) {
      const told = words(row);
      if (told !== null) things.get(id)?.details.push(told);
    }
  return things;
}

/** The rows of a table whose first key column holds one of the ids. */
export function* rowsOf(
  dataset: BuiltDataset,
  name: string,
  ids: ReadonlySet<string>,
): Generator<[id: string, row: TextRow]> {
  const table = dataset.get(name);
  if (table === undefined) return;
  const place = table.columns.findIndex((column) => column.name === table.key[0]);
  for (const cells of table.rows) {
    const id = cells[place] ?? '';
    if (ids.has(id))
      yield [id, Object.fromEntries(table.columns.map((column, index) => [column.name, cells[index] ?? '']))];
  }
}

function ownChanges({ compares, shows, names }: Kind, old: TextRow, now: TextRow): FieldChange[] {
  return Object.keys(now).flatMap((column) => {
    const [from, to] = [old[column], now[column] ?? ''];
    if (from === undefined || from === to || !compares(column)) return [];
    const shown = [shows?.(old, column) ?? from, shows?.(now, column) ?? to] as const;
    // Two entities of one name: then the ids tell them apart.
    const [before, after] = shown[0] === shown[1] ? [from, to] : shown;
    return [{ field: names?.(column) ?? column, old: before, new: after }];
  });
}

/** Only the items of a field that are not on both sides; the order of items counts for nothing. */
function detailChanges(old: Gathered['details'], now: Gathered['details']): FieldChange[] {
  const fields = [...new Set([...old, ...now].map(({ field }) => field))];
  return fields.flatMap((field) => {
    const [before, after] = [old, now].map((details) =>
      details.filter((one) => one.field === field).map(({ words }) => words),
    ) as [string[], string[]];
    const left = without(before, after);
    const came = without(after, before);
    return left.length + came.length === 0 ? [] : [{ field, old: left.join('; '), new: came.join('; ') }];
  });
}

/** The items of the first list that the second does not have, item by item. */
function without(items: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return items.filter((item) => {
    const place = left.indexOf(item);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}
