import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DamagedFile, jsonFault } from '../diagnostics/damaged.ts';
import type { TableContract } from '../model/tables.ts';
import { CsvError, cutRows, readCsv } from './csv.ts';

/** A column of a built table. */
interface BuiltColumn {
  name: string;
  /** `string`, `integer`, `number`, `boolean` or one of these after `list of `. */
  type: string;
  /** False for a column that changes with other rows, such as a line: it is no change of the data. */
  counts: boolean;
}

/** What is in a built table. */
export interface TableShape {
  name: string;
  /** Path of its file in the dataset. */
  path: string;
  /** Columns that tell one row from another. */
  key: string[];
  /** In order. */
  columns: BuiltColumn[];
}

/** One table as it was written; all cells are text. */
export interface BuiltTable extends Omit<TableShape, 'path'> {
  rows: string[][];
}

/** A dataset as it was written, by table name in the order of its descriptor. */
export type BuiltDataset = Map<string, BuiltTable>;

const DESCRIPTOR = 'datapackage.json';

/** The parts of datapackage.json that say how to read the tables. */
interface Descriptor {
  resources: {
    name: string;
    path: string;
    schema?: {
      fields: { name: string; type: string; itemType?: string; listSeparator?: string; digest?: boolean }[];
      primaryKey: string[];
    };
  }[];
}

/**
 * Reads the tables of a built dataset. What columns there are is taken from the dataset itself, not from the schemas of
 * today, so that datasets of any version can be read.
 * @param folder the folder with datapackage.json
 * @throws DamagedFile when a table contradicts the descriptor; the errors of the file system
 */
export async function readDataset(folder: string): Promise<BuiltDataset> {
  const dataset: BuiltDataset = new Map();
  for (const shape of await readShapes(folder)) dataset.set(shape.name, await readTable(folder, shape));
  return dataset;
}

/** What tables and columns a built dataset has, in its order. */
export async function readShapes(folder: string): Promise<TableShape[]> {
  const text = await readFile(join(folder, DESCRIPTOR), 'utf8');
  const fault = jsonFault(text);
  if (fault !== null) throw damaged(folder, DESCRIPTOR, fault);
  const descriptor = JSON.parse(text) as Descriptor;
  return descriptor.resources.flatMap(({ name, path, schema }) => {
    if (schema === undefined) return [];
    const columns = schema.fields.map((field) => ({
      name: field.name,
      // Before contract 2.0.0 a list was a text with a separator.
      type:
        field.type === 'list'
          ? typeOf(field.itemType ?? 'string', true)
          : typeOf(field.type, field.listSeparator !== undefined),
      counts: field.digest !== false,
    }));
    return [{ name, path, key: schema.primaryKey, columns }];
  });
}

/** What tables and columns the contract of today asks for. */
export function shapesOf({ tables }: TableContract): TableShape[] {
  return tables.map(({ name, key, columns }) => ({
    name,
    path: `csv/${name}.csv`,
    key,
    columns: columns.map((column) => ({
      name: column.name,
      type: typeOf(column.type, column.list),
      counts: column.digest,
    })),
  }));
}

/** Reads one table. @throws DamagedFile when it contradicts its shape; the errors of the file system */
export async function readTable(folder: string, shape: TableShape): Promise<BuiltTable> {
  const rows = [...rowsIn(folder, await readFile(join(folder, shape.path), 'utf8'), shape)];
  const { name, key, columns } = shape;
  return { name, key, columns, rows };
}

/**
 * Reads one table row by row, so that a large one need not be held cell by cell.
 * @throws as {@link readTable}
 */
export async function* eachRow(folder: string, shape: TableShape): AsyncGenerator<string[]> {
  yield* rowsIn(folder, await readFile(join(folder, shape.path), 'utf8'), shape);
}

/**
 * Reads the rows of one table as they are written, bytes as characters, for who looks at few of their cells.
 * @throws as {@link readTable}, of the header alone
 */
export async function writtenRows(folder: string, shape: TableShape): Promise<string[]> {
  const [header = '', ...rows] = cutRows(await readFile(join(folder, shape.path), 'latin1'));
  // Throws where it is not that of the shape.
  for (const _ of rowsIn(folder, header, shape));
  return rows;
}

/**
 * Reads two states of a table that have the same columns and key, without the rows that are written alike in both: of a
 * large table most are, and only the others are taken apart.
 * @throws as {@link readTable}
 */
export async function readDiffering(
  folders: [before: string, after: string],
  shape: TableShape,
): Promise<[before: BuiltTable, after: BuiltTable]> {
  // Bytes as characters: half the memory of text outside Latin script, and rows are alike when their bytes are.
  const texts = await Promise.all(folders.map((folder) => readFile(join(folder, shape.path), 'latin1')));
  const [before, after] = texts.map((text) => [...cutRows(text)]) as [string[], string[]];
  return [without(folders[0], before, after, shape), without(folders[1], after, before, shape)];
}

function without(folder: string, rows: string[], others: string[], shape: TableShape): BuiltTable {
  const known = new Set(others);
  const rest = rows.filter((row, index) => index === 0 || !known.has(row)).join('');
  const { name, key, columns } = shape;
  return { name, key, columns, rows: [...rowsIn(folder, Buffer.from(rest, 'latin1').toString(), shape)] };
}

/** @throws DamagedFile when it is no CSV or has other columns than the descriptor says */
function* rowsIn(folder: string, text: string, { path, columns }: TableShape): Generator<string[]> {
  const rows = readCsv(text);
  try {
    const { value: header } = rows.next();
    if ((header ?? []).join() !== columns.map((column) => column.name).join())
      throw damaged(folder, path, `has other columns than ${DESCRIPTOR} says`);
    yield* rows;
  } catch (error) {
    if (error instanceof CsvError) throw damaged(folder, path, `is ${error.message}`);
    throw error;
  }
}

function damaged(folder: string, path: string, fault: string): DamagedFile {
  const name = basename(folder);
  const remedy = name.startsWith('v')
    ? `\`make verify RELEASE=${name}\` says how to put it back.`
    : 'Build the dataset anew.';
  return new DamagedFile(`output/${name}/${path}`, fault, remedy);
}

function typeOf(type: string, isList: boolean): string {
  return isList ? `list of ${type}` : type;
}
