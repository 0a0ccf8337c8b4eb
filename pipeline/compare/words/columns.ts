import type { Differences, TableDifferences } from '../differences.ts';
import { asObject, tableDifferences } from '../differences.ts';
import type { BuiltDataset, BuiltTable } from '../read.ts';

/** Says what differs in tables, columns and codes: what can break a program that reads the data. */
export function columnWords(differences: Differences, before: BuiltDataset, after: BuiltDataset): string[] {
  const { addedTables, removedTables } = differences;
  const stayed = differences.tables.filter(
    ({ table }) => !addedTables.includes(table) && !removedTables.includes(table),
  );
  return [
    ...removedTables.map((table) => `The table \`${table}\` is gone.`),
    ...addedTables.map((table) => `The table \`${table}\` is new.`),
    ...stayed.flatMap((table) =>
      ofTable(table, before.get(table.table) as BuiltTable, after.get(table.table) as BuiltTable),
    ),
    ...codeWords(tableDifferences(differences, 'codebook')),
  ];
}

function ofTable({ table, columns, key }: TableDifferences, before: BuiltTable, after: BuiltTable): string[] {
  const renamed = renamedColumns(columns, before, after);
  const isLeft = (name: string): boolean => !renamed.some((pair) => pair.includes(name));
  const column = (name: string): string => `\`${table}.${name}\``;
  return [
    ...renamed.map(([old, now]) => `The column ${column(old)} is now called \`${now}\`.`),
    ...columns.removed.filter(isLeft).map((name) => `The column ${column(name)} is gone.`),
    ...columns.added.filter(isLeft).map((name) => `The column ${column(name)} is new.`),
    ...columns.retyped.map((one) => `The column ${column(one.column)} was ${one.old} and is ${one.new}.`),
    ...(columns.reordered ? [`The columns of \`${table}\` stand in another order.`] : []),
    ...(columns.rekeyed ? [`Rows of \`${table}\` are now told apart by ${key.join(', ')}.`] : []),
  ];
}

/** Pairs of a column that went and one that came in its place, with the same type and the same values. */
function renamedColumns(
  { added, removed }: TableDifferences['columns'],
  before: BuiltTable,
  after: BuiltTable,
): [string, string][] {
  return removed.flatMap((old) => {
    const from = before.columns.findIndex(({ name }) => name === old);
    const now = after.columns[from];
    if (now === undefined || !added.includes(now.name) || now.type !== before.columns[from]?.type) return [];
    const values = new Map(after.rows.map((row) => [keyOf(after, row), row[from]]));
    const isSame = before.rows.every((row) => (values.get(keyOf(before, row)) ?? row[from]) === row[from]);
    return isSame ? [[old, now.name] as [string, string]] : [];
  });
}

function keyOf(table: BuiltTable, row: readonly string[]): string {
  const cells = asObject(table, row);
  return table.key.map((name) => cells[name]).join('\u001f');
}

function codeWords({ added, removed, changed }: TableDifferences): string[] {
  return [
    ...removed.map(({ vocabulary, code }) => `The code \`${code}\` of ${vocabulary} is gone.`),
    ...added.map(
      ({ vocabulary, code, definition }) => `New code \`${code}\` of ${vocabulary}: ${definition}`,
    ),
    ...changed
      .map(({ key, fields }) => ({ key, fields: fields.filter(({ field }) => field !== 'rank') }))
      .filter(({ fields }) => fields.length > 0)
      .map(
        ({ key: [vocabulary, code], fields }) =>
          `The code \`${code}\` of ${vocabulary}: ${fields.map(({ field }) => field).join(', ')} changed.`,
      ),
  ];
}
