import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { listSources, type SourceList } from './ingest/list.ts';
import { readSources } from './ingest/read.ts';
import type { ParsedFile } from './model/authored.ts';
import { loadModel } from './model/load.ts';
import { buildRegistry } from './normalize/names/registry.ts';
import { coreOf, type ProjectCore, type Tools } from './record/core.ts';
import { rememberedChecks } from './record/written-checks.ts';
import { checkRegistry } from './validate/registry/registry.ts';
import { makeValidator } from './validate/validator.ts';

/** Where a project lies. */
export interface ProjectPlace {
  /** The folder that holds sources/. */
  root: string;
  /** The folder that holds schemas/. */
  schemas: string;
  /** Where what was found out before is kept; a project opens without it, only slower. */
  memory?: string | undefined;
}

/** A project that was opened: what it consists of, and all that is known before the first record is read. */
export interface Project extends ProjectCore, ProjectPlace {
  /** The source files, by kind. */
  sources: SourceList;
  /** The registry's files, without what the schema refused in them. */
  registryFiles: ParsedFile[];
  /** Whether all of them could be read; if not, a name may be unknown only because its file was not. */
  isRegistryComplete: boolean;
  /** What is wrong with file names, folders and the registry. */
  diagnostics: Diagnostic[];
}

/**
 * Opens a project: reads schemas/, lists the sources, reads, checks and indexes the registry. Faulty parts of the registry
 * are left out, so that the names that are right can still be resolved and one fault does not hide others.
 * @param tools of the same schemas, where they are at hand
 * @throws Error when schemas/ contradicts itself, and the errors of the machine
 */
export async function openProject({ root, schemas, memory }: ProjectPlace, tools?: Tools): Promise<Project> {
  const { model, validator } = tools ?? (await toolsOf(schemas, memory));
  const sources = await listSources(root);
  const { value: authored, diagnostics } = await readSources(root, sources.registry);
  const checked = authored.map((file) => validator.registryFile(file));
  const files = checked.map(({ file, value }) => ({ ...file, value }));
  const registry = buildRegistry(files, authored);
  const isUnread = ({ file, severity }: Diagnostic): boolean =>
    severity === 'error' && file.startsWith('sources/registry');
  const isWhole = authored.length === sources.registry.length && !sources.diagnostics.some(isUnread);
  return {
    ...{ root, schemas, memory, sources },
    ...coreOf({ model, validator }, registry),
    registryFiles: files,
    isRegistryComplete: isWhole && authored.every(({ value }) => value !== undefined),
    diagnostics: [
      ...sources.diagnostics,
      ...diagnostics,
      ...checked.flatMap((file) => file.diagnostics),
      // What refers to an entry of a file that was not read is not wrong for that.
      ...(isWhole ? checkRegistry(files, model.schemas.registry, registry.refused) : []),
    ],
  };
}

/** Reads schemas/ and compiles its checks, or takes them from where they are kept. */
export async function toolsOf(schemas: string, memory?: string): Promise<Tools> {
  const model = await loadModel(schemas);
  const checks = memory === undefined ? undefined : await rememberedChecks(memory, model.schemas);
  return { model, validator: makeValidator(model, checks) };
}
