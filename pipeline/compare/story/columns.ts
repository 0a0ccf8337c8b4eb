import type { ColumnChanges, Differences } from '../differences.ts';
import { asObject, tableDifferences } from '../differences.ts';
import type { BuiltTable } from '../read.ts';
import type { Voice } from './voice.ts';

/** A column that stands where another stood, with the same type and the same values. */
export interface RenamedColumn {
  table: string;
  old: string;
  now: string;
}

/** What the sentences are told from; a part of a story. */
interface ContractChanges {
  differences: Differences;
  renamed: readonly RenamedColumn[];
}

/** Finds columns that came in the place of another. */
export function renamedColumns(
  table: string,
  { added, removed }: ColumnChanges,
  before: BuiltTable | undefined,
  after: BuiltTable | undefined,
): RenamedColumn[] {
  if (before === undefined || after === undefined) return [];
  return removed.flatMap((old) => {
    const from = before.columns.findIndex(({ name }) => name === old);
    const now = after.columns[from];
    if (now === undefined || !added.includes(now.name) || now.type !== before.columns[from]?.type) return [];
    const values = new Map(after.rows.map((row) => [keyOf(after, row), row[from]]));
    const isSame = before.rows.every((row) => (values.get(keyOf(before, row)) ?? row[from]) === row[from]);
    return isSame ? [{ table, old, now: now.name }] : [];
  });
}

function keyOf(table: BuiltTable, row: readonly string[]): string {
  const cells = asObject(table, row);
  return table.key.map((name) => cells[name]).join('\u001f');
}

/** Says what differs in tables, columns and codes: what can break a program that reads the data. */
export function contractSentences(story: ContractChanges, voice: Voice): string[] {
  const { addedTables, removedTables } = story.differences;
  const { code } = voice;
  return [
    ...removedTables.map((table) => `The table ${code(table)} is removed.`),
    ...addedTables.map((table) => `The table ${code(table)} is new.`),
    ...columnSentences(story, voice),
    ...codeSentences(story, voice),
  ];
}

function columnSentences({ differences, renamed }: ContractChanges, { code }: Voice): string[] {
  const { addedTables, removedTables, tables } = differences;
  return tables.flatMap(({ table, columns, key }) => {
    if (addedTables.includes(table) || removedTables.includes(table)) return [];
    const own = renamed.filter((one) => one.table === table);
    const column = (name: string): string => code(`${table}.${name}`);
    return [
      ...own.map(({ old, now }) => `The column ${column(old)} is now called ${code(now)}.`),
      ...columns.removed
        .filter((name) => !own.some(({ old }) => old === name))
        .map((name) => `The column ${column(name)} is removed.`),
      ...columns.added
        .filter((name) => !own.some(({ now }) => now === name))
        .map((name) => `The column ${column(name)} is new.`),
      ...columns.retyped.map((one) => `The column ${column(one.column)} was ${one.old} and is ${one.new}.`),
      ...(columns.reordered ? [`The columns of ${code(table)} stand in another order.`] : []),
      ...(columns.rekeyed ? [`Rows of ${code(table)} are now told apart by ${key.join(', ')}.`] : []),
    ];
  });
}

function codeSentences({ differences }: ContractChanges, { code: mark, plain }: Voice): string[] {
  const { added, removed, changed } = tableDifferences(differences, 'codebook');
  const name = (code = '', vocabulary = ''): string => `${mark(code)} of ${vocabulary}`;
  return [
    ...removed.map(({ vocabulary, code }) => `The code ${name(code, vocabulary)} is removed.`),
    ...added.map(
      ({ vocabulary, code, definition = '' }) => `New code ${name(code, vocabulary)}: ${plain(definition)}`,
    ),
    ...changed.flatMap(({ key: [vocabulary, code], fields }) => {
      const told = fields.map(({ field }) => field).filter((field) => field !== 'rank');
      return told.length === 0 ? [] : [`The code ${name(code, vocabulary)}: ${told.join(', ')} changed.`];
    }),
  ];
}
