import type { Codebook } from './codebook.ts';
import { type CodebookFile, readCodebook } from './read-codebook.ts';
import { expandSchemas, type Schema, type Schemas } from './schemas.ts';
import { readTables, type TableContract } from './tables.ts';

/** Everything that the schemas folder says: what may be written, what is written, and in which codes. */
export interface Model {
  codebook: Codebook;
  tables: TableContract;
  /** The authoring schemas with all lists of codes filled in. */
  schemas: Schemas;
}

/** The texts of the schemas folder. */
export interface ModelTexts {
  codebook: CodebookFile[];
  /** record.schema.json */
  record: string;
  /** registry.schema.json */
  registry: string;
  /** tables.yaml */
  tables: string;
}

/**
 * Reads what the files of the schemas folder say.
 * @throws Error when they contradict themselves; that is a mistake of ours, not of the data
 */
export function readModel(texts: ModelTexts): Model {
  const codebook = readCodebook(texts.codebook);
  const schemas = {
    record: JSON.parse(texts.record) as Schema,
    registry: JSON.parse(texts.registry) as Schema,
  };
  return { codebook, tables: readTables(texts.tables), schemas: expandSchemas(schemas, codebook) };
}
