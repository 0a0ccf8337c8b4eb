import {
  asObject,
  countedDifferences,
  differencesOf,
  type FieldChange,
  type TextRow,
} from './differences.ts';
import type { BuiltDataset, BuiltTable } from './read.ts';

/** A row that came, went or changed. */
export interface RowDifference {
  table: string;
  key: string[];
  kind: 'added' | 'changed' | 'removed';
  /** Only of a changed row. */
  fields: FieldChange[];
  /** The row as it is or was; empty of a changed one. */
  row: TextRow;
}

const LIST = ' | ';

/**
 * The rows that differ and concern one entity or event: rows that name its id, and all rows of claims that do so before
 * or after. An id that was retired stands for its successors too.
 */
export function rowsConcerning(before: BuiltDataset, after: BuiltDataset, id: string): RowDifference[] {
  const all = countedDifferences(differencesOf(before, after)).tables.flatMap(
    ({ table, key, added, changed, removed }) => [
      ...added.map((row): RowDifference => ({ table, kind: 'added', key: keyOf(key, row), fields: [], row })),
      ...changed.map((one): RowDifference => ({ table, kind: 'changed', ...one, row: {} })),
      ...removed.map(
        (row): RowDifference => ({ table, kind: 'removed', key: keyOf(key, row), fields: [], row }),
      ),
    ],
  );
  const ids = sameAs(id, [before, after]);
  const rows = new Set([...namingRows(before, ids), ...namingRows(after, ids)]);
  return all.filter(
    ({ table, key }) => rows.has(`${table} ${key.join(LIST)}`) || rows.has(`claims ${key[0]}`),
  );
}

/** The ids of entities and events that a dataset has, and those of which it says what became of them. */
export function knownIds(dataset: BuiltDataset): string[] {
  return ['entities', 'events', 'retired'].flatMap(
    (name) => dataset.get(name)?.rows.map((row) => row[name === 'retired' ? 1 : 0] ?? '') ?? [],
  );
}

function keyOf(key: readonly string[], row: TextRow): string[] {
  return key.map((column) => row[column] ?? '');
}

/** The id, and those that it became or that became it. */
function sameAs(id: string, datasets: readonly BuiltDataset[]): Set<string> {
  const ids = new Set([id]);
  for (const dataset of datasets) {
    const retired = dataset.get('retired');
    for (const cells of retired?.rows.map((row) => asObject(retired, row)) ?? []) {
      const successors = (cells.successors ?? '').split(LIST);
      if (cells.id === id) for (const successor of successors) if (successor !== '') ids.add(successor);
      if (successors.includes(id)) ids.add(cells.id ?? '');
    }
  }
  return ids;
}

/** Rows that name one of the ids, as `table key`; of a part of a claim, the claim too. */
function* namingRows(dataset: BuiltDataset, ids: ReadonlySet<string>): Generator<string> {
  for (const table of dataset.values()) {
    const places = idColumns(table);
    const key = table.key.map((name) => table.columns.findIndex((column) => column.name === name));
    for (const row of table.rows) {
      if (!places.some((place) => (row[place] ?? '').split(LIST).some((one) => ids.has(one)))) continue;
      yield `${table.name} ${key.map((place) => row[place] ?? '').join(LIST)}`;
      if (table.columns[0]?.name === 'claim_id') yield `claims ${row[0]}`;
    }
  }
}

/** Columns that hold ids: those called so, and those of entities that refer to others. */
function idColumns({ name, columns }: BuiltTable): number[] {
  return columns.flatMap((column, index) =>
    /(^|_)ids?$|^(country|successors|actor_country)$/.test(column.name) ||
    (name === 'entities' && /^(of|part_of|members?|member_of|claimed_by)$/.test(column.name))
      ? [index]
      : [],
  );
}
