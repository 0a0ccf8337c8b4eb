import { join } from 'node:path';
import { itemsOf } from './cell.ts';
import { type FieldDescription, referredTable, type TableDescription } from './descriptor.ts';
import { shown } from './finding.ts';
import { csvRows, UnreadableTable } from './table-file.ts';

const JOINT = '\u001f';

/** The values that keys can lead to, by table and columns. */
export type Targets = ReadonlyMap<string, ReadonlySet<string>>;

/** A way from columns of a table to a row of another; from a list, each item leads to one. */
export interface Way {
  places: number[];
  columns: string;
  /** The column when it is a list. */
  list: FieldDescription | null;
  target: string;
  table: string;
}

/** The foreign keys of a table and the references in its lists; those that name nothing are told elsewhere. */
export function waysOf(table: TableDescription, tables: readonly TableDescription[]): Way[] {
  const { fields, foreignKeys = [] } = table.schema;
  const way = (
    columns: readonly string[],
    list: FieldDescription | null,
    resource: string,
    to: string[],
  ): Way[] => {
    const target = referredTable(resource, table, tables);
    const places = placesOf(table, columns);
    if (target === undefined || places.includes(-1)) return [];
    return [
      {
        places,
        columns: columns.join(', '),
        list,
        target: [target.name, ...to].join(JOINT),
        table: target.name,
      },
    ];
  };
  return [
    ...foreignKeys.flatMap(({ fields: columns, reference }) =>
      way(columns, null, reference.resource, reference.fields),
    ),
    ...fields.flatMap((field) =>
      field.itemReference === undefined
        ? []
        : way([field.name], field, field.itemReference.resource, [field.itemReference.field]),
    ),
  ];
}

/** What is wrong with the places to which the cells of a row lead. */
export function lostWays(
  cells: readonly string[],
  ways: readonly Way[],
  targets: Targets,
): [column: string, reason: string][] {
  return ways.flatMap(({ places, columns, list, target, table }) => {
    const there = targets.get(target);
    const key = keyOf(cells, places);
    const values = list === null ? [key] : itemsOf(key, list);
    return values
      .filter((value) => there !== undefined && value.replaceAll(JOINT, '') !== '' && !there.has(value))
      .map((value): [string, string] => [columns, `${shownKey(value)} leads to no row of ${table}.`]);
  });
}

/** Reads the columns to which keys lead; a table that cannot be read gives none. */
export async function collectTargets(folder: string, tables: readonly TableDescription[]): Promise<Targets> {
  const wanted = new Set(tables.flatMap((table) => waysOf(table, tables).map(({ target }) => target)));
  const targets = new Map<string, Set<string>>();
  for (const table of tables) {
    const own = [...wanted]
      .map((target) => ({ target, names: target.split(JOINT), values: new Set<string>() }))
      .filter(({ names }) => names[0] === table.name)
      .map((each) => ({ ...each, places: placesOf(table, each.names.slice(1)) }));
    if (own.length === 0) continue;
    try {
      let isHeader = true;
      for await (const cells of csvRows(join(folder, table.path))) {
        if (!isHeader) for (const { values, places } of own) values.add(keyOf(cells, places));
        isHeader = false;
      }
    } catch (error) {
      if (error instanceof UnreadableTable) continue;
      throw error;
    }
    for (const { target, values } of own) targets.set(target, values);
  }
  return targets;
}

/** Where columns stand in a table, from 0; -1 when it has none of that name. */
export function placesOf({ schema }: TableDescription, names: readonly string[]): number[] {
  return names.map((name) => schema.fields.findIndex((field) => field.name === name));
}

/** The values of some columns of a row as one text. */
export function keyOf(cells: readonly string[], places: readonly number[]): string {
  return places.map((place) => cells[place] ?? '').join(JOINT);
}

/** A key as it is shown. */
export function shownKey(key: string): string {
  return shown(key.replaceAll(JOINT, ', '));
}
