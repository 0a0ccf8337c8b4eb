import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { readBytes } from '../ingest/read.ts';
import type { RetiredRow } from '../model/generated/tables.ts';
import { gistsOf, type RecordGists } from '../normalize/gists.ts';
import type { Entry } from '../normalize/names/registry.ts';
import type { ResolvedRecord } from '../normalize/resolved.ts';
import type { Project } from '../project.ts';
import { type RecordSummary, summaryOf } from '../validate/summary.ts';
import type { ClaimHistory } from '../write/history.ts';
import { type BatchPieces, type PieceCollector, pieceCollector } from '../write/pieces.ts';
import { takeRecord } from './take.ts';

/** What a batch of records became. */
export interface BatchResult {
  diagnostics: Diagnostic[];
  /** Finished text of the tables; null when only checking, or when a record of the batch has an error. */
  pieces: BatchPieces | null;
  /** What the other records need to know. */
  summaries: RecordSummary[];
  /** What is needed to find claims that are the same in several works. */
  gists: RecordGists[];
  /** Ids that the records retire. */
  retired: RetiredRow[];
  /** Entities and events that the records declare for themselves. */
  locals: Entry[];
  inputs: { path: string; digest: string }[];
  /** `records` counts files, `sources` those of them that are in the data. */
  counts: Record<(typeof COUNTED)[number], number>;
}

const COUNTED = ['records', 'sources', 'bytes', 'claims', 'reported', 'drafts', 'names', 'locals'] as const;

/** The result for no records at all. */
export function emptyResult(): BatchResult {
  return {
    diagnostics: [],
    pieces: null,
    summaries: [],
    gists: [],
    retired: [],
    locals: [],
    inputs: [],
    counts: { records: 0, sources: 0, bytes: 0, claims: 0, reported: 0, drafts: 0, names: 0, locals: 0 },
  };
}

/** Adds the counts of a batch to a sum. */
export function addCounts(sum: BatchResult['counts'], counts: BatchResult['counts']): void {
  for (const key of COUNTED) sum[key] += counts[key];
}

/** What is wanted of the records. */
export interface Wanted {
  /** The claims of the previous release, when tables are to be written; null when records are only checked. */
  history: ClaimHistory | null;
  /** Whether an earlier check, with the same program and schemas, has made rows of a record. */
  isTried: boolean;
}

/** Takes a batch of record files through the stages. */
export type BatchWork = (paths: readonly string[]) => Promise<BatchResult>;

/** Prepares the work on batches. */
export function batchWork(project: Project, { history, isTried: wasTried }: Wanted): BatchWork {
  const collect = history === null ? null : pieceCollector(project.model, history);
  // A check writes nothing; the rows of one record tell whether the stages fill the columns of the contract.
  let isTried = wasTried;
  return async (paths) => {
    const result = emptyResult();
    const { value: files, diagnostics } = await readBytes(project.root, paths);
    for (const one of diagnostics) result.diagnostics.push(one);
    const collector = collect?.() ?? null;
    // One record after the other all the way through: what it needed on the way is garbage before the next one.
    for (const source of files) {
      const { path } = source;
      const {
        file,
        checked,
        living,
        retired,
        diagnostics: told,
        ofNames,
        rows,
      } = takeRecord(project, source);
      for (const one of told) result.diagnostics.push(one);
      result.summaries.push(summaryOf(path, checked.value));
      result.inputs.push({ path, digest: file.digest });
      for (const one of retired) result.retired.push(one);
      result.counts.records += 1;
      result.counts.bytes += file.bytes;
      if (living === null) continue;
      count(living, result.counts);
      // With a name unread, its claims would seem to be made by others than they are.
      if (!hasErrors(ofNames)) result.gists.push(gistsOf(living));
      for (const one of living.local) result.locals.push(one);
      if (hasErrors(result.diagnostics)) continue;
      if (collector !== null || !isTried) (collector ?? trial(project)).add(living, rows()!);
      isTried = true;
    }
    if (collector !== null && !hasErrors(result.diagnostics)) result.pieces = collector.finish();
    return result;
  };
}

function trial({ model }: Project): PieceCollector {
  return pieceCollector(model)();
}

function count({ record, claims, local }: ResolvedRecord, counts: BatchResult['counts']): void {
  counts.sources += 1;
  counts.claims += claims.length;
  counts.locals += local.length;
  if (record.status === 'draft') counts.drafts += 1;
  for (const { voice, claimants, holders, addressees, subjects, objects } of claims) {
    if (voice === 'reported') counts.reported += 1;
    counts.names += claimants.length + holders.length + addressees.length + subjects.length + objects.length;
  }
}
