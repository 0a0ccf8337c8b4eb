import { readFile } from 'node:fs/promises';
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
 * @param root the project folder
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
