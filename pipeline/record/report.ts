import type { Coding } from '../agreement/compare.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors, inFileOrder } from '../diagnostics/problem.ts';
import type { RetiredRow } from '../model/generated/tables.ts';
import type { RecordGists } from '../normalize/gists.ts';
import type { Entry } from '../normalize/names/registry.ts';
import type { Project } from '../project.ts';
import type { RecordSummary } from '../validate/summary.ts';
import { addCounts, type BatchResult, emptyResult } from './batch.ts';
import type { ReadCodings } from './codings.ts';

/** How many things a build read and made. */
export interface Counts {
  /** Files of records, and those of them that are in the data. */
  records: number;
  sources: number;
  registryFiles: number;
  bytes: number;
  claims: number;
  reported: number;
  drafts: number;
  names: number;
  entities: number;
}

/** What is known so far of the sources of a project. */
export interface Report {
  /** What all records say about themselves, for what holds between them. */
  summaries: RecordSummary[];
  gists: RecordGists[];
  /** Ids that records retire. */
  retired: RetiredRow[];
  /** Entities and events of the registry and of records. */
  entries: Entry[];
  codings: Coding[];
  /** Paths and digests of the source files read. */
  inputs: { path: string; digest: string }[];
  counts: () => Counts;
  add: (batch: BatchResult) => void;
  addCodings: (read: ReadCodings) => void;
  tell: (diagnostics: readonly Diagnostic[]) => void;
  /** Whether there is no error so far. */
  isSound: () => boolean;
  /** All diagnostics, in the order of the files. */
  diagnostics: () => Diagnostic[];
}

/** Starts the report with what is known of a project before its records are read. */
export function startReport({
  registry,
  registryFiles,
  isRegistryComplete,
  diagnostics: known,
}: Project): Report {
  const told = [...known];
  const { counts, summaries, gists, retired } = emptyResult();
  for (const file of registryFiles) counts.bytes += file.bytes;
  const entries = [...registry.entries.values()];
  const inputs = registryFiles.map(({ path, digest }) => ({ path, digest }));
  const codings: Coding[] = [];
  let isSound = !hasErrors(told);
  const tell = (diagnostics: readonly Diagnostic[]): void => {
    isSound &&= !hasErrors(diagnostics);
    append(told, diagnostics);
  };
  return {
    ...{ summaries, gists, retired, entries, inputs, tell },
    codings,
    addCodings: (read) => {
      tell(read.diagnostics);
      append(codings, read.codings);
      append(inputs, read.inputs);
    },
    add: (batch) => {
      tell(isRegistryComplete ? batch.diagnostics : withoutUnknownNames(batch.diagnostics));
      append(summaries, batch.summaries);
      append(gists, batch.gists);
      append(retired, batch.retired);
      append(entries, batch.locals);
      append(inputs, batch.inputs);
      addCounts(counts, batch.counts);
    },
    isSound: () => isSound,
    diagnostics: () => inFileOrder(told),
    counts: () => {
      const { locals, ...others } = counts;
      return {
        ...others,
        registryFiles: registryFiles.length,
        entities: registry.entries.size + locals,
      };
    },
  };
}

/** With a file of the registry unread, unknown names are most likely its: one cause, one error. */
function withoutUnknownNames(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ code }) => code !== 'E-NAME-UNKNOWN' && code !== 'E-CODER-UNKNOWN');
}

/** A corpus may be large, and a call takes only so many arguments. */
function append<T>(list: T[], more: readonly T[]): void {
  for (const one of more) list.push(one);
}
