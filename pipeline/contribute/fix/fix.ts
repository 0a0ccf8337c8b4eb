import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { parseYaml } from '../../ingest/parse.ts';
import { readBytes } from '../../ingest/read.ts';
import type { Project } from '../../project.ts';
import { takeRecord } from '../../record/take.ts';
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
interface FixOptions {
  /** Paths of source files from the project folder; all when left out. */
  paths?: readonly string[] | undefined;
  /** Whether names in records become ids. */
  ids?: boolean | undefined;
}

/** What came of it. */
interface FixResult {
  /** Those that would change. */
  files: FixedFile[];
  /** Errors of form that have to be mended by hand first. */
  diagnostics: Diagnostic[];
  /** What the check has a suggestion for that was not followed. */
  left: Diagnostic[];
}

/**
 * Works out the repairs of records, second codings and the registry. Writes nothing.
 * @throws only the errors of the machine, and an error when a repair would change what a file says
 */
export async function fixSources(project: Project, { paths, ids = false }: FixOptions): Promise<FixResult> {
  const { root, model, sources: listed } = project;
  const isWanted = (path: string): boolean => paths === undefined || paths.includes(path);
  const records: FixContext = {
    schemas: model.schemas,
    kind: 'record',
    codebook: model.codebook,
    check: (path, bytes) => takeRecord(project, { path, bytes }).diagnostics,
    idsOf: ids ? (path, bytes) => idsOf(project, path, bytes) : undefined,
  };
  const codings: FixContext = { ...records, keepsDerived: true };
  const registry: FixContext = {
    schemas: model.schemas,
    kind: 'registry',
    codebook: model.codebook,
    check: (path, bytes) => {
      const { value: file, diagnostics } = parseYaml(path, bytes);
      return [...diagnostics, ...project.validator.registryFile(file).diagnostics];
    },
  };
  const files: FixedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const left: Diagnostic[] = [];
  const contexts = new Map([
    ...listed.codings.map((path) => [path, codings] as const),
    ...listed.registry.map((path) => [path, registry] as const),
  ]);
  for (const path of [...listed.records, ...listed.codings, ...listed.registry].filter(isWanted)) {
    const read = await readBytes(root, [path]);
    for (const one of read.diagnostics) diagnostics.push(one);
    const bytes = read.value[0]?.bytes;
    if (bytes === undefined) continue;
    const fixed = fixText(path, bytes, contexts.get(path) ?? records);
    for (const one of fixed.diagnostics) diagnostics.push(one);
    for (const one of fixed.left) left.push(one);
    const { before, after, hadMark } = fixed;
    if (before === after && !hadMark) continue;
    const unseen = [
      ...(hadMark ? ['The byte order mark at the start is taken out.'] : []),
      ...(before.includes('\r\n') ? ['Windows line ends become plain ones.'] : []),
    ];
    files.push({ path, before, after, unseen });
  }
  return { files, diagnostics, left };
}
