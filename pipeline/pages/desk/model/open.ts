import { type Catalog, readCatalog } from '../../../diagnostics/catalog.ts';
import { parseYaml } from '../../../ingest/parse.ts';
import type { ParsedFile } from '../../../model/authored.ts';
import { type ModelTexts, readModel } from '../../../model/model.ts';
import { buildRegistry } from '../../../normalize/names/registry.ts';
import { coreOf, type ProjectCore } from '../../../record/core.ts';
import type { WrittenChecks } from '../../../validate/schema/compile.ts';
import { makeValidator } from '../../../validate/validator.ts';

/** What the desk brings along: the texts of schemas/, of the registry and of the catalog, as they lie in the repository. */
export interface DeskTexts {
  schemas: ModelTexts;
  registry: readonly { path: string; text: string }[];
  catalog: readonly { name: string; text: string }[];
}

/** A project as the desk has it: what a record needs on its way through the stages, and the words for its messages. */
export interface Project extends ProjectCore {
  registryFiles: ParsedFile[];
  catalog: Catalog;
}

/**
 * Opens the project from its texts.
 * @param checks the schemas compiled before, where nothing may be compiled
 */
export function openProject({ schemas, registry, catalog }: DeskTexts, checks?: WrittenChecks): Project {
  const model = readModel(schemas);
  const validator = makeValidator(model, checks);
  const authored = registry.map(({ path, text }) => parseYaml(path, bytesOf(text)).value);
  const registryFiles = authored.map((file) => {
    const { value } = validator.registryFile(file);
    return { ...file, value };
  });
  const core = coreOf({ model, validator }, buildRegistry(registryFiles, authored));
  return { ...core, registryFiles, catalog: readCatalog(catalog) };
}

/** A text in UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
