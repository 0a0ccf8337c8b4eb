import { isDeepStrictEqual } from 'node:util';
import { type Cause, causeFinder, OWNING_TABLES } from '../compare/cause.ts';
import { type DeltaRow, deltaOf, rowsOf } from '../compare/delta.ts';
import { CHANGES, emptyTable, type FieldChange, type TextRow } from '../compare/differences.ts';
import {
  type BuiltDataset,
  type BuiltTable,
  readDiffering,
  readShapes,
  readTable,
  shapesOf,
  type TableShape,
} from '../compare/read.ts';
import type { ChangesRow } from '../model/generated/tables.ts';
import type { TableContract } from '../model/tables.ts';
import { type Manifest, type Release, readManifest } from './list.ts';

/** What differs in a table that has the same key in both states, beside what the table `changes` says. */
interface TableDelta {
  table: string;
  /** Those of the build, in order. */
  columns: string[];
  /** New rows, whole. */
  added: TextRow[];
  /** Cells that differ because other rows do: lines, places, digests. */
  moved: (FieldChange & { key: string[] })[];
}

/** Everything that turns the previous release into a build. */
export interface Comparison {
  /** Of the tables that differ, in the order of the build. */
  deltas: TableDelta[];
  /** The table `changes`: keys of rows that came or went, old and new values of cells. */
  rows: ChangesRow[];
}

/**
 * Compares a build, whose tables are written, with the previous release, one table after the other. The table `changes`
 * itself is left out; one that is new or has another key is taken whole. Without a previous release nothing differs.
 * @param folder the folder of the build
 * @param files what was written, to pass over tables that are the same
 * @param content the ids of what the build was made from
 */
export async function compareWith(
  previous: Release | null,
  contract: TableContract,
  folder: string,
  files: Manifest['files'],
  content: Manifest['content'],
): Promise<Comparison> {
  const result: Comparison = { deltas: [], rows: [] };
  if (previous === null) return result;
  const [manifest, earlier] = await Promise.all([readManifest(previous.folder), readShapes(previous.folder)]);
  const later = shapesOf(contract);
  const read = (from: string, shapes: readonly TableShape[], name: string) => {
    const shape = shapes.find((one) => one.name === name);
    return shape === undefined ? emptyTable(name) : readTable(from, shape);
  };
  const owning = async (from: string, shapes: readonly TableShape[]): Promise<BuiltDataset> =>
    new Map(
      await Promise.all(OWNING_TABLES.map(async (name) => [name, await read(from, shapes, name)] as const)),
    );
  const causeOf = causeFinder(await owning(previous.folder, earlier), await owning(folder, later), {
    before: manifest.content,
    after: content,
  });

  const names = new Set([...later, ...earlier].map(({ name }) => name));
  for (const name of names) {
    if (name === CHANGES || isSame(manifest.files, files, `csv/${name}.csv`)) continue;
    const [shape, old] = [later, earlier].map((shapes) => shapes.find((one) => one.name === name));
    if (shape === undefined || old === undefined || shape.key.join() !== old.key.join()) {
      result.rows.push(
        wholeTable(name, old === undefined ? 'added' : shape === undefined ? 'removed' : 'changed'),
      );
      continue;
    }
    const tables: [BuiltTable, BuiltTable] = isAlike(shape, old)
      ? await readDiffering([previous.folder, folder], shape)
      : [await readTable(previous.folder, old), await readTable(folder, shape)];
    const delta = deltaOf(...tables);
    const uncounted = new Set(shape.columns.filter(({ counts }) => !counts).map((column) => column.name));
    const columns = shape.columns.map((column) => column.name);
    const beside: TableDelta = { table: name, columns, added: delta.added, moved: [] };
    for (const row of rowsOf(delta, ...tables)) {
      const { kind, key, fields } = row;
      const ofCell = ({ field }: FieldChange): Cause => causeOf(row, field);
      if (kind === 'changed') {
        for (const one of fields) {
          if (uncounted.has(one.field)) beside.moved.push({ ...one, key });
          else result.rows.push(inShort(row, { ...one, cause: ofCell(one) }));
        }
        continue;
      }
      const cause = ofCell(fields[0] as FieldChange);
      result.rows.push(inShort(row, { field: '*', old: '', new: '', cause }));
    }
    if (beside.added.length > 0 || beside.moved.length > 0) result.deltas.push(beside);
  }
  return { ...result, rows: result.rows.sort(byKey) };
}

/** The one line for a table that came or went, or whose rows other columns tell apart than before. Its rows stand in its own file. */
function wholeTable(table: string, kind: ChangesRow['kind']): ChangesRow {
  return { table, row_key: ['*'], kind, field: '*', old: undefined, new: undefined, cause: 'codebook' };
}

/** A line of the table `changes`: a value that changed, or `*` for a row that came or went. */
function inShort({ table, key, kind }: DeltaRow, one: FieldChange & { cause: Cause }): ChangesRow {
  const { field, old, new: now, cause } = one;
  return { table, row_key: key, kind, field, old: old || undefined, new: now || undefined, cause };
}

/** Whether the rows of both states are written in the same way. */
function isAlike(one: TableShape, other: TableShape): boolean {
  return isDeepStrictEqual([one.path, one.key, one.columns], [other.path, other.key, other.columns]);
}

function isSame(before: Manifest['files'], after: Manifest['files'], path: string): boolean {
  const [old, now] = [before, after].map((files) => files.find((file) => file.path === path)?.sha256);
  return old !== undefined && old === now;
}

function byKey(a: ChangesRow, b: ChangesRow): number {
  const [left, right] = [a, b].map(({ table, row_key: key, field }) => [table, key.join(' | '), field]) as [
    string[],
    string[],
  ];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at === -1 ? 0 : (left[at] as string) < (right[at] as string) ? -1 : 1;
}
