import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { unreadable } from '../../ingest/list.ts';
import type { Project } from '../../project.ts';
import { idsOf } from './ids.ts';
import { type FixContext, fixText } from './text.ts';

/** One source file that has something to repair. */
export interface FixedFile {
  /** From the project folder, with forward slashes. */
  path: string;
  before: string;
  after: string;
  /** What a difference by lines does not show: line ends and the byte order mark. */
  unseen: string[];
}

/** What to repair, and how. */
export interface FixOptions {
  /** Paths of source files from the project folder; all when left out. */
  paths?: readonly string[] | undefined;
  /** Whether names in records become ids. */
  ids?: boolean | undefined;
}

/**
 * Works out the repairs of the source files below `root`. Writes nothing.
 * @returns the files that would change, and the errors of form that have to be mended by hand first
 * @throws only the errors of the machine, and an error when a repair would change what a file says
 */
export async function fixSources(
  project: Project,
  { paths, ids = false }: FixOptions,
): Promise<{ files: FixedFile[]; diagnostics: Diagnostic[] }> {
  const { root, model, sources: listed } = project;
  const isWanted = (path: string): boolean => paths === undefined || paths.includes(path);
  const context = (kind: FixContext['kind'], idsOfFile?: FixContext['idsOf']): FixContext => ({
    schemas: model.schemas,
    kind,
    idsOf: idsOfFile,
  });
  const records = context('record', ids ? (path, bytes) => idsOf(project, path, bytes) : undefined);
  const registry = context('registry');
  const files: FixedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of [...listed.records, ...listed.registry].filter(isWanted)) {
    let bytes: Buffer;
    try {
      bytes = await readFile(join(root, path));
    } catch (error) {
      diagnostics.push(unreadable(path, error));
      continue;
    }
    const fixed = fixText(path, bytes, listed.records.includes(path) ? records : registry);
    diagnostics.push(...fixed.diagnostics);
    const { before, after, hadMark } = fixed;
    if (before === after && !hadMark) continue;
    const unseen = [
      ...(hadMark ? ['The byte order mark at the start is taken out.'] : []),
      ...(before.includes('\r\n') ? ['Windows line ends become plain ones.'] : []),
    ];
    files.push({ path, before, after, unseen });
  }
  return { files, diagnostics };
}
