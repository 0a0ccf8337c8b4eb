import type { CatalogEntry } from '../diagnostics/catalog.ts';
import type { Model } from '../model/load.ts';
import { codebookPage } from './codebook-page.ts';
import { diagnosticsPage } from './diagnostics-page.ts';
import { dictionaryPage } from './dictionary-page.ts';
import { editorSchemas } from './editor/schemas.ts';
import { typesOfRecords, typesOfTables } from './types.ts';

/** A file that `make generate` writes. */
export interface GeneratedFile {
  /** From the project folder, with slashes. */
  path: string;
  text: string;
}

/**
 * Everything that follows from the schemas, the codebook, the table contract and the catalog of diagnostics. The same
 * input gives the same bytes; nothing is read or written.
 * @throws Error when a part contradicts another; that is a mistake of ours, not of the data
 */
export async function generatedFiles(
  model: Model,
  catalog: ReadonlyMap<string, CatalogEntry>,
): Promise<GeneratedFile[]> {
  const editor = editorSchemas(model.schemas, model.codebook);
  return [
    { path: 'CODEBOOK.md', text: codebookPage(model.codebook, model.schemas) },
    { path: 'docs/data-dictionary.md', text: dictionaryPage(model.tables, model.codebook) },
    { path: 'docs/diagnostics.md', text: diagnosticsPage([...catalog.values()]) },
    { path: 'pipeline/model/generated/records.ts', text: await typesOfRecords(model.schemas) },
    { path: 'pipeline/model/generated/tables.ts', text: typesOfTables(model.tables) },
    { path: 'schemas/editor/record.schema.json', text: `${JSON.stringify(editor.record, null, 2)}\n` },
    { path: 'schemas/editor/registry.schema.json', text: `${JSON.stringify(editor.registry, null, 2)}\n` },
  ];
}
