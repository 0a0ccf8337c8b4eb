import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCsv } from './read-csv.ts';

/** One table as it was written; all cells are text. */
export interface BuiltTable {
  name: string;
  /** Columns that tell one row from another. */
  key: string[];
  /** In order; a type is `string`, `integer`, `number`, `boolean` or one of these after `list of `. */
  columns: { name: string; type: string }[];
  rows: string[][];
}

/** A dataset as it was written, by table name in the order of its descriptor. */
export type BuiltDataset = Map<string, BuiltTable>;

/** The parts of datapackage.json that say how to read the tables. */
interface Descriptor {
  resources: {
    name: string;
    path: string;
    schema?: { fields: { name: string; type: string; listSeparator?: string }[]; primaryKey: string[] };
  }[];
}

/**
 * Reads the tables of a built dataset. What columns there are is taken from the dataset itself, not from the schemas of
 * today, so that datasets of any version can be read.
 * @param folder the folder with datapackage.json
 * @throws Error when the folder holds no dataset or a table contradicts the descriptor; the errors of the file system
 */
export async function readDataset(folder: string): Promise<BuiltDataset> {
  const descriptor = JSON.parse(await readFile(join(folder, 'datapackage.json'), 'utf8')) as Descriptor;
  const dataset: BuiltDataset = new Map();
  for (const { name, path, schema } of descriptor.resources) {
    if (schema === undefined) continue;
    const columns = schema.fields.map((field) => ({ name: field.name, type: typeOf(field) }));
    const [header = [], ...rows] = readCsv(await readFile(join(folder, path), 'utf8'));
    if (header.join() !== columns.map((column) => column.name).join())
      throw new Error(`${path}: the header does not have the columns of datapackage.json`);
    dataset.set(name, { name, key: schema.primaryKey, columns, rows });
  }
  return dataset;
}

function typeOf({ type, listSeparator }: { type: string; listSeparator?: string }): string {
  return listSeparator === undefined ? type : `list of ${type}`;
}
