import {
  asObject,
  type Differences,
  type FieldChange,
  type TextRow,
  tableDifferences,
} from '../differences.ts';
import type { BuiltDataset } from '../read.ts';
import type { Kind } from './kinds.ts';

/** Things that are in both states and changed in the same way. */
export interface ThingGroup {
  ids: string[];
  /** The row of the first in the later state. */
  row: TextRow;
  fields: FieldChange[];
  /** Whether less than half of the words of a claim stay: it may say something else now. */
  isRewritten: boolean;
}

/** What happened to the rows of a table of things and to what other tables tell of them. */
export interface ThingChanges {
  added: TextRow[];
  removed: TextRow[];
  changed: ThingGroup[];
}

/** Finds what happened to the things of a kind. Those of which only what follows from others differs are left out. */
export function changesOfKind(
  { before, after, differences }: { before: BuiltDataset; after: BuiltDataset; differences: Differences },
  kind: Kind,
): ThingChanges {
  const { added, removed, changed, uncounted } = tableDifferences(differences, kind.table);
  const touched = new Set(changed.map((change) => change.key[0] ?? ''));
  for (const { table } of kind.details) {
    const part = tableDifferences(differences, table);
    const [first = ''] = part.key;
    for (const row of [...part.added, ...part.removed]) touched.add(row[first] ?? '');
    for (const change of part.changed) touched.add(change.key[0] ?? '');
  }
  for (const row of [...added, ...removed]) touched.delete(row[kind.id] ?? '');
  const old = gather(before, kind, touched);
  const now = gather(after, kind, touched);
  const groups = new Map<string, ThingGroup>();
  for (const id of [...now.keys()].sort()) {
    const row = now.get(id)?.row ?? {};
    const isCompared = (column: string): boolean => !uncounted.includes(column) && !kind.follows.test(column);
    const fields = [
      ...ownChanges(old.get(id)?.row ?? {}, row, isCompared),
      ...detailChanges(old.get(id)?.details ?? [], now.get(id)?.details ?? []),
    ];
    if (fields.length === 0) continue;
    const sign = JSON.stringify(fields);
    const group = groups.get(sign);
    if (group === undefined)
      groups.set(sign, { ids: [id], row, fields, isRewritten: fields.some(isRewritten) });
    else group.ids.push(id);
  }
  return { added, removed, changed: [...groups.values()] };
}

/** Whether less than half of the words that a claim had are still in it. */
function isRewritten({ field, old, new: now }: FieldChange): boolean {
  if (field !== 'claim_text') return false;
  const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const left = without(words(old), words(now)).length;
  return left * 2 > words(old).length;
}

interface Gathered {
  row: TextRow;
  details: { field: string; words: string }[];
}

/** The rows of the things with these ids, and what other tables tell of them. */
function gather(dataset: BuiltDataset, kind: Kind, ids: ReadonlySet<string>): Map<string, Gathered> {
  const things = new Map<string, Gathered>();
  for (const [id, row] of rowsById(dataset, kind.table, ids)) things.set(id, { row, details: [] });
  for (const { table, words } of kind.details)
    for (const [id, row] of rowsById(dataset, table, ids)) {
      const told = words(row);
      if (told !== null) things.get(id)?.details.push(told);
    }
  return things;
}

/** The rows of a table whose first key column holds one of the ids. */
export function* rowsById(
  dataset: BuiltDataset,
  name: string,
  ids: ReadonlySet<string>,
  column?: string,
): Generator<[id: string, row: TextRow]> {
  const table = dataset.get(name);
  if (table === undefined) return;
  const wanted = column ?? table.key[0];
  const place = table.columns.findIndex(({ name }) => name === wanted);
  for (const cells of table.rows) {
    const id = cells[place] ?? '';
    if (ids.has(id)) yield [id, asObject(table, cells)];
  }
}

/** Columns that differ. An id is told by its name, under the word before `_id`; the name beside it is left out. */
function ownChanges(old: TextRow, now: TextRow, isCompared: (column: string) => boolean): FieldChange[] {
  const names = new Map(Object.keys(now).map((column) => [column, nameColumn(column, now)]));
  const echoes = new Set(names.values());
  return Object.keys(now).flatMap((column) => {
    const [from, to] = [old[column], now[column] ?? ''];
    if (from === undefined || from === to || echoes.has(column) || !isCompared(column)) return [];
    const name = names.get(column) ?? column;
    const shown = [old[name] ?? from, now[name] ?? to] as const;
    // Two entities of one name: then the ids tell them apart.
    const [before, after] = shown[0] === shown[1] ? [from, to] : shown;
    return [{ field: column.replace(/_ids?$/, ''), old: before, new: after }];
  });
}

/** The column with the names of the ids in a column, such as `author_names` for `author_ids` and `coder_name` for `coder`. */
function nameColumn(column: string, row: TextRow): string | undefined {
  const name = column.endsWith('_ids')
    ? column.replace(/_ids$/, '_names')
    : `${column.replace(/_id$/, '')}_name`;
  return name in row ? name : undefined;
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
