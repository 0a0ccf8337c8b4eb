import { isDeepStrictEqual } from 'node:util';
import { type Cause, causeFinder, OWNING_TABLES } from '../compare/cause.ts';
import { type Delta, type DeltaLine, deltaOf, rowsOf } from '../compare/delta.ts';
import { CHANGES, emptyTable } from '../compare/differences.ts';
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

/** A line of a delta with what made it differ. */
export type ExplainedLine = DeltaLine & { cause: Cause };

/** Everything that turns the previous release into a build. */
export interface Comparison {
  added: ExplainedLine[];
  removed: ExplainedLine[];
  changed: ExplainedLine[];
  /** The same in short, as the table `changes` has it. */
  rows: ChangesRow[];
}

const KINDS = ['added', 'removed', 'changed'] as const;

/**
 * Compares a build, whose tables are written, with the previous release, one table after the other. The table `changes`
 * itself is left out. Without a previous release nothing differs.
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
  const result: Comparison = { added: [], removed: [], changed: [], rows: [] };
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
    const tables: [BuiltTable, BuiltTable] =
      shape !== undefined && old !== undefined && isAlike(shape, old)
        ? await readDiffering([previous.folder, folder], shape)
        : [await read(previous.folder, earlier, name), await read(folder, later, name)];
    const delta = deltaOf(...tables);
    const uncounted = new Set(shape?.columns.filter(({ counts }) => !counts).map((column) => column.name));
    for (const kind of KINDS)
      for (const row of rowsOf(kind, delta[kind])) {
        const lines = row.lines.map((line) => ({ ...line, cause: causeOf(row, line.field) }));
        for (const line of lines) result[kind].push(line);
        for (const one of inShort(kind, lines, uncounted)) result.rows.push(one);
      }
  }
  return { ...result, rows: result.rows.sort(byKey) };
}

/** A row that came or went in one line, a changed one in a line for each value that counts. */
function inShort(kind: keyof Delta, lines: readonly ExplainedLine[], uncounted: Set<string>): ChangesRow[] {
  const [first] = lines as [ExplainedLine];
  const { table, key, cause } = first;
  if (kind !== 'changed')
    return [{ table, row_key: key, kind, field: '*', old: undefined, new: undefined, cause }];
  return lines
    .filter(({ field }) => !uncounted.has(field))
    .map((line) => ({
      table,
      row_key: key,
      kind,
      field: line.field,
      old: line.old || undefined,
      new: line.new || undefined,
      cause: line.cause,
    }));
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
