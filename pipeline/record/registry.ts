import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { listSources } from '../ingest/list.ts';
import { readSources } from '../ingest/read.ts';
import type { ParsedFile } from '../model/authored.ts';
import type { Model } from '../model/model.ts';
import { buildRegistry, type Registry } from '../normalize/names/registry.ts';
import { checkRegistry } from '../validate/registry/registry.ts';
import { makeValidator } from '../validate/validate.ts';

/** The registry with what is wrong with it, and the files it was read from. */
export interface ReadRegistry {
  registry: Registry;
  diagnostics: Diagnostic[];
  files: ParsedFile[];
  /** Whether all its files could be read; if not, a name may be unknown only because its file was not. */
  complete: boolean;
}

/**
 * Reads, checks and indexes the registry of a project. Faulty parts are left out, so that the names that are right can
 * still be resolved and one fault does not hide others.
 * @param root the project folder
 * @param validator the compiled schemas, where the caller has them already
 */
export async function readRegistry(
  root: string,
  model: Model,
  validator = makeValidator(model),
): Promise<ReadRegistry> {
  const { registry: paths } = await listSources(root);
  const ingested = await readSources(root, paths);
  const diagnostics = [...ingested.diagnostics];
  const files = ingested.value.map((file) => {
    const checked = validator.registryFile(file);
    diagnostics.push(...checked.diagnostics);
    return { ...file, value: checked.value };
  });
  const registry = buildRegistry(files, ingested.value);
  diagnostics.push(...checkRegistry(files, model.schemas.registry, registry.refused));
  return {
    registry,
    diagnostics,
    files,
    complete:
      ingested.value.length === paths.length && ingested.value.every(({ value }) => value !== undefined),
  };
}
