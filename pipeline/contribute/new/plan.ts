import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ParsedFile } from '../../model/authored.ts';
import type { ProjectCore } from '../../record/core.ts';

/** A file to be written, and what to say about it. */
export interface Plan {
  /** From the project folder, with forward slashes. */
  path: string;
  text: string;
  /** Why it cannot be written; empty when it can. */
  problems: string[];
  /** What is left to do. */
  notices: string[];
}

/** What `make new` needs to know of a project. Nothing in it touches a file but what is handed in to be called. */
export interface Site extends ProjectCore {
  /** Paths of the source files. */
  sources: { records: readonly string[]; registry: readonly string[] };
  /** The registry's files, without what the schema refused in them. */
  registryFiles: readonly ParsedFile[];
  /** Whether all of them could be read. */
  isRegistryComplete: boolean;
  /** What is wrong with file names, folders and the registry. */
  diagnostics: readonly Diagnostic[];
  /** Which record declares an entity or event for itself, by id; asked for only when that matters. */
  localIds: () => Promise<ReadonlyMap<string, string>>;
}
