import { join } from 'node:path';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { hasErrors } from './diagnostics/problem.ts';
import { listSources, type SourceList } from './ingest/list.ts';
import { parseYaml } from './ingest/parse.ts';
import { type Looks, readBytes } from './ingest/read.ts';
import type { ParsedFile, SourceFile } from './model/authored.ts';
import { loadModel, type SchemaDigests, schemaDigests } from './model/load.ts';
import type { Model } from './model/model.ts';
import { buildRegistry, type Registry, type RegistryIndex, registryOf } from './normalize/names/registry.ts';
import { coreOf, type ProjectCore, type Tools } from './record/core.ts';
import { recall, remember } from './record/kept.ts';
import { programDigest } from './record/program.ts';
import { looksFrom } from './record/store/file.ts';
import { rememberedChecks } from './record/written-checks.ts';
import { checkRegistry } from './validate/registry/registry.ts';
import { makeValidator, type Validator } from './validate/validator.ts';

/** Where a project lies. */
export interface ProjectPlace {
  /** The folder that holds sources/. */
  root: string;
  /** The folder that holds schemas/. */
  schemas: string;
  /** The folder where what was made before is kept; a project opens without it, only slower. */
  store?: string | undefined;
  /** How its files looked when the work began; begun now when left out. */
  looks?: Looks | undefined;
}

/** A project that was opened: what it consists of, and all that is known before the first record is read. */
export interface Project extends ProjectCore, ProjectPlace {
  looks: Looks;
  schemaDigests: SchemaDigests;
  /** Digest of all that is the same for every record. */
  program: string;
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
export async function openProject(place: ProjectPlace, tools?: Tools): Promise<Project> {
  const { root, schemas, store, looks = looksFrom(store) } = place;
  const digests = await schemaDigests(schemas);
  const program = programDigest(digests);
  const { model, validator } = tools ?? (await knownTools(schemas, digests, program));
  const sources = await listSources(root);
  const { value: written, diagnostics } = await readBytes(root, sources.registry);
  const isUnread = ({ file, severity }: Diagnostic): boolean =>
    severity === 'error' && file.startsWith('sources/registry');
  const isWhole = written.length === sources.registry.length && !sources.diagnostics.some(isUnread);
  const read = readRegistry({ model, validator }, written, { isWhole, store, program });
  return {
    ...{ root, schemas, store, looks, schemaDigests: digests, program, sources },
    ...coreOf({ model, validator }, read.registry),
    registryFiles: read.files,
    isRegistryComplete: isWhole && read.isReadable,
    diagnostics: [...sources.diagnostics, ...diagnostics, ...read.faults],
  };
}

/** A registry that was read: its files without what the schema refused, and what is wrong in them. */
interface ReadRegistry {
  registry: Registry;
  files: ParsedFile[];
  /** Whether all files could be parsed. */
  isReadable: boolean;
  faults: Diagnostic[];
}

/** The registry that was read last with a validator, by paths and digests of its files: nothing in it ever changes. */
const lastRead = new WeakMap<Validator, { key: string; read: ReadRegistry }>();

/**
 * Reads a registry, or takes it as it was read before, by this process or by one that kept it in the store.
 * @param isWhole whether these are all its files
 */
function readRegistry(
  { model, validator }: Tools,
  written: readonly SourceFile[],
  { isWhole, store, program }: Pick<Project, 'store' | 'program'> & { isWhole: boolean },
): ReadRegistry {
  const key = JSON.stringify([program, isWhole, written.map(({ path, digest }) => [path, digest])]);
  const known = lastRead.get(validator);
  if (known?.key === key) return known.read;
  const kept = recall<Pick<ReadRegistry, 'files' | 'faults'> & { index: RegistryIndex }>(
    store,
    'registry',
    key,
  );
  const read = kept ? { ...kept, registry: registryOf(kept.index), isReadable: true } : readAnew();
  lastRead.set(validator, { key, read });
  return read;

  function readAnew(): ReadRegistry {
    const parsed = written.map(({ path, bytes, digest }) => parseYaml(path, bytes, digest));
    const authored = parsed.map(({ value }) => value);
    const checked = authored.map((file) => validator.registryFile(file));
    const files = checked.map(({ file, value }) => ({ ...file, value }));
    const registry = buildRegistry(files, authored);
    // What refers to an entry of a file that was not read is not wrong for that.
    const ofWhole = isWhole ? checkRegistry(files, model.schemas.registry, registry.refused) : [];
    const faults = [...[...parsed, ...checked].flatMap((file) => file.diagnostics), ...ofWhole];
    // With an error it is read again: what was refused in it stands in no file.
    const { suggestions: _, ...index } = registry;
    if (isWhole && !hasErrors(faults)) remember(store, 'registry', key, { files, faults, index });
    return { registry, files, isReadable: authored.every(({ value }) => value !== undefined), faults };
  }
}

/** The tools of schemas that were read before in this process, by the digests of their files. */
const known = new Map<string, Promise<Tools>>();

/** Reads schemas/ and compiles its checks. */
export async function toolsOf(schemas: string): Promise<Tools> {
  const digests = await schemaDigests(schemas);
  return knownTools(schemas, digests, programDigest(digests));
}

function knownTools(schemas: string, digests: SchemaDigests, program: string): Promise<Tools> {
  const key = JSON.stringify(digests);
  const tools = known.get(key) ?? makeTools(schemas, program);
  known.set(key, tools);
  return tools;
}

/**
 * Reads schemas/ and compiles its checks, or takes them as they were kept: beside the schemas, from which alone they follow,
 * so that a project that lies elsewhere finds them as well.
 */
async function makeTools(schemas: string, program: string): Promise<Tools> {
  const place = join(schemas, 'output', '.cache', 'schemas');
  const model =
    recall<Model>(place, 'model', program) ?? remember(place, 'model', program, await loadModel(schemas));
  return { model, validator: makeValidator(model, rememberedChecks(place, model.schemas)) };
}
