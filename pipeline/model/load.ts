import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Codebook, loadCodebook } from './codebook.ts';
import { expandSchemas, type Schema, type Schemas } from './schemas.ts';
import { readTables, type TableContract } from './tables.ts';

/** Everything that the schemas folder says: what may be written, what is written, and in which codes. */
export interface Model {
  codebook: Codebook;
  tables: TableContract;
  /** The authoring schemas with all lists of codes filled in. */
  schemas: Schemas;
}

/**
 * Reads the schemas folder of the project.
 * @param root the folder that holds schemas/
 * @throws Error when the folder contradicts itself; that is a mistake of ours, not of the data
 */
export async function loadModel(root: string): Promise<Model> {
  const read = (name: string): Promise<string> => readFile(join(root, 'schemas', name), 'utf8');
  const [codebook, record, registry, tables] = await Promise.all([
    loadCodebook(root),
    read('record.schema.json'),
    read('registry.schema.json'),
    read('tables.yaml'),
  ]);
  const schemas = { record: JSON.parse(record) as Schema, registry: JSON.parse(registry) as Schema };
  return { codebook, tables: readTables(tables), schemas: expandSchemas(schemas, codebook) };
}

/**
 * Digests of the files in the schemas folder that decide what is built: all but the generated ones for editors.
 * @param root the folder that holds schemas/
 */
export async function schemaDigests(root: string): Promise<{ path: string; digest: string }[]> {
  const folder = join(root, 'schemas');
  const names = [
    ...(await readdir(folder)),
    ...(await readdir(join(folder, 'codebook'))).map((name) => `codebook/${name}`),
  ];
  const files = names.filter((name) => /\.(json|yaml)$/.test(name)).sort();
  return Promise.all(
    files.map(async (name) => ({
      path: `schemas/${name}`,
      digest: createHash('sha256')
        .update(await readFile(join(folder, name)))
        .digest('hex'),
    })),
  );
}
